import { describe, expect, it } from 'vitest';
import { unadjustedTarget } from '../engine/defaults';
import { isUnadjusted, isWhole, leastCrop, movedCrop, resizedCrop, turned } from './target_adjustment';

const crop = { x: 0.1, y: 0.2, width: 0.5, height: 0.3 };
const adjustment = { ...unadjustedTarget, crop };

describe('a quarter turn', () => {
  it('takes the crop with it', () => {
    // What lay 0.1 from the left lies 0.1 from the top then.
    expect(turned(adjustment, 1)).toMatchObject({
      quarterTurns: 1,
      crop: { x: 0.5, y: 0.1, width: 0.3, height: 0.5 },
    });
  });

  it('is undone by one the other way, and by three more', () => {
    expect(turned(turned(adjustment, 1), -1)).toEqual(adjustment);
    const four = [1, 1, 1, 1].reduce((it) => turned(it, 1), adjustment);
    expect(four).toEqual(adjustment);
    expect(isUnadjusted(turned(turned(unadjustedTarget, -1), 1))).toBe(true);
  });
});

describe('a crop', () => {
  it('stays inside the picture when it is moved', () => {
    expect(movedCrop(crop, { x: 0.2, y: -0.1 })).toEqual({ ...crop, x: 0.3, y: 0.1 });
    expect(movedCrop(crop, { x: 2, y: -2 })).toEqual({ ...crop, x: 0.5, y: 0 });
  });

  it('changes on the sides that are held', () => {
    expect(resizedCrop(crop, { x: 1, y: 1 }, { x: 0.1, y: 9 })).toEqual({ ...crop, width: 0.6, height: 0.8 });
    expect(resizedCrop(crop, { x: -1, y: 0 }, { x: -9, y: 9 })).toEqual({ ...crop, x: 0, width: 0.6 });
    expect(isWhole(resizedCrop({ ...crop, x: 0, y: 0 }, { x: 1, y: 1 }, { x: 1, y: 1 }))).toBe(true);
  });

  it('never vanishes', () => {
    for (const x of [-1, 1] as const) {
      const { width, height } = resizedCrop(crop, { x, y: x }, { x: -9 * x, y: -9 * x });
      expect(width).toBeCloseTo(leastCrop, 6);
      expect(height).toBeCloseTo(leastCrop, 6);
    }
  });
});
