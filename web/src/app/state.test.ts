import { describe, expect, it } from 'vitest';
import type { MosaicFacts, TargetInfo } from '../engine/types';
import {
  type Action,
  canSettle,
  expectedSize,
  groupSkipped,
  initialState,
  isOutdated,
  obstacle,
  readSettings,
  reduce,
  type Settings,
  type State,
  secondsLeft,
  type Work,
} from './state';

const target: TargetInfo = {
  name: 'boat.jpg',
  width: 400,
  height: 300,
  preview: { width: 1, height: 1, rgba: new Uint8ClampedArray(4) },
};

const facts: MosaicFacts = {
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

const stateAfter = (...actions: Action[]): State => actions.reduce(reduce, initialState);

const loaded: Action = {
  type: 'photos_added',
  result: { photos: 3, duplicates: 0, added: 3, fromPack: 0, leftOut: 0, skipped: [], seconds: 1, memoryBytes: 0 },
};
const aimed: Action = { type: 'target_set', target };
const made: Action = { type: 'made', facts, options };

describe('a photo that is looked at', () => {
  const view = {
    name: 'boat.jpg',
    bytes: 1,
    modified: 0,
    width: 4,
    height: 3,
    cropWidth: 3,
    cropHeight: 3,
    position: 0.5,
    preview: target.preview,
  };
  const shown = stateAfter(loaded, aimed, made, { type: 'photo_opened', photo: 2 }, { type: 'photo_shown', view });

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
    const wrong = stateAfter(loaded, aimed, { type: 'setting', name: 'tileSize', value: '513' });
    expect(obstacle(wrong)).toEqual({ id: 'bad_setting', setting: 'tileSize' });
  });
});

describe('settings', () => {
  it('are read as whole numbers within their ranges, both ends included', () => {
    const read = (cellsAcross: string, tileSize = '32') =>
      readSettings({ ...initialState.settings, cellsAcross, tileSize, matching: 'greedy', keepDuplicates: true });
    expect(read('100')).toEqual({
      ok: true,
      options: { ...options, matching: 'greedy', keepDuplicates: true },
    });
    for (const good of ['1', '2000', ' 12 ']) expect(read(good).ok).toBe(true);
    for (const bad of ['', '0', '2001', '-5', '1.5', '1e2', 'ten', '٣']) {
      expect(read(bad)).toEqual({ ok: false, setting: 'cellsAcross' });
    }
    for (const bad of ['3', '513']) expect(read('100', bad)).toEqual({ ok: false, setting: 'tileSize' });
  });

  it('set no limit where its field is empty, and refuse what is no limit', () => {
    const read = (limits: Partial<Settings>) => readSettings({ ...initialState.settings, ...limits });
    expect(read({ maxUses: ' ', minDistance: '' })).toMatchObject({ options: { maxUses: 0, minDistance: 0 } });
    expect(read({ maxUses: '3', minDistance: '5' })).toMatchObject({ options: { maxUses: 3, minDistance: 5 } });
    for (const bad of ['0', '1.5', '-1', 'x', '1000001']) {
      expect(read({ maxUses: bad })).toEqual({ ok: false, setting: 'maxUses' });
    }
    for (const bad of ['0', '2001']) expect(read({ minDistance: bad })).toEqual({ ok: false, setting: 'minDistance' });
  });

  it('do not mind the limit of uses where each photo is used once anyway', () => {
    for (const matching of ['greedy', 'optimal'] as const) {
      for (const maxUses of ['3', 'x']) {
        const read = readSettings({ ...initialState.settings, matching, maxUses, minDistance: '5' });
        expect(read).toMatchObject({ ok: true, options: { matching, maxUses: 0, minDistance: 5 } });
      }
    }
  });
});

describe('a mosaic', () => {
  const fresh = stateAfter(loaded, aimed, made);

  it('is up to date when it has just been made, and shown', () => {
    expect(isOutdated(fresh)).toBe(false);
    expect(fresh.view).toBe('mosaic');
  });

  it('is outdated by each setting, and up to date again when the setting is put back', () => {
    const changes: readonly (readonly [there: Action, back: Action])[] = [
      [
        { type: 'setting', name: 'cellsAcross', value: '60' },
        { type: 'setting', name: 'cellsAcross', value: '100' },
      ],
      [
        { type: 'setting', name: 'tileSize', value: '' },
        { type: 'setting', name: 'tileSize', value: '32' },
      ],
      [
        { type: 'matching', value: 'greedy' },
        { type: 'matching', value: 'nearest' },
      ],
      [
        { type: 'setting', name: 'maxUses', value: '2' },
        { type: 'setting', name: 'maxUses', value: '' },
      ],
      [
        { type: 'setting', name: 'minDistance', value: '4' },
        { type: 'setting', name: 'minDistance', value: ' ' },
      ],
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
    expect(cleared).toMatchObject({ mosaic: null, photos: 0, skipped: [], target, settings: fresh.settings });
  });

  it('keeps what it was made from when it is made again', () => {
    const again = [
      { type: 'setting', name: 'cellsAcross', value: '60' },
      { ...made, options: { ...options, cellsAcross: 60 } },
    ] as const;
    expect(isOutdated(again.reduce<State>(reduce, fresh))).toBe(false);
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

  it('shows the wall when it starts, even where a mosaic stands', () => {
    const state = stateAfter(loaded, aimed, made, { type: 'work_started', kind: 'photos', total: 5, now: 0 });
    expect(state.view).toBe('wall');
    expect(state.mosaic).not.toBeNull();
  });
});

const running: Work = {
  kind: 'match',
  done: 0,
  total: 1,
  startedAt: 0,
  now: 0,
  cancelling: false,
  gap: null,
  settling: false,
};

describe('a matching that runs', () => {
  const at = (gap: number | null) => ({ ...running, gap });

  it('can be settled once there is something to make do with, and nothing better is proven impossible', () => {
    expect([null, 1, 0.3, 0].map((gap) => canSettle(at(gap)))).toEqual([false, false, true, false]);
  });

  it('is settled once, and not while it is cancelled', () => {
    const started: Action = { type: 'work_started', kind: 'match', total: 1, now: 0 };
    const near: Action = { type: 'work_progress', done: 1, total: 4, gap: 0.02, now: 5 };
    const workAfter = (...actions: Action[]) => stateAfter(started, near, ...actions).work as Work;
    expect(canSettle(workAfter())).toBe(true);
    expect(canSettle(workAfter({ type: 'work_settling' }))).toBe(false);
    expect(canSettle(workAfter({ type: 'work_settling' }, near))).toBe(false);
    expect(canSettle(workAfter({ type: 'work_cancelling' }))).toBe(false);
    expect(workAfter({ type: 'work_ended' })).toBeNull();
  });
});

describe('the time that is left', () => {
  const work = (done: number, total: number, milliseconds: number) =>
    secondsLeft({ ...running, kind: 'photos', done, total, startedAt: 1000, now: 1000 + milliseconds });

  it('follows from the pace so far', () => {
    expect(work(50, 200, 2000)).toBeCloseTo(6);
    expect(work(200, 200, 8000)).toBe(0);
  });

  it('is unknown at the start, and where the end is', () => {
    expect(work(0, 200, 5000)).toBeNull();
    expect(work(10, 200, 500)).toBeNull();
    expect(work(10, 0, 5000)).toBeNull();
  });
});

describe('duplicates', () => {
  const found: Action = { type: 'photos_counted', photos: 5, duplicates: 2, skipped: [] };

  it('are counted while photos load, and forgotten with the photos', () => {
    expect(stateAfter(found).duplicates).toBe(2);
    expect(stateAfter(found, { type: 'photos_cleared' }).duplicates).toBe(0);
  });

  it('are left out unless somebody wants them, and that setting outlives the photos', () => {
    expect(readSettings(initialState.settings)).toMatchObject({ options: { keepDuplicates: false } });
    const kept = stateAfter({ type: 'keep_duplicates', value: true }, { type: 'photos_cleared' });
    expect(readSettings(kept.settings)).toMatchObject({ options: { keepDuplicates: true } });
  });

  it('outdate a mosaic when they are to be used after all, but only where there are any', () => {
    const keep: Action = { type: 'keep_duplicates', value: true };
    expect(isOutdated(stateAfter(found, aimed, made, keep))).toBe(true);
    expect(isOutdated(stateAfter(loaded, aimed, made, keep))).toBe(false);
  });
});

describe('skipped files', () => {
  it('stand together by reason, the largest group first, with every name', () => {
    const groups = groupSkipped([
      { name: 'a.heic', code: 'unsupported', detail: 'HEIC' },
      { name: 'b.jpg', code: 'corrupt', detail: 'cut off' },
      { name: 'c.jpg', code: 'corrupt', detail: 'cut off' },
      { name: 'd.avif', code: 'unsupported', detail: 'AVIF' },
    ]);
    expect(groups.map(({ names }) => names)).toEqual([['b.jpg', 'c.jpg'], ['a.heic'], ['d.avif']]);
  });
});

describe('the expected size', () => {
  it('keeps the shape of the target and counts a partial last row', () => {
    expect(expectedSize(target, options)).toEqual({ columns: 100, rows: 75, width: 3200, height: 2400 });
    expect(expectedSize({ width: 100, height: 33 }, { ...options, cellsAcross: 10, tileSize: 10 })).toEqual({
      columns: 10,
      rows: 4,
      width: 100,
      height: 33,
    });
  });

  it('has a row for a target that is as flat as can be', () => {
    expect(expectedSize({ width: 30000, height: 1 }, { ...options, cellsAcross: 1, tileSize: 4 }).rows).toBe(1);
  });
});
