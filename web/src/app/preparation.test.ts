import { describe, expect, it } from 'vitest';
import { readPreparation, stepsOf, unprepared } from './preparation';
import { backToPlain, initialProject } from './project';
import { readProjectFile, writeProjectFile } from './project_file';
import { initialSettings, readSettings, type Settings, sameOptions } from './settings';

const optionsOf = (change: Partial<Settings>) => {
  const read = readSettings({ ...initialSettings, ...change });
  if (!read.ok) throw new Error(read.setting);
  return read.options;
};

describe('the preparation of tiles', () => {
  it('is none until one of its steps is switched on', () => {
    expect(readPreparation({ ...unprepared, cutOff: 7 })).toBeNull();
    expect(optionsOf({ cutOff: 7 })).not.toHaveProperty('preparation');
  });

  it('cuts off only where there is autocontrast', () => {
    const all = { greyscale: true, autocontrast: true, cutOff: 3, equalise: true };
    expect(readPreparation(all)).toEqual({ greyscale: true, autocontrast: 3, equalise: true });
    expect(readPreparation({ ...all, autocontrast: false })).toEqual({
      greyscale: true,
      autocontrast: null,
      equalise: true,
    });
    expect(readPreparation({ ...all, cutOff: 0 })?.autocontrast).toBe(0);
  });

  it('asks for another mosaic when what it does has changed', () => {
    const stretched = optionsOf({ autocontrast: true });
    expect(sameOptions(stretched, optionsOf({}))).toBe(false);
    expect(sameOptions(stretched, optionsOf({ autocontrast: true, cutOff: 2 }))).toBe(false);
    expect(sameOptions(stretched, optionsOf({ autocontrast: true }))).toBe(true);
  });

  it('has black and white compared by lightness alone', () => {
    expect(optionsOf({ greyscale: true }).likeness?.grey).toBe(true);
    expect(optionsOf({ equalise: true }).likeness).toBeUndefined();
  });

  it('names its steps in the order in which they are taken', () => {
    expect(stepsOf({ ...unprepared, equalise: true, greyscale: true })).toEqual(['greyscale', 'equalise']);
  });

  it('goes with what else makes a mosaic other than plain', () => {
    const project = { ...initialProject, settings: { ...initialSettings, equalise: true, cutOff: 5, maxUses: '3' } };
    expect(backToPlain(project).project.settings).toEqual({ ...initialSettings, maxUses: '3' });
    expect(backToPlain(initialProject).project).toBe(initialProject);
  });

  it('is kept in the project file, where a cut-off beyond its range is damage', () => {
    const settings = { ...initialSettings, autocontrast: true, cutOff: 4, greyscale: true };
    const text = writeProjectFile({
      project: { ...initialProject, settings },
      photos: [],
      target: null,
      mosaic: null,
      saving: null,
      thumbnails: null,
    });
    expect(readProjectFile(text)).toMatchObject({ ok: true, file: { project: { settings } } });
    const place = 'settings.cutOff';
    for (const bad of ['51', '1.5']) {
      const read = readProjectFile(text.replace('"cutOff":4', `"cutOff":${bad}`));
      expect(read).toEqual({ ok: false, trouble: { kind: 'damaged', place } });
    }
  });
});
