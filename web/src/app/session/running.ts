/** Long calls of the engine, shown while they run, and what is said when they end badly. */
import { EngineError } from '../../engine/types';
import type { Progress, WorkKind } from '../work';
import type { Store } from './store';

/** The state hears of progress at most this often, in milliseconds. */
export const progressEvery = 100;

/** The reason with which work is aborted that makes room for other work: nobody cancelled it. */
export const superseded = new DOMException('something else is wanted now', 'AbortError');

interface Running<T> {
  readonly kind: WorkKind;
  readonly total?: number;
  /** Milliseconds in which it is not shown: what is over by then does not flicker. */
  readonly quietFor?: number;
  readonly work: (report: (progress: Progress) => void) => Promise<T>;
  /** Says what went wrong; else a notice does. */
  readonly onFailure?: (error: unknown) => void;
}

/** Shows work as running, and ends it with a notice if it fails or is cancelled (giving undefined). */
export async function during<T>(
  store: Store,
  signal: AbortSignal,
  { kind, total = 0, quietFor = 0, work, onFailure = (error) => report(store, kind, error) }: Running<T>,
): Promise<T | undefined> {
  const now = performance.now();
  const show = (): void => store.dispatch({ type: 'work_started', kind, total, now });
  const timer = quietFor > 0 ? setTimeout(show, quietFor) : undefined;
  if (timer === undefined) show();
  const progress = reportSometimes((latest) =>
    store.dispatch({ type: 'work_progress', kind, ...latest, now: performance.now() }),
  );
  try {
    return await work(progress.report);
  } catch (error) {
    if (!signal.aborted) onFailure(error);
    else if (signal.reason !== superseded) {
      store.dispatch({ type: 'notice', notice: { id: 'cancelled', kind, photos: store.state.photos } });
    }
    return undefined;
  } finally {
    clearTimeout(timer);
    progress.stop();
    store.dispatch({ type: 'work_ended', kind });
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
