/** Long calls of the engine, shown while they run, and what is said when they end badly. */
import { EngineError } from '../../engine/types';
import type { Progress, WorkKind } from '../work';
import type { Store } from './store';

/** The state hears of progress at most this often, in milliseconds. */
export const progressEvery = 100;

/** Shows `work` as running, and ends it with a notice if it fails or is cancelled (giving undefined). */
export async function during<T>(
  store: Store,
  kind: WorkKind,
  signal: AbortSignal,
  total: number,
  work: (report: (progress: Progress) => void) => Promise<T>,
  onFailure: (error: unknown) => void = (error) => report(store, kind, error),
): Promise<T | undefined> {
  store.dispatch({ type: 'work_started', kind, total, now: performance.now() });
  const progress = reportSometimes((latest) =>
    store.dispatch({ type: 'work_progress', ...latest, now: performance.now() }),
  );
  try {
    return await work(progress.report);
  } catch (error) {
    if (signal.aborted) {
      store.dispatch({ type: 'notice', notice: { id: 'cancelled', kind, photos: store.state.photos } });
    } else {
      onFailure(error);
    }
    return undefined;
  } finally {
    progress.stop();
    store.dispatch({ type: 'work_ended' });
  }
}

/** Hands on the latest progress, at most every progressEvery. */
export function reportSometimes(tell: (progress: Progress) => void): {
  readonly report: (progress: Progress) => void;
  readonly stop: () => void;
} {
  let latest: Progress | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    if (latest) tell(pickProgress(latest));
    latest = null;
  };
  return {
    report: (progress) => {
      latest = progress;
      timer ??= setTimeout(flush, progressEvery);
    },
    stop: () => clearTimeout(timer),
  };
}

export function report(store: Store, kind: WorkKind, error: unknown): void {
  console.error(error);
  const code = error instanceof EngineError ? error.code : null;
  store.dispatch({ type: 'notice', notice: { id: 'failed', kind, code, detail: messageOf(error) } });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const pickProgress = ({ done, total, gap = null }: Progress): Progress => ({ done, total, gap });
