import { describe, expect, it } from 'vitest';
import { initialProject } from './project';
import { type ProjectFile, readProjectFile, writeProjectFile } from './project_file';
import { initialSettings } from './settings';
import { noMasks } from './target_mask';

const photo = (number: number) => ({
  path: `holiday/${number}.jpg`,
  bytes: 1000 + number,
  content: `000000000000000${number}`,
  position: 0.5,
});

const file: ProjectFile = {
  project: {
    ...initialProject,
    settings: {
      ...initialSettings,
      cellsAcross: '2',
      matching: 'greedy',
      mirror: true,
      softEdges: 40,
      background: '#ff8000',
    },
    masks: {
      finer: { width: 3, height: 4, coverage: Uint8Array.of(0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 0) },
      only: null,
      outside: 'empty',
    },
    pins: [{ cell: 3, photo: 1, variant: 'mirror', grid: { columns: 2, rows: 2 } }],
    banned: [2],
    photoLimits: [{ photo: 0, maxUses: 4 }],
  },
  photos: [photo(1), photo(2), photo(3)],
  target: { name: 'boat.jpg', width: 40, height: 30, content: 'ff', file: Uint8Array.of(0, 255, 7) },
  mosaic: {
    grid: { columns: 2, rows: 2 },
    photoOfCell: Uint32Array.of(0, 1, 0xffffffff, 1),
    variantOfCell: Uint8Array.of(0, 1, 0, 1),
    variantNames: ['plain', 'mirror'],
  },
  saving: { format: 'jpeg', quality: '80', sizing: 'cm', side: 'width', length: '60', dotsPerInch: '200' },
  thumbnails: [Uint8Array.of(0xff, 0xd8, 0)],
};

const json = () => JSON.parse(writeProjectFile(file));
const readJson = (value: unknown) => readProjectFile(JSON.stringify(value));
const troubleOf = (text: string) => {
  const read = readProjectFile(text);
  return read.ok ? null : read.trouble;
};

describe('a project file', () => {
  it('gives back what was written', () => {
    expect(readProjectFile(writeProjectFile(file))).toEqual({ ok: true, file });
  });

  it('may be without photos, target and mosaic', () => {
    const empty: ProjectFile = {
      project: initialProject,
      photos: [],
      target: null,
      mosaic: null,
      saving: null,
      thumbnails: null,
    };
    expect(readProjectFile(writeProjectFile(empty))).toEqual({ ok: true, file: empty });
  });

  it('may be without thumbnails and a size to save, as those of earlier versions are', () => {
    const { thumbnails, saving, ...earlier } = json();
    expect(thumbnails).toHaveLength(1);
    expect(saving.length).toBe('60');
    expect(readJson(earlier)).toEqual({ ok: true, file: { ...file, saving: null, thumbnails: null } });
  });

  it('may say more than this version knows, and less in its settings', () => {
    const { matching, ...settings } = json().settings;
    const read = readJson({ ...json(), weather: 'fine', settings: { ...settings, glitter: 11 } });
    expect(matching).toBe('greedy');
    expect(read).toEqual({
      ok: true,
      file: { ...file, project: { ...file.project, settings: { ...file.project.settings, matching: 'nearest' } } },
    });
  });

  it('of a version without masks has none', () => {
    const { masks, ...older } = json();
    expect(masks.finer.bits).toMatch(/^[\w+/]{3}=$/);
    expect(readJson(older)).toEqual({ ok: true, file: { ...file, project: { ...file.project, masks: noMasks } } });
  });

  it('is known as cut off wherever it ends early, once it has begun', () => {
    const text = writeProjectFile(file);
    for (let length = 30; length < text.length; length++) {
      expect(troubleOf(text.slice(0, length))).toEqual({ kind: 'cut_off' });
    }
  });

  it('is told from other files', () => {
    for (const text of ['', 'column,row', '{}', '[]', 'null', '7', '{"format":"other","version":1}']) {
      expect(troubleOf(text)).toEqual({ kind: 'not_a_project' });
    }
  });

  it('of a later version is not guessed at', () => {
    expect(troubleOf(JSON.stringify({ format: 'tessera project', version: 2 }))).toEqual({ kind: 'future' });
  });

  it.each([
    ['version', { version: 'one' }],
    ['version', { version: 0 }],
    ['settings', { settings: undefined }],
    ['settings.cellsAcross', { settings: { cellsAcross: 100 } }],
    ['settings.matching', { settings: { matching: 'magic' } }],
    ['settings.tone', { settings: { tone: 'neon' } }],
    ['settings.gap', { settings: { gap: 51 } }],
    ['settings.overlay', { settings: { overlay: 0.5 } }],
    ['settings.background', { settings: { background: 'red' } }],
    ['masks.outside', { masks: { finer: null, only: null, outside: 'elsewhere' } }],
    ['masks.finer.width', { masks: { ...json().masks, finer: { width: 0, height: 4, bits: '' } } }],
    ['masks.only.bits', { masks: { ...json().masks, only: { width: 3, height: 4, bits: 'AA==' } } }],
    ['photos', { photos: {} }],
    ['photos[1].content', { photos: [photo(1), { ...photo(2), content: 5 }] }],
    ['photos[0].position', { photos: [{ ...photo(1), position: 2 }] }],
    ['pins[0].cell', { pins: [{ cell: 4, photo: 1, variant: 'plain', columns: 2, rows: 2 }] }],
    ['pins[0].photo', { pins: [{ cell: 0, photo: 3, variant: 'plain', columns: 2, rows: 2 }] }],
    ['banned[0]', { banned: [-1] }],
    ['photoLimits[0].maxUses', { photoLimits: [{ photo: 0, maxUses: 0.5 }] }],
    ['target.width', { target: { name: 'boat.jpg', width: 0, height: 30, content: 'ff' } }],
    ['target.file', { target: { name: 'boat.jpg', width: 4, height: 3, content: 'ff', file: '#' } }],
    ['mosaic.photoOfCell', { mosaic: { ...json().mosaic, rows: 3 } }],
    ['mosaic.photoOfCell', { photos: [photo(1)], pins: [], banned: [], photoLimits: [] }],
    ['saving.format', { saving: { ...json().saving, format: 'gif' } }],
    ['saving.length', { saving: { ...json().saving, length: 60 } }],
    ['thumbnails', { thumbnails: [] }],
    ['thumbnails[0]', { thumbnails: ['#'] }],
    ['mosaic.variantOfCell', { mosaic: { ...json().mosaic, variantNames: ['plain'] } }],
  ])('with nonsense says where: %s', (place, change) => {
    expect(readJson({ ...json(), ...change })).toEqual({ ok: false, trouble: { kind: 'damaged', place } });
  });
});
