/** Matching photos to cells in the worker, on one started core. */
import { type Core, check } from './module';
import type { Operations } from './operations';
import { nextTask, throttled } from './slices';
import type { Matching, MatchProgress } from './types';

/** core/match/constrained_matcher.h. */
const matchingNumber: Record<Matching, number> = { nearest: 0, greedy: 1, optimal: 2 };

export function makeMatchOperations({ session }: Core): Pick<Operations, 'makeMosaic' | 'settleMatch'> {
  return {
    async makeMosaic({ signal, emit }, { options }) {
      const started = performance.now();
      const { matching } = options;
      check(session.beginMatch({ ...options, matching: matchingNumber[matching] }));
      const progress = throttled<MatchProgress>(emit);
      const total = session.matchTotal();
      try {
        for (;;) {
          check(session.advanceMatch());
          if (session.matchFinished()) break;
          progress({ done: session.matchDone(), total, gap: matching === 'optimal' ? session.matchGap() : null });
          await nextTask();
          signal.throwIfAborted();
        }
      } finally {
        session.endMatch();
      }
      return { ...session.mosaicFacts(), seconds: (performance.now() - started) / 1000 };
    },

    async settleMatch() {
      if (!session.matchFinished()) session.settleMatch();
      return null;
    },
  };
}
