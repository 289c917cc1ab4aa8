import { describe, expect, it } from 'vitest';
import { decide } from './isolation';

const base = { isolated: false, secure: true, worker: 'ready', reloadedBefore: false } as const;

describe('a page that is not isolated', () => {
  it('reloads once when its service worker stands', () => {
    expect(decide(base)).toEqual({ kind: 'reload' });
  });

  it('never reloads twice', () => {
    expect(decide({ ...base, reloadedBefore: true })).toEqual({ kind: 'unisolated', reason: 'still_not' });
  });

  it.each([
    [{ secure: false }, 'insecure'],
    [{ worker: 'absent' }, 'no_service_worker'],
    [{ worker: 'refused' }, 'refused'],
    [{ worker: 'late' }, 'slow'],
  ] as const)('goes on without threads and says why: %j', (facts, reason) => {
    expect(decide({ ...base, ...facts })).toEqual({ kind: 'unisolated', reason });
  });
});

it('a page that is isolated goes on, whatever became of the service worker', () => {
  for (const worker of ['ready', 'refused', 'late', 'absent'] as const) {
    expect(decide({ ...base, isolated: true, worker })).toEqual({ kind: 'isolated' });
  }
});
