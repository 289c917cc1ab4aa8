import { describe, expect, it } from 'vitest';
import { groupSkipped } from './skipped_groups';

describe('skipped files', () => {
  it('stand together by reason, the largest group first, with every name', () => {
    const groups = groupSkipped([
      { name: 'a.heic', code: 'unsupported', detail: 'HEIC' },
      { name: 'b.jpg', code: 'corrupt', detail: 'cut off' },
      { name: 'c.jpg', code: 'corrupt', detail: 'cut off' },
      { name: 'd.avif', code: 'unsupported', detail: 'AVIF' },
    ]);
    expect(groups.map(({ names }) => names)).toEqual([['b.jpg', 'c.jpg'], ['a.heic'], ['d.avif']]);
  });
});
