import { describe, expect, it } from 'vitest';
import { fileNameFor, initialSaveSettings, readSaveSettings } from './save_options';

const made = {
  options: {
    cellsAcross: 40,
    tileSize: 32,
    matching: 'greedy',
    keepDuplicates: false,
    maxUses: 0,
    minDistance: 0,
  },
  facts: { columns: 40, brick: false, blocks: 1, width: 1280, height: 960 },
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
      tileWidth: 32,
      fullChroma: false,
      dotsPerInch: 0,
      small: false,
      title: 'boat',
      comment: '40 cells across, tiles of 32 px, each photo once',
      files: [],
    });
  });

  it('is nothing while a field that matters holds nonsense', () => {
    const settings = { ...initialSaveSettings, quality: '0' };
    expect(readSaveSettings(settings, 'boat.jpg', made)).not.toBeNull();
    expect(readSaveSettings({ ...settings, format: 'jpeg' }, 'boat.jpg', made)).toBeNull();
    expect(readSaveSettings({ ...initialSaveSettings, dotsPerInch: '3e2' }, 'boat.jpg', made)).toBeNull();
  });

  it('is as large as was asked for, and says so', () => {
    const settings = { ...initialSaveSettings, sizing: 'cm', length: '20', dotsPerInch: '100' } as const;
    const options = readSaveSettings(settings, 'boat.jpg', made);
    expect(options).toMatchObject({ tileWidth: 20, comment: '40 cells across, tiles of 20 px, each photo once' });
    expect(options?.dotsPerInch).toBeCloseTo(101.6, 6);
  });
});
