import { describe, expect, it } from 'vitest';
import { type Action, reduce } from './reduce';
import { initialState, type State } from './state';
import { canSettle, secondsLeft, shownWork, type Work } from './work';

const stateAfter = (...actions: Action[]): State => actions.reduce(reduce, initialState);

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
    const near: Action = { type: 'work_progress', kind: 'match', done: 1, total: 4, gap: 0.02, now: 5 };
    const workAfter = (...actions: Action[]) => stateAfter(started, near, ...actions).works[0] as Work;
    expect(canSettle(workAfter())).toBe(true);
    expect(canSettle(workAfter({ type: 'work_settling', kind: 'match' }))).toBe(false);
    expect(canSettle(workAfter({ type: 'work_settling', kind: 'match' }, near))).toBe(false);
    expect(canSettle(workAfter({ type: 'work_cancelling', kind: 'match' }))).toBe(false);
    expect(workAfter({ type: 'work_ended', kind: 'match' })).toBeUndefined();
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

describe('what runs at once', () => {
  const start = (kind: Work['kind']): Action => ({ type: 'work_started', kind, total: 10, now: 0 });

  it('is kept apart, and the photos that come in are what a person is told of', () => {
    const state = stateAfter(
      start('match'),
      start('photos'),
      { type: 'work_progress', kind: 'match', done: 4, total: 10, now: 1 },
      { type: 'work_cancelling', kind: 'photos' },
    );
    expect(shownWork(state.works)).toMatchObject({ kind: 'photos', done: 0, cancelling: true });
    const matching = reduce(state, { type: 'work_ended', kind: 'photos' });
    expect(shownWork(matching.works)).toMatchObject({ kind: 'match', done: 4, cancelling: false });
    expect(shownWork(reduce(matching, { type: 'work_ended', kind: 'match' }).works)).toBeNull();
  });
});
