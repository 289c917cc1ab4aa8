/**
 * The subjects of the sample photos. Each draws one picture over the unit square; what varies from one
 * picture to the next (hour, weather, colours, place) comes from `random`.
 */
import {
  type Context,
  disc,
  ellipse,
  fill,
  glow,
  hsl,
  line,
  linear,
  type Point,
  polygon,
  puff,
  radial,
  ridge,
  type Stop,
  wash,
} from './brush';
import type { Random } from './random';

type Scene = (c: Context, random: Random) => void;

const fullTurn = Math.PI * 2;

function daySky(c: Context, random: Random): void {
  const hue = random.between(196, 222);
  const light = random.between(-10, 14);
  wash(c, 0, 1, [
    [0, hsl(hue, random.between(45, 85), 46 + light)],
    [1, hsl(hue - 8, 60, 80 + light * 0.5)],
  ]);
  const clouds = random.whole(1, 4);
  for (let i = 0; i < clouds; i++) {
    const at: Point = [random.next(), random.between(0.2, 0.9)];
    const width = random.between(0.15, 0.42);
    puff(c, random, [at[0], at[1] + 0.05], width, 0.1, [hue, 20, 72], 0.3, 10);
    puff(c, random, at, width, 0.1, [40, 20, 99], 0.6, 18);
  }
}

function dawnSky(c: Context, random: Random): void {
  const hue = random.pick([14, 20, 26, 32, 38, 44, 336, 350, 310, 275, 250, 232]);
  const light = random.between(48, 84);
  wash(c, 0, 1, [
    [0, hsl(hue - random.between(10, 30), random.between(36, 62), light - 10)],
    [1, hsl(hue + 10, random.between(60, 90), Math.min(92, light + 6))],
  ]);
  c.save();
  c.scale(1, 0.3);
  for (let i = 0; i < 5; i++) {
    puff(
      c,
      random,
      [random.next(), random.between(0.3, 3.2)],
      0.4,
      0.2,
      [hue + 14, 80, Math.min(95, light + 14)],
      0.22,
      14,
    );
  }
  c.restore();
}

function overcast(c: Context, random: Random): void {
  const hue = random.between(200, 230);
  const light = random.between(-22, 18);
  wash(c, 0, 1, [
    [0, hsl(hue, 10, 58 + light)],
    [1, hsl(hue, 12, 76 + light)],
  ]);
  for (let i = 0; i < 6; i++) {
    const dark = random.chance(0.5);
    puff(c, random, [random.next(), random.next()], 0.4, 0.14, [hue, 8, dark ? 48 + light : 88], 0.28, 9);
  }
}

function sunsetSea(c: Context, random: Random): void {
  const horizon = random.between(0.48, 0.68);
  const warm = random.between(8, 42);
  const upper = random.pick([220, 265, 300, 340, 18]);
  wash(c, 0, horizon, [
    [0, hsl(upper, 55, random.between(22, 48))],
    [0.55, hsl(warm - 18, 75, 56)],
    [1, hsl(warm + 8, 95, 68)],
  ]);
  const sun: Point = [random.between(0.2, 0.8), horizon - random.between(0.02, 0.2)];
  for (let i = 0; i < 5; i++) {
    const y = random.between(0.08, horizon - 0.08);
    ellipse(
      c,
      [random.next(), y],
      random.between(0.2, 0.5),
      random.between(0.008, 0.025),
      hsl(warm - 12, 60, 42, 0.45),
    );
  }
  glow(c, sun, 0.45, [warm + 14, 100, 78], 0.75);
  disc(c, sun, 0.055, hsl(warm + 20, 100, 90));
  wash(c, horizon, 1, [
    [0, hsl(warm, 55, 46)],
    [1, hsl(upper, 45, 17)],
  ]);
  for (let i = 0; i < 44; i++) {
    const depth = random.next();
    const y = horizon + depth * (1 - horizon);
    const near = random.between(-1, 1) * (0.04 + depth * 0.2);
    line(
      c,
      [
        [sun[0] + near - 0.05, y],
        [sun[0] + near + 0.05, y],
      ],
      0.004 + depth * 0.012,
      hsl(warm + 14, 95, 74, 0.5),
    );
  }
}

function sea(c: Context, random: Random): void {
  const hue = random.between(176, 218);
  const horizon = random.between(0.15, 0.45);
  const light = random.between(-12, 8);
  wash(c, 0, horizon, [
    [0, hsl(hue + 12, 65, 62)],
    [1, hsl(hue, 50, 86)],
  ]);
  wash(c, horizon, 1, [
    [0, hsl(hue, 62, 34 + light)],
    [0.6, hsl(hue - 12, 62, 44 + light)],
    [1, hsl(hue - 22, 52, 58 + light)],
  ]);
  for (let i = 0; i < 60; i++) {
    const depth = random.next() ** 0.7;
    const y = horizon + 0.02 + depth * (0.98 - horizon);
    const x = random.next();
    const half = 0.02 + depth * random.between(0.03, 0.12);
    line(
      c,
      [
        [x - half, y],
        [x, y - 0.008 * depth],
        [x + half, y],
      ],
      0.003 + depth * 0.008,
      hsl(hue, 40, random.chance(0.5) ? 82 : 28, 0.32),
    );
  }
  if (random.chance(0.5)) {
    const x = random.between(0.25, 0.75);
    const y = horizon + 0.04;
    polygon(
      c,
      [
        [x, y - 0.22],
        [x, y],
        [x + 0.13, y],
      ],
      hsl(random.pick([10, 40, 200, 0]), 70, 94),
    );
    polygon(
      c,
      [
        [x - 0.1, y],
        [x - 0.012, y],
        [x - 0.012, y - 0.17],
      ],
      hsl(random.pick([5, 45, 210]), 75, 58),
    );
    polygon(
      c,
      [
        [x - 0.12, y + 0.012],
        [x + 0.15, y + 0.012],
        [x + 0.1, y + 0.06],
        [x - 0.08, y + 0.06],
      ],
      hsl(20, 45, 24),
    );
  }
}

function beach(c: Context, random: Random): void {
  const hue = random.between(172, 200);
  wash(c, 0, 0.35, [
    [0, hsl(hue + 24, 70, 60)],
    [1, hsl(hue + 10, 60, 88)],
  ]);
  wash(c, 0.35, 1, [
    [0, hsl(hue + 10, 75, 38)],
    [0.5, hsl(hue, 68, 62)],
    [1, hsl(hue, 60, 78)],
  ]);
  const shore = random.between(0.6, 0.72);
  const tilt = random.between(-0.12, 0.12);
  const edge: Point[] = [];
  for (let i = 0; i <= 16; i++) {
    const x = i / 16;
    edge.push([x, shore + tilt * (x - 0.5) + Math.sin(x * 9 + tilt * 60) * 0.018]);
  }
  polygon(
    c,
    [...edge, [1, 1], [0, 1]],
    linear(
      c,
      [0, shore],
      [0, 1],
      [
        [0, hsl(40, 48, 70)],
        [1, hsl(38, 60, 84)],
      ],
    ),
  );
  line(c, edge, 0.035, 'rgba(255,255,255,0.85)');
  line(
    c,
    edge.map(([x, y]): Point => [x, y - 0.06]),
    0.014,
    'rgba(255,255,255,0.5)',
  );
  if (random.chance(0.6)) {
    const x = random.between(0.2, 0.8);
    const y = 0.86;
    const colour = random.pick([0, 30, 48, 200, 330]);
    for (let i = 0; i < 8; i++) {
      const a = (i / 8) * fullTurn;
      const b = ((i + 1) / 8) * fullTurn;
      const rim = (angle: number): Point => [x + Math.cos(angle) * 0.13, y + Math.sin(angle) * 0.09];
      polygon(c, [[x, y - 0.015], rim(a), rim(b)], i % 2 === 0 ? hsl(colour, 80, 55) : hsl(40, 40, 96));
    }
  }
}

function night(c: Context, random: Random): void {
  const hue = random.between(215, 275);
  wash(c, 0, 1, [
    [0, hsl(hue, 60, random.between(4, 10))],
    [1, hsl(hue + 15, 50, random.between(14, 30))],
  ]);
  const lean = random.between(-0.5, 0.5);
  for (let i = 0; i < 18; i++) {
    const t = random.next();
    glow(
      c,
      [0.5 + (t - 0.5) * lean * 2 + random.between(-0.1, 0.1), t],
      random.between(0.05, 0.2),
      [hue + random.between(-30, 60), 50, 66],
      0.13,
    );
  }
  for (let i = 0; i < 70; i++)
    disc(
      c,
      [random.next(), random.next() * 0.9],
      random.between(0.002, 0.008),
      hsl(random.between(180, 260), 40, 92, random.between(0.3, 1)),
    );
  if (random.chance(0.35)) {
    const moon: Point = [random.between(0.25, 0.75), random.between(0.2, 0.5)];
    glow(c, moon, 0.4, [50, 40, 84], 0.5);
    disc(c, moon, random.between(0.07, 0.13), hsl(48, 45, 92));
  }
  polygon(c, ridge(random, 0.88, 0.16, 0.55), hsl(hue, 45, 4));
}

function aurora(c: Context, random: Random): void {
  wash(c, 0, 1, [
    [0, hsl(235, 60, 8)],
    [1, hsl(200, 50, 20)],
  ]);
  const hue = random.pick([140, 155, 170, 290, 320]);
  for (let band = 0; band < 3; band++) {
    const phase = random.between(0, 9);
    const base = random.between(0.45, 0.75);
    for (let i = 0; i < 46; i++) {
      const x = i / 45;
      const foot = base + Math.sin(x * 5 + phase) * 0.12;
      const reach = random.between(0.2, 0.42);
      const style = linear(
        c,
        [0, foot - reach],
        [0, foot],
        [
          [0, hsl(hue + 60, 80, 50, 0)],
          [0.75, hsl(hue, 85, 56, 0.26)],
          [1, hsl(hue - 12, 90, 72, 0.05)],
        ],
      );
      fill(c, style, x - 0.02, foot - reach, 0.04, reach);
    }
  }
  polygon(c, ridge(random, 0.86, 0.2, 0.6), hsl(215, 45, 6));
}

function mountains(c: Context, random: Random): void {
  const sky = random.pick([210, 215, 30, 330, 265, 195]);
  const land = random.pick([215, 225, 250, 200, 280, 160]);
  const light = random.between(-8, 8);
  wash(c, 0, 0.8, [
    [0, hsl(sky, 50, 62 + light)],
    [1, hsl(sky + random.between(-40, 30), 60, 86)],
  ]);
  if (random.chance(0.5)) glow(c, [random.between(0.2, 0.8), 0.38], 0.5, [42, 100, 86], 0.7);
  const layers = random.whole(3, 5);
  for (let i = 0; i < layers; i++) {
    const depth = i / (layers - 1);
    const base = 0.36 + depth * 0.44;
    const shape = ridge(random, base, 0.34 - depth * 0.12, 0.52);
    polygon(
      c,
      shape,
      linear(
        c,
        [0, base - 0.2],
        [0, base + 0.3],
        [
          [0, hsl(land + depth * 12, 26 + depth * 22, 68 - depth * 52 + light)],
          [1, hsl(land, 24, 80 - depth * 58 + light)],
        ],
      ),
    );
  }
}

function snowPeak(c: Context, random: Random): void {
  const hue = random.between(203, 222);
  wash(c, 0, 1, [
    [0, hsl(hue, 70, random.between(34, 56))],
    [1, hsl(hue, 50, 88)],
  ]);
  const peak: Point = [random.between(0.35, 0.65), random.between(0.14, 0.28)];
  polygon(
    c,
    [[-0.15, 0.95], peak, [1.15, 0.95]],
    linear(
      c,
      [0.2, 0],
      [0.9, 0],
      [
        [0, '#fdfdff'],
        [1, hsl(hue, 30, 78)],
      ],
    ),
  );
  polygon(
    c,
    [peak, [peak[0] + 0.06, 0.45], [peak[0] - 0.02, 0.62], [peak[0] + 0.14, 0.95], [1.15, 0.95]],
    hsl(hue + 6, 30, 58, 0.75),
  );
  for (let i = 0; i < 14; i++) {
    const x = random.between(0.05, 0.95);
    const y = random.between(0.6, 0.9);
    polygon(
      c,
      [
        [x, y - 0.1],
        [x + 0.06, y + 0.1],
        [x - 0.05, y + 0.1],
      ],
      hsl(hue + 10, 24, random.between(28, 46), 0.5),
    );
  }
  polygon(c, ridge(random, 0.86, 0.1, 0.6), hsl(random.pick([140, 205, 215]), 28, random.between(16, 34)));
  for (let i = 0; i < 12; i++)
    conifer(
      c,
      [random.next(), random.between(0.9, 1.02)],
      random.between(0.1, 0.2),
      hsl(150, 30, random.between(8, 20)),
    );
}

function conifer(c: Context, foot: Point, height: number, style: string): void {
  for (let i = 0; i < 4; i++) {
    const y = foot[1] - height * (0.16 + i * 0.21);
    const half = height * (0.26 - i * 0.05);
    polygon(
      c,
      [
        [foot[0] - half, y + height * 0.2],
        [foot[0], y - height * 0.22],
        [foot[0] + half, y + height * 0.2],
      ],
      style,
    );
  }
}

function forest(c: Context, random: Random): void {
  const hue = random.between(88, 165);
  const light = random.between(-6, 10);
  wash(c, 0, 1, [
    [0, hsl(hue + 20, 26, 76 + light)],
    [1, hsl(hue, 34, 24)],
  ]);
  for (let layer = 0; layer < 4; layer++) {
    const count = 15 - layer * 2;
    for (let i = 0; i < count; i++) {
      conifer(
        c,
        [(i + random.between(-0.4, 0.4)) / (count - 1), 0.62 + layer * 0.15 + random.between(-0.03, 0.03)],
        random.between(0.26, 0.36) + layer * 0.05,
        hsl(hue + random.between(-9, 9), 30 + layer * 5, 50 - layer * 12 + light + random.between(-3, 3)),
      );
    }
    wash(c, 0.5 + layer * 0.1, 0.8 + layer * 0.1, [
      [0, hsl(hue + 20, 20, 80, 0)],
      [1, hsl(hue + 20, 20, 80, 0.16 - layer * 0.04)],
    ]);
  }
}

function foliage(c: Context, random: Random): void {
  // Spring green to autumn red, seen from close by.
  const hue = random.pick([2, 14, 26, 40, 52, 76, 96, 110]);
  const dark = random.between(0, 14);
  fill(c, hsl(hue, 50, 20));
  for (let i = 0; i < 210; i++) {
    const deep = i / 210;
    const centre: Point = [random.next(), random.next()];
    ellipse(
      c,
      centre,
      random.between(0.03, 0.075),
      random.between(0.015, 0.032),
      hsl(hue + random.between(-16, 16), random.between(48, 88), 14 + deep * 44 - dark + random.between(-6, 10), 0.9),
      random.between(0, fullTurn),
    );
  }
  glow(c, [random.next(), random.between(0, 0.3)], 0.6, [hue + 20, 90, 82], 0.35);
}

function birches(c: Context, random: Random): void {
  const hue = random.pick([34, 44, 54, 20, 80]);
  wash(c, 0, 1, [
    [0, hsl(hue, 55, 78)],
    [1, hsl(hue - 12, 62, 40)],
  ]);
  for (let i = 0; i < 90; i++)
    disc(
      c,
      [random.next(), random.next() * 0.8],
      random.between(0.02, 0.05),
      hsl(hue + random.between(-12, 14), 80, random.between(44, 70), 0.6),
    );
  const trunks = random.whole(4, 7);
  for (let i = 0; i < trunks; i++) {
    const x = (i + random.between(0.2, 0.8)) / trunks;
    const half = random.between(0.018, 0.045);
    fill(
      c,
      linear(
        c,
        [x - half, 0],
        [x + half, 0],
        [
          [0, hsl(40, 12, 96)],
          [0.6, hsl(40, 10, 84)],
          [1, hsl(30, 12, 52)],
        ],
      ),
      x - half,
      0,
      half * 2,
      1,
    );
    for (let k = 0; k < 7; k++)
      fill(c, 'rgba(30,24,20,0.7)', x - half, random.next(), half * random.between(0.5, 1.6), 0.012);
  }
}

function dunes(c: Context, random: Random): void {
  const hue = random.between(20, 42);
  wash(c, 0, 0.5, [
    [0, hsl(random.pick([205, 215, 25]), 60, 62)],
    [1, hsl(hue + 8, 65, 86)],
  ]);
  for (let i = 0; i < 3; i++) {
    const base = 0.4 + i * 0.2;
    const phase = random.between(0, 6);
    const crest: Point[] = [];
    for (let k = 0; k <= 20; k++) crest.push([k / 20, base + Math.sin((k / 20) * 4 + phase) * 0.07]);
    polygon(
      c,
      [...crest, [1, 1], [0, 1]],
      linear(
        c,
        [0, base - 0.1],
        [0.3, base + 0.35],
        [
          [0, hsl(hue + 6, 72, 72 - i * 7)],
          [1, hsl(hue - 8, 62, 42 - i * 7)],
        ],
      ),
    );
    polygon(c, [...crest.slice(8), [0.7, 1], [0.5, 1]], hsl(hue - 10, 55, 30, 0.4));
  }
}

function meadow(c: Context, random: Random): void {
  const flower = random.pick([0, 48, 210, 280, 320, 345, 55]);
  const green = random.between(78, 115);
  wash(c, 0, 0.4, [
    [0, hsl(208, 68, 64)],
    [1, hsl(200, 50, 90)],
  ]);
  wash(c, 0.4, 1, [
    [0, hsl(green, 42, 56)],
    [1, hsl(green + 8, 52, 26)],
  ]);
  for (let i = 0; i < 160; i++) {
    const depth = i / 160;
    const y = 0.42 + depth * 0.6;
    const size = 0.006 + depth * 0.03;
    disc(
      c,
      [random.next(), y],
      size,
      hsl(flower + random.between(-12, 12), random.between(70, 92), random.between(52, 70)),
    );
  }
}

function wheat(c: Context, random: Random): void {
  const hue = random.between(32, 50);
  const light = random.between(50, 74);
  const horizon = random.between(0.1, 0.4);
  wash(c, 0, horizon, [
    [0, hsl(random.pick([205, 40, 28, 48]), 60, 76)],
    [1, hsl(hue + 6, 70, 88)],
  ]);
  wash(c, horizon, 1, [
    [0, hsl(hue + 4, 82, light + 10)],
    [1, hsl(hue - 6, 76, light - 12)],
  ]);
  for (let i = 0; i < 150; i++) {
    const depth = i / 150;
    const foot: Point = [random.next(), horizon + 0.06 + depth * 0.96];
    const length = 0.03 + depth * 0.16;
    const head: Point = [foot[0] + random.between(-0.03, 0.05), foot[1] - length];
    const style = hsl(hue + random.between(-7, 8), 84, light + random.between(-14, 16));
    line(c, [foot, head], 0.004 + depth * 0.004, style);
    ellipse(c, head, 0.005 + depth * 0.01, 0.012 + depth * 0.028, style, 0.2);
  }
}

function branch(c: Context, random: Random): void {
  // Cherry, peach or lemon blossom against the light.
  const hue = random.pick([345, 352, 8, 22, 36, 48]);
  const sky = random.pick([hue + 10, hue + 24, 205]);
  wash(c, 0, 1, [
    [0, hsl(sky, 60, random.between(76, 88))],
    [1, hsl(sky + 12, 66, random.between(84, 93))],
  ]);
  for (let i = 0; i < 3; i++) {
    const y = random.between(0.1, 0.9);
    line(
      c,
      [
        [-0.05, y],
        [0.4, y - 0.14],
        [1.05, y - random.between(0.1, 0.4)],
      ],
      0.016,
      hsl(16, 30, 36),
    );
  }
  for (let i = 0; i < 38; i++) {
    const at: Point = [random.next(), random.next()];
    const size = random.between(0.025, 0.05);
    const light = random.between(74, 92);
    for (let k = 0; k < 5; k++) {
      const angle = (k / 5) * fullTurn + i;
      disc(c, [at[0] + Math.cos(angle) * size, at[1] + Math.sin(angle) * size], size * 0.8, hsl(hue, 82, light));
    }
    disc(c, at, size * 0.4, hsl(hue + 8, 80, light - 26));
  }
}

function sunflowers(c: Context, random: Random): void {
  const hue = random.between(40, 52);
  fill(c, hsl(random.pick([95, 60, 205, 45]), 46, random.between(34, 66)));
  for (let i = 0; i < 9; i++) {
    const at: Point = [random.next(), 0.1 + (i / 9) * 0.95];
    const reach = random.between(0.15, 0.22);
    for (let k = 0; k < 18; k++) {
      const angle = (k / 18) * fullTurn + i;
      ellipse(
        c,
        [at[0] + Math.cos(angle) * reach * 0.66, at[1] + Math.sin(angle) * reach * 0.66],
        reach * 0.4,
        reach * 0.13,
        hsl(hue + random.between(-6, 6), 96, random.between(52, 66)),
        angle,
      );
    }
    disc(
      c,
      at,
      reach * 0.38,
      radial(c, at, reach * 0.38, [
        [0, hsl(28, 60, 34)],
        [1, hsl(22, 60, 14)],
      ]),
    );
  }
}

function blossom(c: Context, random: Random): void {
  const hue = random.pick([0, 12, 28, 46, 52, 205, 225, 265, 285, 310, 330, 345]);
  const back = random.pick([95, 130, 160, 210, hue + 180]);
  backdrop(c, random, back, random.between(14, 58), 46);
  const petals = random.whole(5, 16);
  const white = random.chance(0.22);
  const centre: Point = [random.between(0.42, 0.58), random.between(0.42, 0.58)];
  const reach = random.between(0.3, 0.4);
  for (let ring = 0; ring < 2; ring++) {
    for (let i = 0; i < petals; i++) {
      const angle = ((i + ring * 0.5) / petals) * fullTurn;
      const length = reach * (1 - ring * 0.28);
      const middle: Point = [centre[0] + Math.cos(angle) * length * 0.55, centre[1] + Math.sin(angle) * length * 0.55];
      const style = radial(c, centre, length * 1.15, [
        [0, white ? hsl(50, 50, 80) : hsl(hue - 14, 82, 36)],
        [1, white ? hsl(hue, 20, 98 - ring * 4) : hsl(hue, 84, 60 + ring * 8)],
      ]);
      ellipse(c, middle, length * 0.5, Math.min(0.16, (length * 2.1) / petals), style, angle);
    }
  }
  const eye = random.pick([44, 36, 20, 65]);
  disc(
    c,
    centre,
    reach * 0.24,
    radial(c, centre, reach * 0.24, [
      [0, hsl(eye, 90, 62)],
      [1, hsl(eye - 14, 80, 30)],
    ]),
  );
}

function backdrop(c: Context, random: Random, hue: number, lightness: number, saturation: number): void {
  wash(c, 0, 1, [
    [0, hsl(hue + 12, saturation, lightness + 8)],
    [1, hsl(hue - 12, saturation, Math.max(4, lightness - 12))],
  ]);
  for (let i = 0; i < 9; i++) {
    glow(
      c,
      [random.next(), random.next()],
      random.between(0.12, 0.35),
      [hue + random.between(-34, 34), saturation + 10, Math.min(92, lightness + 24)],
      0.36,
    );
  }
}

function bokeh(c: Context, random: Random): void {
  const hue = random.between(0, 360);
  const spread = random.pick([18, 30, 180]);
  const light = random.between(5, 18);
  fill(c, hsl(hue + 30, 45, light));
  glow(c, [random.next(), random.next()], 0.8, [hue, 60, 40], 0.5);
  const count = random.whole(16, 34);
  for (let i = 0; i < count; i++) {
    const at: Point = [random.next(), random.next()];
    const radius = random.between(0.03, 0.12);
    const own = hue + random.between(-spread, spread);
    disc(
      c,
      at,
      radius,
      radial(c, at, radius, [
        [0, hsl(own, 85, 62, 0.42)],
        [0.85, hsl(own, 90, 68, 0.55)],
        [1, hsl(own, 95, 82, 0.12)],
      ]),
    );
  }
}

function city(c: Context, random: Random): void {
  const dusk = random.pick([225, 245, 268, 205, 20]);
  wash(c, 0, 1, [
    [0, hsl(dusk, 58, random.between(8, 26))],
    [0.7, hsl(dusk + 40, 55, random.between(28, 52))],
    [1, hsl(dusk + 60, 60, 40)],
  ]);
  for (let layer = 0; layer < 2; layer++) {
    let x = -0.04;
    while (x < 1) {
      const width = random.between(0.08, 0.19);
      const top = random.between(0.2, 0.6) + layer * 0.16;
      fill(c, hsl(dusk, 30, 15 - layer * 8), x, top, width, 1 - top);
      for (let wy = top + 0.03; wy < 0.97; wy += 0.045) {
        for (let wx = x + 0.015; wx < x + width - 0.02; wx += 0.032) {
          if (random.chance(0.42))
            fill(c, hsl(random.pick([44, 38, 50, 200]), 90, random.between(58, 84), 0.9), wx, wy, 0.016, 0.022);
        }
      }
      x += width + 0.008;
    }
  }
}

function balloons(c: Context, random: Random): void {
  const sky = random.pick([205, 212, 200, 32, 285, 190]);
  wash(c, 0, 1, [
    [0, hsl(sky, 68, random.between(48, 66))],
    [1, hsl(sky - 16, 66, 86)],
  ]);
  puff(c, random, [random.next(), 0.9], 0.4, 0.1, [40, 30, 98], 0.5, 14);
  balloon(
    c,
    [random.between(0.4, 0.6), random.between(0.38, 0.46)],
    random.between(0.26, 0.33),
    random.between(0, 360),
    random.pick([20, 45, 120, 180]),
  );
}

function balloon(c: Context, centre: Point, radius: number, hue: number, step: number): void {
  const [x, y] = centre;
  const gores = 7;
  const mouth = y + radius * 1.28;
  const outline = (t: number): void => {
    c.moveTo(x, y - radius);
    c.bezierCurveTo(
      x + radius * 1.34 * t,
      y - radius,
      x + radius * 1.3 * t,
      y + radius * 0.4,
      x + radius * 0.16 * t,
      mouth,
    );
    c.lineTo(x, mouth);
  };
  for (let i = 0; i < gores; i++) {
    const t = 1 - (i / (gores - 1)) * 2;
    const left = 1 - (i * 2) / gores;
    const right = 1 - ((i + 1) * 2) / gores;
    c.beginPath();
    c.moveTo(x, y - radius);
    c.bezierCurveTo(
      x + radius * 1.34 * left,
      y - radius,
      x + radius * 1.3 * left,
      y + radius * 0.4,
      x + radius * 0.16 * left,
      mouth,
    );
    c.lineTo(x + radius * 0.16 * right, mouth);
    c.bezierCurveTo(x + radius * 1.3 * right, y + radius * 0.4, x + radius * 1.34 * right, y - radius, x, y - radius);
    c.fillStyle = hsl(hue + i * step, 84, 56 - Math.abs(t) * 6);
    c.fill();
  }
  c.beginPath();
  outline(1);
  outline(-1);
  c.fillStyle = radial(
    c,
    [x, y],
    radius * 1.5,
    [
      [0, 'rgba(255,255,255,0.34)'],
      [0.5, 'rgba(255,255,255,0)'],
      [1, 'rgba(20,0,40,0.5)'],
    ],
    [x - radius * 0.35, y - radius * 0.4],
  );
  c.fill();
  for (const side of [-1, 1])
    line(
      c,
      [
        [x + side * radius * 0.15, mouth],
        [x + side * radius * 0.1, mouth + radius * 0.22],
      ],
      0.006,
      'rgba(40,25,15,0.8)',
    );
  fill(c, hsl(28, 50, 28), x - radius * 0.13, mouth + radius * 0.2, radius * 0.26, radius * 0.2);
}

function citrus(c: Context, random: Random): void {
  const hue = random.pick([8, 24, 34, 50, 56, 78, 92]);
  fill(
    c,
    radial(c, [0.4, 0.35], 0.9, [
      [0, hsl(random.pick([hue + 160, 30, 200, hue]), 40, 84)],
      [1, hsl(hue + 170, 35, 58)],
    ]),
  );
  const centre: Point = [random.between(0.44, 0.56), random.between(0.44, 0.56)];
  const radius = random.between(0.34, 0.44);
  disc(c, centre, radius, hsl(hue, 92, 50));
  disc(c, centre, radius * 0.93, hsl(hue + 6, 50, 92));
  const parts = random.whole(8, 11);
  const turn = random.next();
  for (let i = 0; i < parts; i++) {
    const angle = ((i + turn) / parts) * fullTurn;
    const half = (fullTurn / parts) * 0.45;
    c.beginPath();
    c.moveTo(centre[0] + Math.cos(angle) * radius * 0.08, centre[1] + Math.sin(angle) * radius * 0.08);
    c.arc(centre[0], centre[1], radius * 0.86, angle - half, angle + half);
    c.closePath();
    c.fillStyle = radial(c, centre, radius, [
      [0, hsl(hue + 6, 90, 72)],
      [1, hsl(hue, 94, 54)],
    ]);
    c.fill();
  }
}

function fruit(c: Context, random: Random): void {
  const hue = random.pick([0, 352, 6, 28, 46, 84, 100, 275, 230, 335]);
  const table = random.pick([28, 35, 210, 0]);
  wash(c, 0, 1, [
    [0, hsl(table, random.between(5, 35), random.between(24, 88))],
    [1, hsl(table, 36, random.between(18, 60))],
  ]);
  const small = random.chance(0.5);
  const count = small ? 26 : random.whole(2, 4);
  for (let i = 0; i < count; i++) {
    const radius = small ? random.between(0.09, 0.12) : random.between(0.2, 0.27);
    const at: Point = small
      ? [random.next(), random.between(0.1, 1)]
      : [random.between(0.25, 0.75), random.between(0.4, 0.7)];
    const own = hue + random.between(-9, 9);
    ellipse(c, [at[0], at[1] + radius * 0.85], radius, radius * 0.3, 'rgba(0,0,0,0.28)');
    disc(
      c,
      at,
      radius,
      radial(
        c,
        at,
        radius * 1.15,
        [
          [0, hsl(own + 10, 88, 70)],
          [0.45, hsl(own, 84, 46)],
          [1, hsl(own - 10, 80, 16)],
        ],
        [at[0] - radius * 0.36, at[1] - radius * 0.4],
      ),
    );
    glow(c, [at[0] - radius * 0.36, at[1] - radius * 0.42], radius * 0.34, [0, 0, 100], 0.75);
    if (!small)
      line(
        c,
        [
          [at[0], at[1] - radius * 0.85],
          [at[0] + 0.03, at[1] - radius * 1.25],
        ],
        0.016,
        '#3b2a18',
      );
  }
}

function portrait(c: Context, random: Random): void {
  backdrop(c, random, random.between(0, 360), random.between(16, 74), random.between(12, 50));
  const tone = random.next();
  const skin = (light: number): string => hsl(24 - tone * 4, 55 - tone * 14, 80 - tone * 48 + light);
  const hairHue = random.pick([22, 28, 36, 12, 20]);
  const hairLight = random.pick([7, 12, 22, 44, 64]);
  const hair = hsl(hairHue, 45, hairLight);
  const x = random.between(0.44, 0.56);
  const clothes = random.between(0, 360);
  const long = random.chance(0.5);
  if (long) ellipse(c, [x, 0.52], 0.27, 0.36, hair);
  ellipse(
    c,
    [x, 1.06],
    0.42,
    0.3,
    linear(
      c,
      [0, 0.76],
      [0, 1],
      [
        [0, hsl(clothes, 48, random.between(34, 66))],
        [1, hsl(clothes, 50, 24)],
      ],
    ),
  );
  fill(c, skin(-13), x - 0.075, 0.6, 0.15, 0.2);
  ellipse(
    c,
    [x, 0.46],
    0.19,
    0.25,
    radial(
      c,
      [x, 0.46],
      0.3,
      [
        [0, skin(7)],
        [0.7, skin(-2)],
        [1, skin(-16)],
      ],
      [x - 0.06, 0.4],
    ),
  );
  c.fillStyle = hair;
  c.beginPath();
  c.ellipse(x, 0.36, 0.215, 0.2, 0, Math.PI * 0.97, Math.PI * 2.03);
  c.bezierCurveTo(x + 0.16, 0.26, x + random.between(-0.1, 0.1), 0.3, x - 0.21, 0.4);
  c.fill();
  for (const side of [-1, 1]) {
    ellipse(c, [x + side * 0.075, 0.45], 0.028, 0.016, '#fbf7f2');
    disc(c, [x + side * 0.075, 0.45], 0.015, hsl(random.pick([24, 28, 205, 110]), 45, 22));
    line(
      c,
      [
        [x + side * 0.045, 0.408],
        [x + side * 0.11, 0.404],
      ],
      0.013,
      hsl(hairHue, 40, Math.max(5, hairLight * 0.6)),
    );
    glow(c, [x + side * 0.11, 0.53], 0.06, [4, 80, 60], 0.22);
  }
  line(
    c,
    [
      [x, 0.47],
      [x - 0.014, 0.53],
      [x + 0.012, 0.535],
    ],
    0.01,
    skin(-18),
  );
  c.strokeStyle = hsl(356, 52, 50 - tone * 18);
  c.lineWidth = 0.019;
  c.beginPath();
  c.arc(x, 0.56, 0.07, Math.PI * 0.22, Math.PI * 0.78);
  c.stroke();
}

function plaid(c: Context, random: Random): void {
  const hue = random.between(0, 360);
  const second = hue + random.pick([30, 150, 180, 210]);
  const light = random.between(20, 64);
  fill(c, hsl(hue, random.between(28, 75), light));
  const period = random.pick([0.25, 0.34, 0.5]);
  const bars: Stop[] = [
    [0.12, hsl(second, 60, 24, 0.5)],
    [0.3, hsl(second, 65, 74, 0.34)],
    [0.05, hsl(0, 0, 100, 0.5)],
  ];
  for (const upright of [true, false]) {
    for (let start = -period; start < 1; start += period) {
      let at = start + 0.03;
      for (const [share, colour] of bars) {
        const width = share * period;
        if (upright) fill(c, colour, at, 0, width, 1);
        else fill(c, colour, 0, at, 1, width);
        at += width + period * 0.13;
      }
    }
  }
  for (let i = 0; i < 64; i++) {
    line(
      c,
      [
        [i / 64, 0],
        [i / 64, 1],
      ],
      0.002,
      'rgba(0,0,0,0.1)',
    );
    line(
      c,
      [
        [0, i / 64],
        [1, i / 64],
      ],
      0.002,
      'rgba(255,255,255,0.1)',
    );
  }
}

function folds(c: Context, random: Random): void {
  // Silk or linen in soft waves.
  const hue = random.between(0, 360);
  const saturation = random.pick([8, 35, 52, 68]);
  const light = random.pick([10, 30, 45, 62, 82]);
  const slant = random.between(-0.5, 0.5);
  fill(c, hsl(hue, saturation, light));
  const phase = random.between(0, 6);
  const waves = random.between(8, 16);
  for (let i = -30; i < 90; i++) {
    const t = i / 60;
    const shade = Math.sin(t * waves + phase) + 0.5 * Math.sin(t * waves * 2.3 + phase);
    const value = Math.min(97, Math.max(3, light + shade * 15));
    polygon(
      c,
      [
        [t, 0],
        [t + 0.02, 0],
        [t + 0.02 + slant, 1],
        [t + slant, 1],
      ],
      hsl(hue, saturation, value),
    );
  }
}

function leaf(c: Context, random: Random): void {
  const hue = random.pick([72, 90, 105, 125, 150, 32, 12]);
  const light = random.between(22, 50);
  fill(
    c,
    linear(
      c,
      [0, 0],
      [1, 1],
      [
        [0, hsl(hue, 58, light + 16)],
        [1, hsl(hue + 14, 62, light - 12)],
      ],
    ),
  );
  const rib = hsl(hue - 10, 46, light + 30, 0.8);
  const spine = (t: number): Point => [0.06 + t * 0.9, 0.94 - t * 0.88 + Math.sin(t * 3) * 0.04];
  line(c, [spine(0), spine(0.3), spine(0.6), spine(1)], 0.022, rib);
  for (let i = 1; i < 11; i++) {
    const from = spine(i / 11);
    line(c, [from, [from[0] - 0.1, from[1] - 0.5]], 0.009, rib);
    line(c, [from, [from[0] + 0.5, from[1] + 0.1]], 0.009, rib);
  }
  if (random.chance(0.6)) {
    for (let i = 0; i < 12; i++) {
      const at: Point = [random.next(), random.next()];
      const radius = random.between(0.015, 0.045);
      disc(
        c,
        at,
        radius,
        radial(c, at, radius, [
          [0, 'rgba(255,255,255,0.1)'],
          [1, 'rgba(255,255,255,0.5)'],
        ]),
      );
      glow(c, [at[0] - radius * 0.3, at[1] - radius * 0.3], radius * 0.5, [0, 0, 100], 0.9);
    }
  }
}

function underwater(c: Context, random: Random): void {
  const hue = random.between(178, 222);
  wash(c, 0, 1, [
    [0, hsl(hue - 8, 72, random.between(50, 64))],
    [1, hsl(hue + 16, 78, random.between(10, 22))],
  ]);
  for (let i = 0; i < 6; i++) {
    const x = random.between(-0.1, 1);
    polygon(
      c,
      [
        [x, 0],
        [x + 0.07, 0],
        [x + 0.26, 1],
        [x + 0.06, 1],
      ],
      'rgba(255,255,255,0.07)',
    );
  }
  const fishHue = random.pick([14, 28, 48, 200, 320]);
  const count = random.whole(1, 6);
  for (let i = 0; i < count; i++) {
    const size = random.between(0.09, 0.2) / Math.sqrt(count / 2);
    const x = random.between(0.2, 0.8);
    const y = random.between(0.2, 0.85);
    polygon(
      c,
      [
        [x - size * 0.8, y],
        [x - size * 1.5, y - size * 0.5],
        [x - size * 1.35, y],
        [x - size * 1.5, y + size * 0.5],
      ],
      hsl(fishHue, 88, 50),
    );
    ellipse(
      c,
      [x, y],
      size,
      size * 0.52,
      linear(
        c,
        [0, y - size * 0.5],
        [0, y + size * 0.5],
        [
          [0, hsl(fishHue, 90, 58)],
          [1, hsl(fishHue + 16, 85, 78)],
        ],
      ),
    );
    fill(c, 'rgba(255,255,255,0.8)', x + size * 0.2, y - size * 0.45, size * 0.12, size * 0.9);
    disc(c, [x + size * 0.6, y - size * 0.1], size * 0.09, '#10131a');
  }
}

function pebbles(c: Context, random: Random): void {
  const hue = random.pick([28, 35, 210, 220, 15]);
  const light = random.between(24, 62);
  fill(c, hsl(hue, 12, light * 0.4));
  for (let i = 0; i < 85; i++) {
    const at: Point = [random.next(), random.next()];
    const radius = random.between(0.05, 0.11);
    const own = light + random.between(-16, 18);
    ellipse(
      c,
      at,
      radius,
      radius * random.between(0.6, 0.95),
      radial(
        c,
        at,
        radius,
        [
          [0, hsl(hue + random.between(-14, 14), random.between(4, 20), own + 12)],
          [1, hsl(hue, 14, own - 14)],
        ],
        [at[0] - radius * 0.3, at[1] - radius * 0.4],
      ),
      random.between(0, 3),
    );
  }
}

function facade(c: Context, random: Random): void {
  const wall = random.pick([4, 16, 34, 46, 200, 340, 165, 220]);
  const saturation = random.between(20, 62);
  const light = random.between(38, 84);
  fill(
    c,
    linear(
      c,
      [0, 0],
      [1, 1],
      [
        [0, hsl(wall, saturation, light + 6)],
        [1, hsl(wall, saturation, light - 10)],
      ],
    ),
  );
  const shutter = wall + random.pick([140, 180, 200]);
  const columns = random.whole(1, 3);
  const rows = random.whole(1, 2);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const width = 0.36 / columns;
      const height = 0.56 / rows;
      const x = (column + 0.5) / columns - width / 2;
      const y = (row + 0.5) / rows - height / 2;
      fill(c, 'rgba(0,0,0,0.22)', x + 0.02, y + 0.025, width, height);
      fill(
        c,
        linear(
          c,
          [x, y],
          [x + width, y + height],
          [
            [0, hsl(210, 40, 66)],
            [1, hsl(220, 45, 22)],
          ],
        ),
        x,
        y,
        width,
        height,
      );
      fill(c, '#fbf8f0', x - 0.015, y + height, width + 0.03, 0.025);
      fill(c, '#fbf8f0', x + width / 2 - 0.008, y, 0.016, height);
      for (const side of [x - width * 0.5, x + width]) {
        fill(c, hsl(shutter, 48, 36), side, y, width * 0.5, height);
        for (let k = 1; k < 9; k++) fill(c, 'rgba(0,0,0,0.22)', side, y + (height * k) / 9, width * 0.5, 0.008);
      }
    }
  }
}

function cup(c: Context, random: Random): void {
  const table = random.pick([24, 30, 205, 350, 120]);
  fill(
    c,
    linear(
      c,
      [0, 0],
      [1, 1],
      [
        [0, hsl(table, 30, random.between(28, 82))],
        [1, hsl(table, 32, random.between(18, 56))],
      ],
    ),
  );
  const centre: Point = [random.between(0.45, 0.55), random.between(0.45, 0.55)];
  const china = random.pick([0, 200, 350, 45, 170]);
  ellipse(c, [centre[0] + 0.03, centre[1] + 0.04], 0.42, 0.42, 'rgba(0,0,0,0.22)');
  disc(
    c,
    centre,
    0.41,
    radial(c, centre, 0.41, [
      [0, hsl(china, 25, 84)],
      [0.8, hsl(china, 25, 96)],
      [1, hsl(china, 25, 80)],
    ]),
  );
  ellipse(c, [centre[0] + 0.3, centre[1]], 0.1, 0.05, hsl(china, 30, 90));
  disc(c, centre, 0.27, hsl(china, 35, 92));
  const drink = random.pick([22, 26, 30, 90, 350]);
  disc(
    c,
    centre,
    0.235,
    radial(c, centre, 0.235, [
      [0, hsl(drink, 55, 46)],
      [1, hsl(drink, 65, 20)],
    ]),
  );
  c.strokeStyle = hsl(36, 60, 86, 0.85);
  c.lineWidth = 0.022;
  c.beginPath();
  for (let t = 0; t < 16; t += 0.3) c.lineTo(centre[0] + Math.cos(t) * t * 0.011, centre[1] + Math.sin(t) * t * 0.011);
  c.stroke();
}

function flame(c: Context, random: Random): void {
  fill(
    c,
    radial(c, [0.5, 0.6], 0.9, [
      [0, hsl(16, 80, random.between(16, 30))],
      [1, hsl(260, 40, 4)],
    ]),
  );
  const count = random.whole(1, 4);
  for (let i = 0; i < count; i++) {
    const x = (i + 0.5) / count + random.between(-0.04, 0.04);
    const size = random.between(0.16, 0.26) / Math.sqrt(count);
    glow(c, [x, 0.52], size * 2.6, [28, 100, 56], 0.8);
    fill(
      c,
      linear(
        c,
        [0, 0.66],
        [0, 1],
        [
          [0, hsl(40, 70, 84)],
          [1, hsl(24, 50, 34)],
        ],
      ),
      x - size * 0.5,
      0.66,
      size,
      0.4,
    );
    for (const [scale, colour] of [
      [1, hsl(24, 100, 56)],
      [0.72, hsl(42, 100, 64)],
      [0.42, hsl(52, 100, 90)],
    ] as const) {
      c.fillStyle = colour;
      c.beginPath();
      c.moveTo(x, 0.66 - size * 2 * scale);
      c.bezierCurveTo(x + size * scale, 0.66 - size * scale, x + size * 0.6 * scale, 0.66, x, 0.66);
      c.bezierCurveTo(x - size * 0.6 * scale, 0.66, x - size * scale, 0.66 - size * scale, x, 0.66 - size * 2 * scale);
      c.fill();
    }
  }
}

function lake(c: Context, random: Random): void {
  const sky = random.pick([210, 200, 25, 345, 270, 50]);
  const trees = random.pick([140, 110, 30, 18, 215]);
  const line0 = random.between(0.44, 0.56);
  const light = random.between(54, 80);
  wash(c, 0, line0, [
    [0, hsl(sky, 62, light - 12)],
    [1, hsl(sky + 14, 66, Math.min(94, light + 12))],
  ]);
  const shore = ridge(random, line0 - 0.08, 0.2, 0.6).slice(0, -2);
  polygon(c, [...shore, [1.02, line0], [-0.02, line0]], hsl(trees, 36, 28));
  wash(c, line0, 1, [
    [0, hsl(sky + 14, 46, Math.min(88, light))],
    [1, hsl(sky, 52, light - 34)],
  ]);
  polygon(
    c,
    [...shore.map(([x, y]): Point => [x, line0 * 2 - y]), [1.02, line0], [-0.02, line0]],
    hsl(trees, 34, 22, 0.62),
  );
  for (let i = 0; i < 22; i++) {
    const y = random.between(line0 + 0.03, 1);
    const x = random.next();
    line(
      c,
      [
        [x - 0.12, y],
        [x + 0.12, y],
      ],
      0.005,
      'rgba(255,255,255,0.22)',
    );
  }
}

function snow(c: Context, random: Random): void {
  const hue = random.between(200, 240);
  wash(c, 0, 1, [
    [0, hsl(hue, 24, random.between(70, 88))],
    [0.6, hsl(hue, 26, 95)],
    [1, '#ffffff'],
  ]);
  for (let i = 0; i < 6; i++) {
    conifer(
      c,
      [random.next(), random.between(0.6, 0.86)],
      random.between(0.2, 0.44),
      hsl(hue - 30, 18, random.between(52, 76)),
    );
  }
  polygon(c, ridge(random, 0.84, 0.06, 0.4), hsl(hue, 30, 97));
  for (let i = 0; i < 46; i++)
    disc(c, [random.next(), random.next()], random.between(0.004, 0.014), 'rgba(255,255,255,0.9)');
}

function feathers(c: Context, random: Random): void {
  const hue = random.between(0, 360);
  const light = random.between(28, 52);
  fill(c, hsl(hue, 70, light * 0.4));
  for (let row = 9; row >= 0; row--) {
    for (let column = 0; column < 8; column++) {
      const at: Point = [(column + (row % 2) * 0.5) / 7, row / 9];
      const own = hue + (9 - row) * random.between(1, 5);
      ellipse(
        c,
        at,
        0.1,
        0.15,
        linear(
          c,
          [0, at[1] - 0.15],
          [0, at[1] + 0.15],
          [
            [0, hsl(own, 76, light * 0.55)],
            [0.75, hsl(own, 82, light)],
            [1, hsl(own + 14, 86, light + 22)],
          ],
        ),
      );
      line(
        c,
        [
          [at[0], at[1] - 0.1],
          [at[0], at[1] + 0.13],
        ],
        0.005,
        hsl(own, 50, light * 0.5, 0.7),
      );
    }
  }
}

/** A subject, and how often it stands among the sample photos. */
export const scenes: readonly (readonly [scene: Scene, share: number])[] = [
  [daySky, 13],
  [dawnSky, 34],
  [overcast, 8],
  [sunsetSea, 15],
  [sea, 12],
  [beach, 8],
  [night, 12],
  [aurora, 6],
  [mountains, 12],
  [snowPeak, 9],
  [forest, 8],
  [foliage, 11],
  [birches, 7],
  [dunes, 9],
  [meadow, 8],
  [wheat, 11],
  [branch, 13],
  [sunflowers, 7],
  [blossom, 16],
  [bokeh, 12],
  [city, 8],
  [balloons, 10],
  [citrus, 8],
  [fruit, 16],
  [portrait, 20],
  [plaid, 7],
  [folds, 16],
  [leaf, 9],
  [underwater, 10],
  [pebbles, 6],
  [facade, 9],
  [cup, 6],
  [flame, 6],
  [lake, 12],
  [snow, 7],
  [feathers, 10],
];
