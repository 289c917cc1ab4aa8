import { describe, expect, it } from 'vitest';
import type { MosaicFacts, MosaicOptions, TargetInfo } from '../engine/types';
import { ban, changeSetting } from './project';
import { type Action, reduce } from './reduce';
import { initialSettings, readSettings, type Settings } from './settings';
import { initialState, isOutdated, obstacle, type State } from './state';
import { readStyle } from './style';

const target: TargetInfo = {
  name: 'boat.jpg',
  content: '0123456789abcdef',
  width: 400,
  height: 300,
  preview: { width: 1, height: 1, rgba: new Uint8ClampedArray(4) },
};

const facts: MosaicFacts = {
  revision: 1,
  finest: { width: 6400, height: 4800 },
  brick: false,
  blocks: 1,
  leaderOfCell: null,
  tileWidth: 32,
  tileHeight: 32,
  columns: 100,
  rows: 75,
  cells: 7500,
  width: 3200,
  height: 2400,
  photos: 3,
  distinct: 3,
  largestUse: 4000,
  useLimit: 0,
  leastDistance: 1,
  raisedOwnLimit: 0,
  usesOver: 0,
  pairsTooClose: 0,
  gap: 0,
  optimal: true,
  totalCost: 1,
  seconds: 0.1,
};

const options = {
  cellsAcross: 100,
  tileSize: 32,
  matching: 'nearest',
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
} as const;

const set = <Name extends keyof Settings>(setting: Name, value: Settings[Name]): Action => ({
  type: 'changed',
  by: (project) => changeSetting(project, setting, value),
  now: 0,
});

const stateAfter = (...actions: Action[]): State => actions.reduce(reduce, initialState);

const loaded: Action = {
  type: 'photos_added',
  result: { photos: 3, duplicates: 0, added: 3, fromPack: 0, leftOut: 0, skipped: [], seconds: 1, memoryBytes: 0 },
};
const aimed: Action = { type: 'target_set', target, isNew: true };
/** A mosaic of what is there. */
const make = (state: State, change: Partial<MosaicOptions> = {}, how = { asked: true, final: true }): State =>
  reduce(state, {
    type: 'made',
    facts,
    options: { ...options, ...change },
    overlap: 0,
    photosRevision: state.photosRevision,
    targetRevision: state.targetRevision,
    ...how,
  });
const following = (state: State, ...actions: Action[]): State => actions.reduce(reduce, state);

describe('a photo that is looked at', () => {
  const view = {
    name: 'boat.jpg',
    bytes: 1,
    modified: 0,
    taken: null,
    width: 4,
    height: 3,
    cropWidth: 3,
    cropHeight: 3,
    position: 0.5,
    preview: target.preview,
  };
  const shown = following(
    make(stateAfter(loaded, aimed)),
    { type: 'photo_opened', photo: 2 },
    { type: 'photo_shown', view },
  );

  it('shows where its crop has gone, and leaves the mosaic outdated', () => {
    const cropped = reduce(shown, { type: 'photo_cropped', photo: 2, position: 1 });
    expect(cropped.opened?.view?.position).toBe(1);
    expect(cropped.cropsRevision).toBe(shown.cropsRevision + 1);
    expect([isOutdated(shown), isOutdated(cropped)]).toEqual([false, true]);
  });

  it('is not changed by what came of the one before', () => {
    const cropped = reduce(shown, { type: 'photo_cropped', photo: 1, position: 1 });
    expect(cropped.opened).toEqual(shown.opened);
    expect(cropped.cropsRevision).toBe(shown.cropsRevision + 1);
  });

  it('goes when the photos go', () => {
    expect(reduce(shown, { type: 'photos_cleared' }).opened).toBeNull();
  });
});

describe('what stands in the way of a mosaic', () => {
  it('is the lack of photos and of a target, together or alone', () => {
    expect(obstacle(initialState)).toEqual({ id: 'missing', photos: true, target: true });
    expect(obstacle(stateAfter(loaded))).toEqual({ id: 'missing', photos: false, target: true });
    expect(obstacle(stateAfter(aimed))).toEqual({ id: 'missing', photos: true, target: false });
  });

  it('is nothing when both are there, in whichever order they came', () => {
    expect(obstacle(stateAfter(loaded, aimed))).toBeNull();
    expect(obstacle(stateAfter(aimed, loaded))).toBeNull();
  });

  it('is a setting that is not a usable number', () => {
    const wrong = stateAfter(loaded, aimed, set('tileSize', '513'));
    expect(obstacle(wrong)).toEqual({ id: 'bad_setting', setting: 'tileSize' });
  });
});

describe('a mosaic', () => {
  const fresh = make(stateAfter(loaded, aimed));

  it('is up to date when it has just been made, and shown', () => {
    expect(isOutdated(fresh)).toBe(false);
    expect(fresh.view).toBe('mosaic');
  });

  it('is outdated by each setting, and up to date again when the setting is put back', () => {
    const changes: readonly (readonly [there: Action, back: Action])[] = [
      [set('cellsAcross', '60'), set('cellsAcross', '100')],
      [set('tileSize', ''), set('tileSize', '32')],
      [set('matching', 'greedy'), set('matching', 'nearest')],
      [set('maxUses', '2'), set('maxUses', '')],
      [set('minDistance', '4'), set('minDistance', ' ')],
    ];
    for (const [there, back] of changes) {
      expect(isOutdated(reduce(fresh, there))).toBe(true);
      expect(isOutdated(reduce(reduce(fresh, there), back))).toBe(false);
    }
  });

  it('is outdated by more photos and by another target', () => {
    const more: Action = { type: 'photos_counted', photos: 4, duplicates: 0, skipped: [] };
    expect(isOutdated(reduce(fresh, more))).toBe(true);
    expect(isOutdated(reduce(fresh, aimed))).toBe(true);
  });

  it('is not outdated by files that could not be used', () => {
    const skipped = [{ name: 'a.txt', code: 'unsupported', detail: '' }] as const;
    expect(isOutdated(reduce(fresh, { type: 'photos_counted', photos: 3, duplicates: 0, skipped }))).toBe(false);
  });

  it('goes when the photos are cleared, while target and settings stay', () => {
    const cleared = reduce(fresh, { type: 'photos_cleared' });
    expect(cleared).toMatchObject({ mosaic: null, photos: 0, skipped: [], target, project: fresh.project });
  });

  it('keeps what it was made from when it is made again', () => {
    expect(isOutdated(make(following(fresh, set('cellsAcross', '60')), { cellsAcross: 60 }))).toBe(false);
  });
});

describe('a mosaic that comes by itself', () => {
  const byItself = { asked: false, final: true };

  it('is shown when it is the first, and leaves the wall to whoever looks at it later', () => {
    const first = make(stateAfter(loaded, aimed), {}, byItself);
    expect(first.view).toBe('mosaic');
    const onTheWall = reduce(first, { type: 'view', view: 'wall' });
    expect(make(onTheWall, {}, byItself).view).toBe('wall');
    expect(make(onTheWall).view).toBe('mosaic');
  });

  it('does not take from the status line what there was to tell', () => {
    const first = make(stateAfter(loaded, aimed), {}, byItself);
    expect(first.notice).toMatchObject({ id: 'made', news: { id: 'target_set', name: 'boat.jpg' } });
    expect(make(first, {}, byItself).notice).toMatchObject({ id: 'made', news: null });
    expect(make(stateAfter(loaded, aimed)).notice).toMatchObject({ id: 'made', news: null });
  });

  it('is no end of the search for a better one', () => {
    const asked = stateAfter(loaded, aimed, { type: 'make_asked' });
    const quick = make(asked, { matching: 'nearest' }, { asked: true, final: false });
    expect([quick.makeNext, quick.notice]).toEqual([true, asked.notice]);
    expect(make(quick).makeNext).toBe(false);
  });
});

describe('loading', () => {
  it('collects skipped files over several reports and loses none', () => {
    const skip = (name: string): Action => ({
      type: 'photos_counted',
      photos: 0,
      duplicates: 0,
      skipped: [{ name, code: 'corrupt', detail: 'cut off' }],
    });
    expect(stateAfter(skip('a'), skip('b'), skip('c')).skipped.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('says so when nothing could be used', () => {
    const result = {
      photos: 0,
      duplicates: 0,
      added: 0,
      fromPack: 0,
      leftOut: 0,
      skipped: [{ name: 'a', code: 'corrupt', detail: '' }],
      seconds: 0,
      memoryBytes: 0,
    } as const;
    expect(stateAfter({ type: 'photos_added', result }).notice).toEqual({ id: 'no_photo_usable', skipped: 1 });
  });

  it('leaves the state that came in as it was', () => {
    const frozen = Object.freeze({ ...initialState, skipped: Object.freeze([]) });
    expect(() =>
      reduce(frozen, {
        type: 'photos_counted',
        photos: 1,
        duplicates: 0,
        skipped: [{ name: 'a', code: 'io', detail: '' }],
      }),
    ).not.toThrow();
    expect(frozen.skipped).toEqual([]);
  });

  it('shows the wall when it starts, unless there is a mosaic to watch', () => {
    const started: Action = { type: 'work_started', kind: 'photos', total: 5, now: 0 };
    expect(stateAfter({ type: 'view', view: 'mosaic' }, started).view).toBe('wall');
    expect(reduce(make(stateAfter(loaded, aimed)), started).view).toBe('mosaic');
  });
});

describe('duplicates', () => {
  const found: Action = { type: 'photos_counted', photos: 5, duplicates: 2, skipped: [] };

  it('are counted while photos load, and forgotten with the photos', () => {
    expect(stateAfter(found).duplicates).toBe(2);
    expect(stateAfter(found, { type: 'photos_cleared' }).duplicates).toBe(0);
  });

  it('are left out unless somebody wants them, and that setting outlives the photos', () => {
    expect(readSettings(initialSettings)).toMatchObject({ options: { keepDuplicates: false } });
    const kept = stateAfter(set('keepDuplicates', true), { type: 'photos_cleared' });
    expect(readSettings(kept.project.settings)).toMatchObject({ options: { keepDuplicates: true } });
  });

  it('outdate a mosaic when they are to be used after all, but only where there are any', () => {
    const keep: Action = set('keepDuplicates', true);
    expect(isOutdated(following(make(stateAfter(found, aimed)), keep))).toBe(true);
    expect(isOutdated(following(make(stateAfter(loaded, aimed)), keep))).toBe(false);
  });
});

describe('how a mosaic is drawn', () => {
  const painted = (state: State): State => reduce(state, { type: 'painted', style: readStyle(state.project.settings) });

  it('outdates it only where cells are compared otherwise', () => {
    const made = make(stateAfter(loaded, aimed));
    for (const change of [set('overlay', 40), set('gap', 6), set('colourPull', 9)]) {
      expect(isOutdated(following(made, change))).toBe(false);
    }
    for (const change of [set('softEdges', 50), set('brick', true)]) {
      expect(isOutdated(following(made, change))).toBe(true);
    }
  });

  it('is another look once it is painted so, and what its file comes to is not known any more', () => {
    const first = reduce(painted(make(stateAfter(loaded, aimed))), {
      type: 'estimated',
      estimate: { status: 'refused', detail: '' },
    });
    const again = painted(first);
    expect([again.mosaic?.look, again.estimate]).toEqual([first.mosaic?.look, first.estimate]);
    const other = painted(following(first, set('overlay', 40)));
    expect(other.mosaic).toMatchObject({ look: 1, painted: true, style: { overlay: 0.4 } });
    expect(other.estimate).toBeNull();
  });

  it('is one step while it is slid, and a step of its own for each thing', () => {
    const slid = (setting: 'overlay' | 'gap', value: number, now: number): Action => ({
      type: 'changed',
      by: (project) => changeSetting(project, setting, value),
      now,
    });
    const state = stateAfter(
      slid('overlay', 1, 0),
      slid('overlay', 2, 900),
      slid('overlay', 3, 1800),
      slid('gap', 1, 1900),
    );
    expect(state.history.past.map(({ name }) => name)).toEqual([
      { id: 'setting', setting: 'overlay', value: 3 },
      { id: 'setting', setting: 'gap', value: 1 },
    ]);
    expect(following(state, { type: 'undo' }, { type: 'undo' }).project).toEqual(initialState.project);
  });
});

describe('what was changed', () => {
  it('can be taken back and done again, with the mosaic outdated or not as it comes', () => {
    const changed = following(make(stateAfter(loaded, aimed)), set('cellsAcross', '60'));
    const back = reduce(changed, { type: 'undo' });
    expect([back.project.settings.cellsAcross, isOutdated(back)]).toEqual(['100', false]);
    expect(reduce(back, { type: 'redo' }).project).toEqual(changed.project);
  });

  it('is not what was only set to what it was', () => {
    expect(stateAfter(set('cellsAcross', '100')).history.past).toEqual([]);
  });

  it('is nothing at first', () => {
    expect(stateAfter({ type: 'undo' }, { type: 'redo' })).toBe(initialState);
  });

  it('names no photo any more once the photos are cleared, not even when it is taken back', () => {
    const banned: Action = { type: 'changed', by: (project) => ban(project, 2), now: 0 };
    const cleared = stateAfter(loaded, banned, set('tileSize', '8'), { type: 'photos_cleared' });
    expect(cleared.project.banned).toEqual([]);
    expect(reduce(cleared, { type: 'undo' }).project.banned).toEqual([]);
  });
});
