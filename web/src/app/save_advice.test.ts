import { describe, expect, it } from 'vitest';
import type { PrintPlan } from './print_size';
import { saveAdvice } from './save_advice';

const plan: PrintPlan = { tileWidth: 100, width: 3000, height: 2000, dotsPerInch: 0 };
const estimate = {
  bytes: 1e6,
  seconds: 1,
  width: 3000,
  height: 2000,
  photos: 330,
  sharp: 330,
  allSharpWidth: 120,
  tileBytes: 1e7,
  memoryLimit: 4e9,
};

describe('what is said before a file is written', () => {
  it('is that all photos are sharp, where they are', () => {
    expect(saveAdvice(plan, 'png', estimate, 1e9)).toEqual([{ id: 'all_sharp', photos: 330 }]);
  });

  it('is how many are not, and up to which size they would be', () => {
    expect(saveAdvice(plan, 'png', { ...estimate, sharp: 312, allSharpWidth: 50 }, null)).toEqual([
      { id: 'some_sharp', photos: 330, sharp: 312, upTo: { width: 1500, height: 1000 } },
    ]);
  });

  it('is that the format cannot hold so many pixels, and then nothing else', () => {
    const wide = { ...plan, width: 65_536 };
    expect(saveAdvice(wide, 'jpeg', estimate, 0)).toEqual([{ id: 'side_limit', most: 65_535 }]);
    expect(saveAdvice(wide, 'png', null, null)).toEqual([]);
    expect(saveAdvice({ ...plan, height: 65_535 }, 'jpeg', null, null)).toEqual([]);
  });

  it('is that memory or storage do not suffice', () => {
    const large = saveAdvice(plan, 'png', { ...estimate, tileBytes: 3.9e9 }, 999_999);
    expect(large.map(({ id }) => id)).toEqual(['memory_limit', 'storage_limit', 'all_sharp']);
  });
});
