/** How the target is shown: turned, a part of it, lighter or darker. Pure. */
import { unadjustedTarget } from '../engine/defaults';
import type { TargetAdjustment } from '../engine/types';

export type Crop = TargetAdjustment['crop'];
export type LevelName = 'brightness' | 'contrast' | 'saturation';
export const levelNames: readonly LevelName[] = ['brightness', 'contrast', 'saturation'];

/** A side of the crop is at least so much of the picture's. */
export const leastCrop = 0.05;

/** Which of a frame's sides move with a grip: 0 none, -1 left or top, 1 right or bottom. */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const isWhole = ({ x, y, width, height }: Crop): boolean => x === 0 && y === 0 && width === 1 && height === 1;

const sameCrop = (a: Crop, b: Crop): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

export const sameAdjustment = (a: TargetAdjustment, b: TargetAdjustment): boolean =>
  a.quarterTurns === b.quarterTurns && sameCrop(a.crop, b.crop) && levelNames.every((level) => a[level] === b[level]);

export const isUnadjusted = (adjustment: TargetAdjustment): boolean => sameAdjustment(adjustment, unadjustedTarget);

/** Turns the target by a quarter; the crop shows what it showed. */
export function turned(adjustment: TargetAdjustment, by: 1 | -1): TargetAdjustment {
  const { x, y, width, height } = adjustment.crop;
  const crop =
    by === 1
      ? { x: clean(1 - y - height), y: x, width: height, height: width }
      : { x: y, y: clean(1 - x - width), width: height, height: width };
  return { ...adjustment, crop, quarterTurns: (adjustment.quarterTurns + by + 4) % 4 };
}

/** Moves a crop by parts of the picture's sides, as far as the picture reaches. */
export function movedCrop(crop: Crop, by: { readonly x: number; readonly y: number }): Crop {
  return {
    ...crop,
    x: within(0, crop.x + by.x, 1 - crop.width),
    y: within(0, crop.y + by.y, 1 - crop.height),
  };
}

/** Moves the sides of a crop that a grip holds. */
export function resizedCrop(crop: Crop, grip: Grip, by: { readonly x: number; readonly y: number }): Crop {
  const across = resizedSide(crop.x, crop.width, grip.x, by.x);
  const down = resizedSide(crop.y, crop.height, grip.y, by.y);
  return { x: across.begin, width: across.length, y: down.begin, height: down.length };
}

function resizedSide(begin: number, length: number, grip: -1 | 0 | 1, by: number): { begin: number; length: number } {
  const end = begin + length;
  if (grip === 1) return { begin, length: clean(within(begin + leastCrop, end + by, 1) - begin) };
  if (grip === 0) return { begin, length };
  const moved = within(0, begin + by, end - leastCrop);
  return { begin: moved, length: clean(end - moved) };
}

const within = (least: number, value: number, most: number): number =>
  clean(Math.min(Math.max(value, least), Math.max(least, most)));

/** Sums of fractions that come to 0 or 1 shall be just that. */
const clean = (part: number): number => Math.round(part * 1e6) / 1e6;
