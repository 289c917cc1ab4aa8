import { describe, expect, it } from 'vitest';
import {
  backToPlain,
  ban,
  type Change,
  changeSetting,
  initialProject,
  limitPhoto,
  type Project,
  pin,
  pinsIn,
  readProject,
  unban,
  unpin,
  withoutPhotos,
} from './project';

const grid = { columns: 10, rows: 8 };

const projectAfter = (...changes: ((project: Project) => Change)[]): Project =>
  changes.reduce((project, change) => change(project).project, initialProject);

describe('a setting', () => {
  it('is changed alone, and names the step by itself', () => {
    const { project, name, key } = changeSetting(initialProject, 'cellsAcross', '120');
    expect(project.settings).toEqual({ ...initialProject.settings, cellsAcross: '120' });
    expect([name, key]).toEqual([{ id: 'setting', setting: 'cellsAcross', value: '120' }, 'cellsAcross']);
  });

  it('that is what it was changes nothing', () => {
    expect(changeSetting(initialProject, 'cellsAcross', '100').project).toBe(initialProject);
  });
});

describe('back to plain', () => {
  it('takes all back that is about how tiles are drawn, and nothing else', () => {
    const styled = projectAfter(
      (p) => changeSetting(p, 'cellsAcross', '60'),
      (p) => changeSetting(p, 'tone', 'sepia'),
      (p) => changeSetting(p, 'gap', 8),
      (p) => changeSetting(p, 'background', '#ff0000'),
      (p) => changeSetting(p, 'brick', true),
    );
    expect(backToPlain(styled).project.settings).toEqual({ ...initialProject.settings, cellsAcross: '60' });
  });

  it('is no step where nothing is to be seen of a style', () => {
    const unseen = changeSetting(initialProject, 'background', '#ff0000').project;
    expect(backToPlain(unseen).project).toBe(unseen);
  });
});

describe('a pin', () => {
  it('takes the place of the one before it in its cell', () => {
    const project = projectAfter(
      (p) => pin(p, grid, 3, 7, 'plain'),
      (p) => pin(p, grid, 4, 7, 'plain'),
      (p) => pin(p, grid, 3, 9, 'mirror'),
    );
    expect(pinsIn(project, grid).map(({ cell, photo, variant }) => [cell, photo, variant])).toEqual([
      [4, 7, 'plain'],
      [3, 9, 'mirror'],
    ]);
  });

  it('holds in its own grid alone, and again when that grid comes back', () => {
    const project = projectAfter((p) => pin(p, grid, 3, 7, 'plain'));
    expect(pinsIn(project, { columns: 11, rows: 8 })).toEqual([]);
    expect(pinsIn(project, { columns: 10, rows: 9 })).toEqual([]);
    expect(pinsIn(project, { ...grid })).toHaveLength(1);
    expect(unpin(project, { columns: 11, rows: 8 }, 3).project).toBe(project);
    expect(unpin(project, { ...grid }, 3).project.pins).toEqual([]);
  });
});

describe('a banned photo', () => {
  it('loses its pins, and is allowed again by a pin', () => {
    const banned = projectAfter(
      (p) => pin(p, grid, 3, 7, 'plain'),
      (p) => pin(p, grid, 4, 8, 'plain'),
      (p) => ban(p, 7),
    );
    expect([banned.banned, banned.pins.map(({ photo }) => photo)]).toEqual([[7], [8]]);
    expect(pin(banned, grid, 0, 7, 'plain').project.banned).toEqual([]);
    expect(unban(banned, 7).project.banned).toEqual([]);
  });

  it('stands in the list once, in order, and what changes nothing is no step', () => {
    const banned = projectAfter(
      (p) => ban(p, 12),
      (p) => ban(p, 3),
      (p) => ban(p, 12),
    );
    expect(banned.banned).toEqual([3, 12]);
    expect(ban(banned, 3).project).toBe(banned);
    expect(unban(banned, 4).project).toBe(banned);
  });
});

describe('the limit of a photo', () => {
  it('is replaced and taken away', () => {
    const limited = projectAfter(
      (p) => limitPhoto(p, 5, 2),
      (p) => limitPhoto(p, 1, 9),
      (p) => limitPhoto(p, 5, 1),
    );
    expect(limited.photoLimits).toEqual([
      { photo: 1, maxUses: 9 },
      { photo: 5, maxUses: 1 },
    ]);
    expect(limitPhoto(limited, 5, null).project.photoLimits).toEqual([{ photo: 1, maxUses: 9 }]);
  });
});

describe('cleared photos', () => {
  it('take with them what names photos, and leave the settings', () => {
    const project = projectAfter(
      (p) => changeSetting(p, 'cellsAcross', '7'),
      (p) => pin(p, grid, 3, 7, 'plain'),
      (p) => ban(p, 1),
      (p) => limitPhoto(p, 5, 2),
    );
    expect(withoutPhotos(project)).toEqual({ ...initialProject, settings: project.settings });
  });
});

describe('what a project asks of the engine', () => {
  // 100 cells across make 75 rows of it.
  const target = { width: 400, height: 300 };

  it('is what its settings say, where nothing is pinned, banned or limited', () => {
    const read = readProject(initialProject, target);
    expect(read.ok && Object.keys(read.options)).not.toContain('pins');
    expect(read.ok && read.options.cellsAcross).toBe(100);
  });

  it('has the pins of the grid that the target gets, and all bans and limits', () => {
    const project = projectAfter(
      (p) => pin(p, { columns: 100, rows: 75 }, 3, 7, 'mirror'),
      (p) => pin(p, grid, 4, 8, 'plain'),
      (p) => ban(p, 5),
      (p) => limitPhoto(p, 6, 2),
    );
    const read = readProject(project, target);
    expect(read.ok && read.options).toMatchObject({
      pins: [{ cell: 3, photo: 7, variant: 'mirror' }],
      banned: [5],
      photoLimits: [{ photo: 6, maxUses: 2 }],
    });
  });
});
