import { describe, expect, it } from 'vitest';
import { countOn, sheetsFor, thumbnailsASheet, writeSheets } from './thumbnail_sheets';

describe('sheets of thumbnails', () => {
  it.each([0, 1, 63, 64, 65, 128, 1000])('hold %d photos, each once, the last sheet what is left', (photos) => {
    const counts = Array.from({ length: sheetsFor(photos) }, (_, sheet) => countOn(sheet, photos));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(photos);
    expect(counts.slice(0, -1).every((count) => count === thumbnailsASheet)).toBe(true);
    expect(counts.every((count) => count > 0)).toBe(true);
  });

  it('are not begun where they are not wanted any more', async () => {
    const refuse = (): never => {
      throw new DOMException('', 'AbortError');
    };
    await expect(writeSheets(100, async () => refuse())).rejects.toThrow(DOMException);
    expect(await writeSheets(0, async () => refuse())).toEqual([]);
  });
});
