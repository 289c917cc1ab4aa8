/** What the page is busy with, how far it has come, and what can be said of the rest. */
import type { MatchProgress, StepProgress } from '../engine/types';

/** What the page can be busy with. */
export type WorkKind = 'drawing' | 'photos' | 'target' | 'match' | 'paint' | 'export';

export interface Work extends StepProgress {
  readonly kind: WorkKind;
  /** Times in milliseconds, of any one clock. */
  readonly startedAt: number;
  readonly now: number;
  /** Cancel was pressed, and the work has not ended yet. */
  readonly cancelling: boolean;
  /** Of a matching for the optimum how near that it has come, as in MatchProgress; else null. */
  readonly gap: number | null;
  /** What has been found is to be used. */
  readonly settling: boolean;
}

/** What a long call of the engine says on its way. */
export interface Progress extends StepProgress {
  readonly gap?: MatchProgress['gap'];
}

/** Of what runs at once what a person is told of: what they wait for most. */
export function shownWork(works: readonly Work[]): Work | null {
  return order.flatMap((kind) => works.filter((work) => work.kind === kind))[0] ?? null;
}
const order: readonly WorkKind[] = ['export', 'drawing', 'photos', 'target', 'match', 'paint'];

/** Photos are coming in. */
export const loadingOf = (works: readonly Work[]): Work | null => works.find(({ kind }) => kind === 'photos') ?? null;

/** Seconds until the work is done, or null while nobody can know. */
export function secondsLeft(work: Work): number | null {
  const elapsed = (work.now - work.startedAt) / 1000;
  if (work.total <= 0 || work.done <= 0 || elapsed < 1) return null;
  return ((work.total - work.done) * elapsed) / work.done;
}

/** There is something to make do with, while a better one is looked for. */
export function canSettle({ gap, settling, cancelling }: Work): boolean {
  return gap !== null && gap > 0 && gap < 1 && !settling && !cancelling;
}
