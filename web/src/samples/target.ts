/** The picture that the sample mosaic shows: hot-air balloons over a mountain lake at dawn. */
import { type Context, disc, fill, glow, line, linear, type Point, polygon, puff, radial, ridge } from './brush';
import { Random } from './random';

/** Width by height; the height is the unit that everything is drawn in. */
export const targetAspect = 4 / 3;

const stripes = ['#d7263d', '#f46036', '#f9a620', '#ffd449', '#f7f3e3', '#ffd449', '#f9a620', '#f46036', '#d7263d'];
const blues = ['#0b4f6c', '#1c7c9c', '#40bcd8', '#f4f1de', '#40bcd8', '#1c7c9c', '#0b4f6c'];
const violets = ['#4b2e83', '#8e44ad', '#e84393', '#fbeaff', '#e84393', '#8e44ad', '#4b2e83'];

function envelope(c: Context, x: number, y: number, radius: number, colours: readonly string[]): void {
  const mouth = y + radius * 1.3;
  const edge = (t: number, down: boolean): void => {
    if (down) {
      c.bezierCurveTo(
        x + radius * 1.36 * t,
        y - radius,
        x + radius * 1.28 * t,
        y + radius * 0.5,
        x + radius * 0.17 * t,
        mouth,
      );
    } else {
      c.bezierCurveTo(x + radius * 1.28 * t, y + radius * 0.5, x + radius * 1.36 * t, y - radius, x, y - radius);
    }
  };
  colours.forEach((colour, i) => {
    const from = Math.sin(((i / colours.length) * 2 - 1) * (Math.PI / 2));
    const to = Math.sin((((i + 1) / colours.length) * 2 - 1) * (Math.PI / 2));
    c.beginPath();
    c.moveTo(x, y - radius);
    edge(from, true);
    c.lineTo(x + radius * 0.17 * to, mouth);
    edge(to, false);
    c.fillStyle = colour;
    c.fill();
    c.lineWidth = radius * 0.008;
    c.strokeStyle = 'rgba(60,20,10,0.25)';
    c.stroke();
  });
  c.save();
  c.beginPath();
  c.moveTo(x, y - radius);
  edge(1, true);
  c.lineTo(x - radius * 0.17, mouth);
  edge(-1, false);
  c.clip();
  // A darker belt, light from the sun's side, shade on the other.
  fill(c, 'rgba(70,10,40,0.2)', x - radius * 1.2, y + radius * 0.16, radius * 2.4, radius * 0.2);
  fill(
    c,
    radial(
      c,
      [x, y],
      radius * 1.75,
      [
        [0, 'rgba(255,248,220,0.62)'],
        [0.34, 'rgba(255,240,200,0.1)'],
        [0.62, 'rgba(60,10,60,0.16)'],
        [1, 'rgba(30,0,50,0.66)'],
      ],
      [x - radius * 0.42, y - radius * 0.3],
    ),
    x - radius * 1.3,
    y - radius * 1.1,
    radius * 2.6,
    radius * 2.6,
  );
  c.restore();
  for (const side of [-1, -0.4, 0.4, 1]) {
    line(
      c,
      [
        [x + side * radius * 0.16, mouth],
        [x + side * radius * 0.1, mouth + radius * 0.24],
      ],
      radius * 0.014,
      'rgba(50,30,20,0.85)',
    );
  }
  const basket = radius * 0.24;
  fill(
    c,
    linear(
      c,
      [x - basket / 2, 0],
      [x + basket / 2, 0],
      [
        [0, '#a9713f'],
        [1, '#4a2b18'],
      ],
    ),
    x - basket / 2,
    mouth + radius * 0.22,
    basket,
    basket * 0.8,
  );
}

function conifers(
  c: Context,
  random: Random,
  count: number,
  foot: number,
  height: number,
  style: string,
  [left, right]: Point,
): void {
  for (let i = 0; i < count; i++) {
    const x = random.between(left, right);
    const h = height * random.between(0.5, 1);
    for (let k = 0; k < 5; k++) {
      const y = foot - h * (0.1 + k * 0.18);
      const half = h * (0.2 - k * 0.034);
      polygon(
        c,
        [
          [x - half, y + h * 0.12],
          [x, y - h * 0.2],
          [x + half, y + h * 0.12],
        ],
        style,
      );
    }
  }
}

export function drawTarget(c: Context, height: number): void {
  const random = new Random(11);
  const wide = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x * targetAspect, y]);
  const shore = 0.72;
  c.save();
  c.scale(height, height);

  const sky = linear(
    c,
    [0, 0],
    [0, shore],
    [
      [0, '#27408b'],
      [0.28, '#5f6fc0'],
      [0.52, '#c08bb5'],
      [0.74, '#ffb199'],
      [0.92, '#ffdf9e'],
      [1, '#fff0c2'],
    ],
  );
  fill(c, sky, 0, 0, targetAspect, shore + 0.01);
  const sun: Point = [0.2, 0.6];
  glow(c, sun, 0.75, [40, 100, 80], 0.85);
  disc(c, sun, 0.05, '#fffbe6');
  // Thin clouds: puffs drawn in a flattened world.
  c.save();
  c.scale(1, 0.22);
  for (let i = 0; i < 10; i++) {
    const at: Point = [random.between(0, targetAspect), random.between(0.3, 2.2)];
    puff(c, random, at, random.between(0.14, 0.34), 0.1, [random.pick([345, 15, 30]), 85, 84], 0.2, 26);
  }
  c.restore();

  const layers: readonly (readonly [base: number, height: number, top: string, foot: string])[] = [
    [0.56, 0.24, '#b48fbf', '#f7c6b4'],
    [0.62, 0.2, '#7f6ba8', '#d9a0b0'],
    [0.68, 0.13, '#4d4f86', '#94709b'],
  ];
  for (const [base, rise, top, foot] of layers) {
    polygon(
      c,
      wide(ridge(random, base, rise, 0.5, 90)),
      linear(
        c,
        [0, base - rise * 0.7],
        [0, shore],
        [
          [0, top],
          [1, foot],
        ],
      ),
    );
    fill(
      c,
      linear(
        c,
        [0, base],
        [0, shore + 0.02],
        [
          [0, 'rgba(255,225,205,0)'],
          [1, 'rgba(255,225,205,0.42)'],
        ],
      ),
      0,
      base,
      targetAspect,
      shore - base + 0.02,
    );
  }

  // The lake gives the sky back, darker.
  fill(
    c,
    linear(
      c,
      [0, shore],
      [0, 1],
      [
        [0, '#f6c9a8'],
        [0.25, '#c78fae'],
        [0.6, '#5a5f9f'],
        [1, '#1d2a5c'],
      ],
    ),
    0,
    shore,
    targetAspect,
    1 - shore,
  );
  for (let i = 0; i < 150; i++) {
    const depth = random.next();
    const y = shore + 0.006 + depth * (1 - shore);
    const x = sun[0] + random.between(-1, 1) * (0.05 + depth * 0.12);
    const half = 0.012 + depth * 0.03;
    line(
      c,
      [
        [x - half, y],
        [x + half, y],
      ],
      0.002 + depth * 0.006,
      'rgba(255,240,190,0.55)',
    );
  }
  for (let i = 0; i < 120; i++) {
    const depth = random.next();
    const y = shore + 0.01 + depth * (1 - shore);
    const x = random.between(0, targetAspect);
    line(
      c,
      [
        [x - 0.03 - depth * 0.05, y],
        [x + 0.03 + depth * 0.05, y],
      ],
      0.002 + depth * 0.004,
      random.chance(0.5) ? 'rgba(255,220,210,0.2)' : 'rgba(30,30,90,0.2)',
    );
  }
  c.save();
  c.scale(1, 0.36);
  glow(c, [0.8, 2.46], 0.3, [12, 90, 60], 0.9);
  glow(c, [0.8, 2.42], 0.17, [44, 100, 70], 0.9);
  c.restore();

  conifers(c, random, 34, 0.73, 0.075, '#3a3f6b', [0, targetAspect]);
  envelope(c, 0.27, 0.25, 0.09, blues);
  envelope(c, 1.19, 0.2, 0.066, violets);
  envelope(c, 0.8, 0.315, 0.262, stripes);

  polygon(c, wide(ridge(random, 0.985, 0.06, 0.5, 60)), '#0d1430');
  conifers(c, random, 4, 1.02, 0.34, '#0a1026', [0.02, 0.3]);
  conifers(c, random, 5, 1.02, 0.36, '#0a1026', [1.08, 1.33]);
  c.restore();
}
