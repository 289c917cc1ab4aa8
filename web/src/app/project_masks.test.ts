import { describe, expect, it } from 'vitest';
import { type Change, changeSetting, initialProject, type Project, pin, readProject } from './project';
import { allowFiner, changeMask, changeOutside, finerMask } from './project_masks';
import { reduce } from './reduce';
import { expectedSize, sameOptions } from './settings';
import { initialState, type State } from './state';
import { blankMask, inverted, painted } from './target_mask';

const target = { width: 400, height: 300 };
const blank = blankMask(target);
const face = painted(blank, { from: { x: 90, y: 60 }, to: { x: 110, y: 90 }, radius: 30, coverage: 255 });

const projectAfter = (...changes: ((project: Project) => Change)[]): Project =>
  changes.reduce((project, change) => change(project).project, initialProject);
const optionsOf = (project: Project) => {
  const read = readProject(project, target);
  if (!read.ok) throw new Error(`cannot be used: ${read.setting}`);
  return read.options;
};

describe('a mask of the project', () => {
  it('is asked of the engine as long as something is marked on it', () => {
    const marked = projectAfter(
      (p) => changeMask(p, 'finer', 'paint', face),
      (p) => changeMask(p, 'only', 'suggest', inverted(face)),
      (p) => changeOutside(p, 'empty'),
    );
    expect(optionsOf(marked).finer).toBe(face);
    expect(optionsOf(marked).only).toBe(marked.masks.only);
    expect(optionsOf(marked).outside).toBe('empty');
    const rubbedOut = projectAfter(
      (p) => changeMask(p, 'finer', 'paint', face),
      (p) => changeMask(p, 'finer', 'rub', blank),
    );
    expect(rubbedOut.masks.finer).toBeNull();
    for (const name of ['finer', 'only', 'outside']) expect(optionsOf(rubbedOut)).not.toHaveProperty(name);
  });

  it('that is marked as before is no step', () => {
    const marked = projectAfter((p) => changeMask(p, 'finer', 'paint', face));
    const again = changeMask(marked, 'finer', 'paint', { ...face, coverage: face.coverage.slice() });
    expect(again.project).toBe(marked);
    expect(changeMask(initialProject, 'finer', 'clear', null).project).toBe(initialProject);
    expect(changeOutside(marked, 'target').project).toBe(marked);
  });

  it('makes another mosaic where it is another, and none where it only was copied', () => {
    const marked = optionsOf(projectAfter((p) => changeMask(p, 'finer', 'paint', face)));
    const copied = { ...marked, finer: { ...face, coverage: face.coverage.slice() } };
    expect(sameOptions(marked, copied)).toBe(true);
    expect(sameOptions(marked, { ...marked, finer: inverted(face) })).toBe(false);
    expect(sameOptions(marked, optionsOf(initialProject))).toBe(false);
  });

  it('is painted in strokes that are taken back one by one, but for quick touches', () => {
    const at = (now: number, what: 'paint' | 'dot', x: number) => (state: State) => {
      const mask = painted(state.project.masks.finer ?? blank, {
        from: { x, y: 50 },
        to: { x, y: 50 },
        radius: 9,
        coverage: 255,
      });
      return reduce(state, { type: 'changed', by: (p) => changeMask(p, 'finer', what, mask), now });
    };
    const strokes = [at(0, 'paint', 20), at(100, 'paint', 60), at(200, 'dot', 100), at(300, 'dot', 140)];
    const state = strokes.reduce((before, stroke) => stroke(before), initialState);
    expect(state.history.past.map(({ name }) => name)).toEqual(
      Array(3).fill({ id: 'mask', mask: 'finer', what: 'paint' }),
    );
    const before = [at(0, 'paint', 20), at(100, 'paint', 60)].reduce((s, stroke) => stroke(s), initialState);
    expect(reduce(state, { type: 'undo' }).project.masks).toEqual(before.project.masks);
  });
});

describe('smaller tiles in places', () => {
  it('are not asked for with soft edges or bricks, and are again when these are gone', () => {
    for (const soft of [
      projectAfter((p) => changeSetting(p, 'softEdges', 40)),
      projectAfter((p) => changeSetting(p, 'brick', true)),
    ]) {
      const marked = changeMask(soft, 'finer', 'paint', face).project;
      expect(finerMask(marked)).toBeNull();
      expect(optionsOf(marked)).not.toHaveProperty('finer');
      expect(optionsOf(allowFiner(marked).project).finer).toBe(face);
      expect(optionsOf(allowFiner(marked).project)).not.toHaveProperty('brick');
    }
    const plain = projectAfter((p) => changeMask(p, 'finer', 'paint', face));
    expect(allowFiner(plain).project).toBe(plain);
  });

  it('take even sizes: the next ones', () => {
    const sized = (tileSize: string, shape: 'square' | '4:3') =>
      optionsOf(
        projectAfter(
          (p) => changeSetting(p, 'tileSize', tileSize),
          (p) => changeSetting(p, 'cellShape', shape),
          (p) => changeMask(p, 'finer', 'paint', face),
        ),
      );
    expect(sized('33', 'square')).toMatchObject({ tileSize: 34 });
    expect(sized('33', 'square')).not.toHaveProperty('tileHeight');
    expect(sized('34', '4:3')).toMatchObject({ tileSize: 34, tileHeight: 26 });
    expect(sized('32', '4:3')).toMatchObject({ tileSize: 32, tileHeight: 24 });
  });

  it('have a grid of their own, in which a pin holds', () => {
    const marked = projectAfter((p) => changeMask(p, 'finer', 'paint', face));
    const { columns, rows } = expectedSize(target, optionsOf(marked));
    expect([columns, rows]).toEqual([200, 150]);
    const pinned = pin(marked, { columns, rows }, 7, 3, 'plain').project;
    expect(optionsOf(pinned).pins).toEqual([{ cell: 7, photo: 3, variant: 'plain' }]);
    expect(optionsOf(changeMask(pinned, 'finer', 'clear', null).project)).not.toHaveProperty('pins');
  });
});

describe('another target', () => {
  const info = {
    ...target,
    name: 'a.jpg',
    content: '',
    preview: { width: 1, height: 1, rgba: new Uint8ClampedArray(4) },
  };

  it('has nothing marked on it, neither now nor when steps are taken back', () => {
    const state = [
      { type: 'target_set', target: info, isNew: true },
      { type: 'changed', by: (p: Project) => changeMask(p, 'only', 'paint', face), now: 0 },
      { type: 'changed', by: (p: Project) => changeSetting(p, 'cellsAcross', '50'), now: 5 },
      { type: 'target_set', target: { ...info, name: 'b.jpg' }, isNew: true },
    ].reduce((before, action) => reduce(before, action as Parameters<typeof reduce>[1]), initialState);
    expect(state.project.masks.only).toBeNull();
    expect(reduce(state, { type: 'undo' }).project.masks.only).toBeNull();
  });
});
