import { describe, expect, it } from 'vitest';
import { runsOf } from './photo_operations';

describe('runs of photos', () => {
  it('are consecutive, in the order that was asked for', () => {
    expect(runsOf(Uint32Array.of(4, 5, 6, 9, 3, 4))).toEqual([
      [4, 3],
      [9, 1],
      [3, 2],
    ]);
    expect(runsOf(new Uint32Array())).toEqual([]);
  });
});
