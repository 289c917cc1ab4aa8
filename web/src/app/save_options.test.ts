import { describe, expect, it } from 'vitest';
import { fileNameFor, initialSaveSettings, printedSize, readSaveNumber, readSaveSettings } from './save_options';

const made = {
  cellsAcross: 40,
  tileSize: 32,
  matching: 'greedy',
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
} as const;

describe('what a mosaic is saved as', () => {
  it('has a name after the target and its format', () => {
    expect(fileNameFor('holiday/boat.at sea.HEIC', 'png')).toBe('boat.at sea-mosaic.png');
    expect(fileNameFor('boat', 'jpeg')).toBe('boat-mosaic.jpg');
    expect(fileNameFor('.jpg', 'png')).toBe('picture-mosaic.png');
    expect(fileNameFor('', 'deepzoom')).toBe('picture-mosaic.zip');
  });

  it('is a PNG that says how it was made, if nothing else is asked for', () => {
    expect(readSaveSettings(initialSaveSettings, 'boat.jpg', made)).toEqual({
      format: 'png',
      quality: 90,
      fullChroma: false,
      dotsPerInch: 0,
      small: false,
      title: 'boat',
      comment: '40 cells across, tiles of 32 px, each photo once',
    });
  });

  it('is nothing while a field that matters holds nonsense', () => {
    const settings = { ...initialSaveSettings, quality: '0' };
    expect(readSaveSettings(settings, 'boat.jpg', made)).not.toBeNull();
    expect(readSaveSettings({ ...settings, format: 'jpeg' }, 'boat.jpg', made)).toBeNull();
    expect(readSaveSettings({ ...initialSaveSettings, dotsPerInch: '3e2' }, 'boat.jpg', made)).toBeNull();
  });

  it('may leave out how large a dot is, and knows the size on paper otherwise', () => {
    expect(readSaveNumber('dotsPerInch', ' ')).toBe(0);
    expect(readSaveNumber('dotsPerInch', '300')).toBe(300);
    expect(readSaveNumber('dotsPerInch', '0')).toBeNull();
    expect(printedSize({ width: 3000, height: 1500 }, 300)).toEqual({ width: 25.4, height: 12.7 });
    expect(printedSize({ width: 3000, height: 1500 }, 0)).toBeNull();
  });
});
