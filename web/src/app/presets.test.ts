import { describe, expect, it } from 'vitest';
import { applyPreset, columnsForOnce, presets } from './presets';
import { changeSetting, initialProject } from './project';
import { readSettings } from './settings';

const target = { width: 400, height: 300 };

describe('a preset', () => {
  it('can be used as it is, whatever there is', () => {
    for (const preset of presets) {
      for (const material of [
        { photos: 0, target: null },
        { photos: 330, target },
        { photos: 2_000_000, target },
      ]) {
        const { project, name } = applyPreset(initialProject, preset, material);
        expect(readSettings(project.settings).ok).toBe(true);
        expect(name).toEqual({ id: 'preset', preset });
      }
    }
  });

  it('puts back what another one set, and leaves the duplicates alone', () => {
    const { project } = changeSetting(initialProject, 'keepDuplicates', true);
    const portrait = applyPreset(project, 'portrait', { photos: 5, target }).project;
    const fast = applyPreset(portrait, 'fast', { photos: 5, target }).project;
    expect(fast).toEqual(applyPreset(project, 'fast', { photos: 5, target }).project);
    expect(fast.settings).toMatchObject({ keepDuplicates: true, mirror: false, minDistance: '', colourPull: 0 });
  });
});

describe('the grid for each photo once', () => {
  const cells = (columns: number, { width, height }: typeof target) => columns * Math.ceil((columns * height) / width);

  it('has no more cells than there are photos, and one column more would have', () => {
    for (const size of [target, { width: 300, height: 400 }, { width: 1000, height: 90 }, { width: 1, height: 1 }]) {
      for (const photos of [12, 100, 330, 2000, 9999]) {
        const columns = columnsForOnce({ photos, target: size });
        expect(cells(columns, size)).toBeLessThanOrEqual(photos);
        expect(cells(columns + 1, size)).toBeGreaterThan(photos);
      }
    }
  });

  it('has a column for a single photo', () => {
    expect(columnsForOnce({ photos: 1, target: { width: 1, height: 9 } })).toBe(1);
  });
});
