import { describe, expect, it } from 'vitest';
import { applyPreset, columnsForOnce, presets } from './presets';
import { changeSetting, initialProject } from './project';
import { changeMask } from './project_masks';
import { readSettings } from './settings';
import { blankMask, inverted } from './target_mask';

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

describe('what is marked on the target', () => {
  const everything = inverted(blankMask(target));
  const material = { photos: 50, target, suggested: everything };
  const marked = changeMask(
    changeMask(initialProject, 'finer', 'paint', inverted(blankMask({ width: 1, height: 1 }))).project,
    'only',
    'paint',
    everything,
  ).project;

  it('is suggested with the preset for a face, in the same step, unless somebody has marked it', () => {
    expect(applyPreset(initialProject, 'portrait', material).project.masks.finer).toBe(everything);
    expect(applyPreset(initialProject, 'fast', material).project.masks.finer).toBeNull();
    expect(applyPreset(marked, 'portrait', material).project.masks).toBe(marked.masks);
  });

  it('stays with the others, but where each photo has its cell', () => {
    for (const preset of ['print', 'fast'] as const) {
      expect(applyPreset(marked, preset, material).project.masks).toBe(marked.masks);
    }
    expect(applyPreset(marked, 'once', material).project.masks).toEqual({ ...marked.masks, finer: null });
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
