/** Draws the sample photos one by one. Runs in a worker. */
import { type Context, grain, vignette } from './brush';
import { Random } from './random';
import { scenes } from './scenes';
import { drawTarget, targetAspect } from './target';

/** What each picture shows, in an order that mixes the subjects. */
function programme(): (typeof scenes)[number][0][] {
  const subjects = scenes.flatMap(([scene, share]) => Array.from({ length: share }, () => scene));
  const random = new Random(2026);
  for (let i = subjects.length - 1; i > 0; i--) {
    const j = random.whole(0, i);
    const a = subjects[i];
    const b = subjects[j];
    if (a && b) [subjects[i], subjects[j]] = [b, a];
  }
  return subjects;
}

const subjects = programme();

export const sampleCount = subjects.length;

/** Draws sample photo `index` into the square of `side` px whose corner is the origin. */
export function drawSample(c: Context, index: number, side: number): void {
  const scene = subjects[index];
  if (!scene) throw new RangeError(`there is no sample ${index}`);
  const random = new Random(index * 7919 + 17);
  c.save();
  c.beginPath();
  c.rect(0, 0, side, side);
  c.clip();
  c.scale(side, side);
  scene(c, random);
  vignette(c, random.between(0, 0.22));
  grain(c, random, 0.09);
  c.restore();
}

export function contextOf(width: number, height: number): { canvas: OffscreenCanvas; c: Context } {
  const canvas = new OffscreenCanvas(width, height);
  const c = canvas.getContext('2d');
  if (!c) throw new Error('this browser gave no drawing context');
  return { canvas, c };
}

/** The sample target on a canvas of its own. */
export function targetCanvas(height: number): OffscreenCanvas {
  const { canvas, c } = contextOf(Math.round(height * targetAspect), height);
  drawTarget(c, height);
  return canvas;
}
