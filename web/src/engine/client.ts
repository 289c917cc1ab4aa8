import type { Engine } from './api';

/** Starts the engine's worker and its threads. */
export async function startEngine(): Promise<Engine> {
  throw new Error('not built yet');
}
