import { describe, expect, it } from 'vitest';
import { packMask, unpackMask } from './mask_bits';
import { shownSize, toMask, toShown } from './mask_frame';
import { turned } from './target_adjustment';
import { blankMask, decided, inverted, markedPart, orNothing, painted, sameMask } from './target_mask';

const target = { width: 400, height: 300 };
const blank = blankMask(target);

/** A mask with something of everything on it. */
const mask = painted(painted(blank, { from: { x: 20, y: 30 }, to: { x: 200, y: 90 }, radius: 14, coverage: 255 }), {
  from: { x: 100, y: 0 },
  to: { x: 100, y: 190 },
  radius: 3,
  coverage: 0,
});

describe('a mask', () => {
  it('has the shape of its target, of at least a pixel, and no more pixels than it needs', () => {
    expect([blank.width, blank.height, blank.coverage.length]).toEqual([256, 192, 256 * 192]);
    expect(blankMask({ width: 12000, height: 3 })).toMatchObject({ width: 256, height: 1 });
    expect(blankMask({ width: 1, height: 1 })).toMatchObject({ width: 256, height: 256 });
  });

  it('is nothing while nothing is marked', () => {
    expect(orNothing(blank)).toBeNull();
    expect(orNothing(mask)).toBe(mask);
    expect(
      orNothing(painted(mask, { from: { x: 0, y: 0 }, to: { x: 256, y: 192 }, radius: 999, coverage: 0 })),
    ).toBeNull();
  });

  it('says how much is marked, and inverted the rest of it', () => {
    expect(markedPart(blank)).toBe(0);
    expect(markedPart(inverted(blank))).toBe(1);
    expect(markedPart(mask) + markedPart(inverted(mask))).toBeCloseTo(1);
    expect(sameMask(inverted(inverted(mask)), mask)).toBe(true);
  });

  it('is decided by halves', () => {
    const soft = { width: 4, height: 1, coverage: Uint8Array.of(0, 127, 128, 255) };
    expect([...decided(soft).coverage]).toEqual([0, 0, 255, 255]);
  });

  it('is the same as another with the same marks', () => {
    expect(sameMask(mask, { ...mask, coverage: mask.coverage.slice() })).toBe(true);
    expect(sameMask(mask, blank)).toBe(false);
    expect(sameMask(null, blank)).toBe(false);
    expect(sameMask(null, null)).toBe(true);
  });
});

describe('a stroke', () => {
  const from = { x: 40, y: 50 };
  const to = { x: 90, y: 20 };
  const radius = 11;
  const marked = painted(blank, { from, to, radius, coverage: 255 });

  it('marks what dots along it would mark, and leaves the mask before it as it was', () => {
    let dots = blank;
    for (let i = 0; i <= 600; i++) {
      const at = { x: from.x + (i / 600) * (to.x - from.x), y: from.y + (i / 600) * (to.y - from.y) };
      dots = painted(dots, { from: at, to: at, radius, coverage: 255 });
    }
    expect(marked.coverage.filter((value, i) => value !== dots.coverage[i])).toHaveLength(0);
    expect(markedPart(blank)).toBe(0);
    const area = 2 * radius * Math.hypot(to.x - from.x, to.y - from.y) + Math.PI * radius ** 2;
    expect(markedPart(marked) * 256 * 192).toBeCloseTo(area, -2);
  });

  it('of the rubber takes it away again', () => {
    expect(orNothing(painted(marked, { from, to, radius, coverage: 0 }))).toBeNull();
  });

  it('of the smallest brush can be seen, and one beside the picture marks nothing', () => {
    const dot = (x: number, y: number) => painted(blank, { from: { x, y }, to: { x, y }, radius: 0, coverage: 255 });
    expect(orNothing(dot(7, 7))).not.toBeNull();
    expect(orNothing(dot(-20, 7))).toBeNull();
    expect(orNothing(dot(7, 250))).toBeNull();
  });
});

describe('the bits of a mask', () => {
  it('are the mask again, in an eighth of its pixels', () => {
    const packed = packMask(mask);
    expect(unpackMask(packed)).toEqual(mask);
    expect(packed.bits.length).toBeLessThan((mask.coverage.length / 8) * 1.4);
  });

  it('of sides that are no multiples of eight are the mask again, too', () => {
    const odd = { width: 5, height: 3, coverage: Uint8Array.from({ length: 15 }, (_, i) => (i % 3 === 0 ? 255 : 0)) };
    expect(unpackMask(packMask(odd))).toEqual(odd);
  });

  it('are refused where they are too few, too many, or none', () => {
    const packed = packMask(mask);
    expect(unpackMask({ ...packed, height: 200 })).toBeNull();
    expect(unpackMask({ ...packed, width: 25 })).toBeNull();
    expect(unpackMask({ ...packed, bits: '#' })).toBeNull();
  });
});

describe('on the target as it is shown', () => {
  const upright = {
    quarterTurns: 0,
    crop: { x: 0.25, y: 0.1, width: 0.5, height: 0.4 },
    brightness: 0,
    contrast: 0,
    saturation: 0,
  };
  const adjustments = [0, 1, 2, 3].map((count) => {
    let adjustment = upright;
    for (let i = 0; i < count; i++) adjustment = turned(adjustment, 1);
    return adjustment;
  });

  it('the corners of a crop lie where they were cut out, however it is turned', () => {
    const corner = { x: 0.25 * 256, y: 0.1 * 192 };
    const seenAt = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ];
    adjustments.forEach((adjustment, i) => {
      const { x, y } = toMask(adjustment, blank, seenAt[i] ?? { x: 0, y: 0 });
      expect(x).toBeCloseTo(corner.x);
      expect(y).toBeCloseTo(corner.y);
    });
  });

  it('a place of the mask is drawn where a press there marks it', () => {
    const shown = { width: 320, height: 170 };
    for (const adjustment of adjustments) {
      const place = { x: 0.3, y: 0.8 };
      const { x, y } = toMask(adjustment, blank, place);
      const [a, b, c, d, e, f] = toShown(adjustment, blank, shown);
      expect(a * x + c * y + e).toBeCloseTo(place.x * shown.width);
      expect(b * x + d * y + f).toBeCloseTo(place.y * shown.height);
    }
  });

  it('it has the size of what was cut out', () => {
    expect(adjustments.map((adjustment) => shownSize(adjustment, blank).width)).toEqual([
      128,
      0.4 * 192,
      128,
      0.4 * 192,
    ]);
  });
});
