/**
 * Masks over the target: where tiles are smaller, and where there are tiles at all. A mask is never changed: what is
 * painted on gives another one. Pure.
 *
 *   let mask = blankMask(target);
 *   mask = painted(mask, { from, to, radius: 9, coverage: 255 });   // a line of a round brush, in pixels of the mask
 *   markedPart(mask);                                               // 0.18
 */
import type { Mask, MosaicOptions } from '../engine/types';

/** What a mask is for; 'finer': smaller tiles here, 'only': tiles only here. */
export type MaskName = 'finer' | 'only';

export interface Masks {
  /** Null where nothing is marked: then all tiles are large… */
  readonly finer: Mask | null;
  /** …and they are everywhere. */
  readonly only: Mask | null;
  /** What stands where `only` leaves no tile. */
  readonly outside: NonNullable<MosaicOptions['outside']>;
}

export const noMasks: Masks = { finer: null, only: null, outside: 'target' };

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A straight piece of what a round brush draws, in pixels of the mask. */
export interface Stroke {
  readonly from: Place;
  readonly to: Place;
  readonly radius: number;
  /** 255 marks, 0 rubs out. */
  readonly coverage: 0 | 255;
}

/** The longer side of a mask, in pixels: more than enough for what is decided by the halves of cells. */
export const maskSide = 256;

/** So much of a pixel is marked, or none of it. */
const full = 255;
const half = 128;

/** A mask of a target's shape with nothing marked. */
export function blankMask(target: { readonly width: number; readonly height: number }): Mask {
  const scale = maskSide / Math.max(target.width, target.height);
  const width = Math.max(1, Math.round(target.width * scale));
  const height = Math.max(1, Math.round(target.height * scale));
  return { width, height, coverage: new Uint8Array(width * height) };
}

/** The mask with a stroke more. However small the brush, it leaves a mark. */
export function painted(mask: Mask, { from, to, radius, coverage }: Stroke): Mask {
  const { width, height } = mask;
  const reach = Math.max(radius, 0.75);
  const result = mask.coverage.slice();
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(width, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height, Math.ceil(Math.max(from.y, to.y) + reach));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (squaredDistance({ x: x + 0.5, y: y + 0.5 }, from, to) <= reach * reach) result[y * width + x] = coverage;
    }
  }
  return { width, height, coverage: result };
}

/** From a place to the nearest one of a straight line. */
function squaredDistance(place: Place, from: Place, to: Place): number {
  const along = { x: to.x - from.x, y: to.y - from.y };
  const length = along.x ** 2 + along.y ** 2;
  const part = length === 0 ? 0 : ((place.x - from.x) * along.x + (place.y - from.y) * along.y) / length;
  const within = Math.min(1, Math.max(0, part));
  return (place.x - from.x - within * along.x) ** 2 + (place.y - from.y - within * along.y) ** 2;
}

/** What was marked is not, and the other way round. */
export const inverted = ({ width, height, coverage }: Mask): Mask => ({
  width,
  height,
  coverage: coverage.map((value) => full - value),
});

/** Each pixel as marked or not. */
export const decided = ({ width, height, coverage }: Mask): Mask => ({
  width,
  height,
  coverage: coverage.map((value) => (value >= half ? full : 0)),
});

/** How much of the picture is marked, from 0 to 1. */
export const markedPart = ({ coverage }: Mask): number =>
  coverage.reduce((sum, value) => sum + value, 0) / (full * Math.max(1, coverage.length));

/** The mask, or null where nothing is marked on it. */
export const orNothing = (mask: Mask): Mask | null => (mask.coverage.some((value) => value >= half) ? mask : null);

export const sameMask = (a: Mask | null, b: Mask | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.width === b.width &&
    a.height === b.height &&
    a.coverage.every((value, i) => value === b.coverage[i]));
