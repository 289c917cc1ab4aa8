/** Strokes that the sample pictures are drawn with. All coordinates are fractions of the picture's side. */
import type { Random } from './random';

export type Context = OffscreenCanvasRenderingContext2D;
export type Point = readonly [x: number, y: number];
/** Position along a gradient, and the colour there. */
export type Stop = readonly [at: number, colour: string];

export function hsl(hue: number, saturation: number, lightness: number, alpha = 1): string {
  const h = ((hue % 360) + 360) % 360;
  return `hsla(${h.toFixed(1)},${saturation.toFixed(1)}%,${lightness.toFixed(1)}%,${alpha.toFixed(3)})`;
}

function withStops(gradient: CanvasGradient, stops: readonly Stop[]): CanvasGradient {
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  return gradient;
}

export function linear(c: Context, from: Point, to: Point, stops: readonly Stop[]): CanvasGradient {
  return withStops(c.createLinearGradient(from[0], from[1], to[0], to[1]), stops);
}

export function radial(
  c: Context,
  centre: Point,
  radius: number,
  stops: readonly Stop[],
  focus: Point = centre,
): CanvasGradient {
  return withStops(c.createRadialGradient(focus[0], focus[1], 0, centre[0], centre[1], radius), stops);
}

export function fill(c: Context, style: string | CanvasGradient, x = 0, y = 0, width = 1, height = 1): void {
  c.fillStyle = style;
  c.fillRect(x, y, width, height);
}

/** A top-to-bottom gradient over a band of the picture. */
export function wash(c: Context, top: number, bottom: number, stops: readonly Stop[]): void {
  fill(c, linear(c, [0, top], [0, bottom], stops), -0.2, top, 1.4, bottom - top + 0.004);
}

export function ellipse(
  c: Context,
  centre: Point,
  width: number,
  height: number,
  style: string | CanvasGradient,
  turn = 0,
): void {
  c.fillStyle = style;
  c.beginPath();
  c.ellipse(centre[0], centre[1], width, height, turn, 0, Math.PI * 2);
  c.fill();
}

export function disc(c: Context, centre: Point, radius: number, style: string | CanvasGradient): void {
  ellipse(c, centre, radius, radius, style);
}

/** Light that fades out: `colour` must be given as hue, saturation, lightness. */
export function glow(
  c: Context,
  centre: Point,
  radius: number,
  colour: readonly [number, number, number],
  strength: number,
): void {
  const [h, s, l] = colour;
  disc(
    c,
    centre,
    radius,
    radial(c, centre, radius, [
      [0, hsl(h, s, l, strength)],
      [0.35, hsl(h, s, l, strength * 0.45)],
      [1, hsl(h, s, l, 0)],
    ]),
  );
}

export function polygon(c: Context, points: readonly Point[], style: string | CanvasGradient): void {
  c.fillStyle = style;
  c.beginPath();
  for (const [x, y] of points) c.lineTo(x, y);
  c.closePath();
  c.fill();
}

export function line(c: Context, points: readonly Point[], width: number, style: string): void {
  c.strokeStyle = style;
  c.lineWidth = width;
  c.lineCap = 'round';
  c.lineJoin = 'round';
  c.beginPath();
  for (const [x, y] of points) c.lineTo(x, y);
  c.stroke();
}

/** A skyline by midpoint displacement: heights around `base`, left to right, closed along the bottom. */
export function ridge(random: Random, base: number, height: number, roughness: number, steps = 48): Point[] {
  let heights: number[] = [random.between(-1, 1), random.between(-1, 1)];
  let spread = 1;
  while (heights.length < steps) {
    const finer: number[] = [];
    for (let i = 0; i + 1 < heights.length; i++) {
      const left = heights[i] ?? 0;
      const right = heights[i + 1] ?? 0;
      finer.push(left, (left + right) / 2 + random.between(-spread, spread));
    }
    finer.push(heights.at(-1) ?? 0);
    heights = finer;
    spread *= roughness;
  }
  const last = heights.length - 1;
  const top = heights.map((value, i): Point => [-0.02 + (1.04 * i) / last, base - value * height * 0.5]);
  return [...top, [1.02, 1.05], [-0.02, 1.05]];
}

/** A puff of soft discs: clouds, foam, foliage. */
export function puff(
  c: Context,
  random: Random,
  centre: Point,
  width: number,
  height: number,
  colour: readonly [number, number, number],
  strength: number,
  count = 14,
): void {
  for (let i = 0; i < count; i++) {
    const x = centre[0] + random.between(-1, 1) * width;
    const fade = 1 - Math.abs(x - centre[0]) / (width * 1.3);
    const y = centre[1] - random.between(-0.3, 1) * height * fade;
    glow(c, [x, y], random.between(0.5, 1) * height * (0.6 + fade), colour, strength);
  }
}

/** Fine specks of light and dark: what a sensor adds, and what keeps gradients from looking drawn. */
export function grain(c: Context, random: Random, strength: number, count = 420): void {
  for (let i = 0; i < count; i++) {
    const shade = random.chance(0.5) ? 255 : 0;
    c.fillStyle = `rgba(${shade},${shade},${shade},${(random.next() * strength).toFixed(3)})`;
    const side = random.between(0.006, 0.02);
    c.fillRect(random.next(), random.next(), side, side);
  }
}

/** Darker corners. */
export function vignette(c: Context, strength: number): void {
  fill(
    c,
    radial(c, [0.5, 0.5], 0.76, [
      [0, 'rgba(0,0,0,0)'],
      [0.6, 'rgba(0,0,0,0)'],
      [1, `rgba(0,0,0,${strength})`],
    ]),
  );
}
