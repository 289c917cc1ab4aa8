/**
 * Where a mask lies on the target as it is shown: a mask has the frame of the picture as it was read, of which a part
 * may be shown, turned by right angles. Pure.
 */
import type { TargetAdjustment } from '../engine/types';
import type { Place } from './target_mask';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As of a canvas: x' = a x + c y + e, y' = b x + d y + f. */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The unit square turned clockwise by quarters, onto itself. */
const turns: readonly Transform[] = [
  [1, 0, 0, 1, 0, 0],
  [0, 1, -1, 0, 1, 0],
  [-1, 0, 0, -1, 1, 1],
  [0, -1, 1, 0, 0, 1],
];

/** From pixels of a mask to pixels of the target as it is shown. */
export function toShown(adjustment: TargetAdjustment, mask: Size, shown: Size): Transform {
  const { crop, quarterTurns } = adjustment;
  const [a, b, c, d, e, f] = turns[((quarterTurns % 4) + 4) % 4] as Transform;
  const across = shown.width / crop.width;
  const down = shown.height / crop.height;
  return [
    (across * a) / mask.width,
    (down * b) / mask.width,
    (across * c) / mask.height,
    (down * d) / mask.height,
    across * (e - crop.x),
    down * (f - crop.y),
  ];
}

/** From a place on the target as it is shown, in parts of its sides, to pixels of a mask. */
export function toMask(adjustment: TargetAdjustment, mask: Size, place: Place): Place {
  const [a, b, c, d, e, f] = toShown(adjustment, mask, { width: 1, height: 1 });
  const area = a * d - b * c;
  const x = place.x - e;
  const y = place.y - f;
  return { x: (d * x - c * y) / area, y: (a * y - b * x) / area };
}

/** How large the target is as it is shown, in pixels of a mask. */
export function shownSize({ crop, quarterTurns }: TargetAdjustment, mask: Size): Size {
  const upright = quarterTurns % 2 === 0;
  return {
    width: crop.width * (upright ? mask.width : mask.height),
    height: crop.height * (upright ? mask.height : mask.width),
  };
}
