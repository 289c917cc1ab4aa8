import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../engine/api';
import { type Step, StepQueue } from './step_queue';

const engine = Promise.resolve({} as Engine);

/** A step that runs until it is aborted, and says so. */
function endless(said: string[]): Step {
  return (_engine, signal) =>
    new Promise((resolve) => {
      said.push('begun');
      signal.addEventListener('abort', () => {
        said.push('ended');
        resolve();
      });
    });
}

describe('steps', () => {
  it('run one after the other, and the last one leaves the queue idle', async () => {
    const said: string[] = [];
    const idle = new Promise<void>((resolve) => {
      const queue = new StepQueue(engine, resolve);
      for (const name of ['a', 'b']) {
        queue.add(async () => {
          said.push(`${name} begins`);
          await Promise.resolve();
          said.push(`${name} ends`);
        });
      }
    });
    await idle;
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('that wait are run when only the running one is cancelled', async () => {
    const said: string[] = [];
    const queue = new StepQueue(engine, () => said.push('idle'));
    queue.add(endless(said));
    queue.add(async () => void said.push('next'));
    await vi.waitFor(() => expect(said).toEqual(['begun']));
    queue.cancelRunning();
    await vi.waitFor(() => expect(said).toEqual(['begun', 'ended', 'next', 'idle']));
  });

  it('that wait are dropped when all are cancelled; later ones are not', async () => {
    const said: string[] = [];
    const queue = new StepQueue(engine, () => said.push('idle'));
    queue.add(endless(said));
    queue.add(
      async () => void said.push('never'),
      () => said.push('dropped'),
    );
    await vi.waitFor(() => expect(said).toEqual(['begun']));
    queue.cancelAll();
    queue.add(async () => void said.push('later'));
    await vi.waitFor(() => expect(said).toEqual(['begun', 'ended', 'dropped', 'later', 'idle']));
  });

  it('are dropped where the engine did not start', async () => {
    const said: string[] = [];
    const queue = new StepQueue(Promise.reject(new Error('no engine')), () => said.push('idle'));
    queue.add(
      async () => void said.push('never'),
      () => said.push('dropped'),
    );
    await vi.waitFor(() => expect(said).toEqual(['dropped', 'idle']));
  });
});
