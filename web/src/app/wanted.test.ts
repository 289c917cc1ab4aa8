import { describe, expect, it } from 'vitest';
import type { MosaicOptions, TargetInfo } from '../engine/types';
import { changeSetting } from './project';
import { type Action, reduce } from './reduce';
import type { Settings } from './settings';
import { initialState, type State } from './state';
import { isDue, refinements, wantedMosaic } from './wanted';

const target: TargetInfo = {
  name: 'boat.jpg',
  content: '0123456789abcdef',
  width: 400,
  height: 300,
  preview: { width: 1, height: 1, rgba: new Uint8ClampedArray(4) },
};

const following = (state: State, ...actions: Action[]): State => actions.reduce(reduce, state);
const photos = (count: number): Action => ({ type: 'photos_counted', photos: count, duplicates: 0, skipped: [] });
const aimed: Action = { type: 'target_set', target, isNew: true };
const cells = (value: string): Action => ({
  type: 'changed',
  by: (project) => changeSetting(project, 'cellsAcross', value),
  now: 0,
});
const loading: Action = { type: 'work_started', kind: 'photos', total: 1000, now: 5000 };
const at = (now: number): Action => ({ type: 'work_progress', kind: 'photos', done: 1, total: 1000, now });
const loaded: Action = { type: 'work_ended', kind: 'photos' };

/** Whether a mosaic of this state is due where one of that state was begun last. */
function due(state: State, before: State | null): boolean {
  const wanted = wantedMosaic(state);
  return wanted !== null && isDue(state, wanted, before && wantedMosaic(before));
}

describe('a mosaic', () => {
  const ready = following(initialState, photos(10), aimed);

  it('is wanted as soon as there are photos, a target and settings that can be read', () => {
    expect(wantedMosaic(following(initialState, photos(10)))).toBeNull();
    expect(wantedMosaic(following(initialState, aimed))).toBeNull();
    expect(wantedMosaic(following(ready, cells('0')))).toBeNull();
    expect(wantedMosaic(ready)).toMatchObject({ photos: 10, options: { cellsAcross: 100 } });
  });

  it('is due at first, and again when a setting, the target or the photos change', () => {
    expect(due(ready, null)).toBe(true);
    expect(due(ready, ready)).toBe(false);
    for (const change of [cells('99'), aimed, photos(11)]) expect(due(following(ready, change), ready)).toBe(true);
  });

  it('is due after a second of loading, and then when there are half as many photos again', () => {
    const first = following(initialState, aimed, photos(8), loading, at(5900));
    expect(due(first, null)).toBe(false);
    expect(due(following(first, at(6000)), null)).toBe(true);
    expect(due(following(first, photos(11)), first)).toBe(false);
    expect(due(following(first, photos(12)), first)).toBe(true);
  });

  it('is due with every photo when all are there, and at once when somebody changes a setting meanwhile', () => {
    const first = following(initialState, aimed, photos(8), loading, at(6000));
    expect(due(following(first, photos(9), loaded), first)).toBe(true);
    expect(due(following(first, cells('50')), first)).toBe(true);
  });
});

describe('how a mosaic is drawn', () => {
  const ready = following(initialState, photos(10), aimed);
  const set = <Name extends keyof Settings>(setting: Name, value: Settings[Name]): Action => ({
    type: 'changed',
    by: (project) => changeSetting(project, setting, value),
    now: 0,
  });

  it('asks for no other matching, but where tiles cover more, stand elsewhere or lose their colours', () => {
    for (const change of [set('overlay', 40), set('colourPull', 40), set('gap', 5)]) {
      expect(due(following(ready, change), ready)).toBe(false);
    }
    for (const change of [set('softEdges', 40), set('brick', true), set('tone', 'grey')]) {
      expect(due(following(ready, change), ready)).toBe(true);
    }
  });
});

describe('on the way to a mosaic', () => {
  const options: MosaicOptions = {
    cellsAcross: 10,
    tileSize: 32,
    matching: 'nearest',
    keepDuplicates: false,
    maxUses: 0,
    minDistance: 0,
  };
  const matchings = (change: Partial<MosaicOptions>) =>
    refinements({ ...options, ...change }).map(({ matching, maxUses, minDistance }) => [
      matching,
      maxUses,
      minDistance,
    ]);

  it('nothing comes before what is quick by itself', () => {
    expect(matchings({})).toEqual([['nearest', 0, 0]]);
    expect(matchings({ minDistance: 1 })).toEqual([['nearest', 0, 1]]);
  });

  it('a quick answer comes first, without limits, and what is wanted last', () => {
    expect(matchings({ maxUses: 3, minDistance: 4 })).toEqual([
      ['nearest', 0, 0],
      ['nearest', 3, 4],
    ]);
    expect(matchings({ matching: 'greedy' })[0]?.[0]).toBe('nearest');
    expect(matchings({ matching: 'optimal', minDistance: 2 })).toEqual([
      ['greedy', 0, 0],
      ['optimal', 0, 2],
    ]);
  });
});
