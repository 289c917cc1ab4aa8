/** Matching photos to cells in the worker, on one started core. */
import { type Core, check } from './module';
import type { Operations } from './operations';
import { nextTask, throttled } from './slices';
import type { Matching, MatchProgress, MosaicStyle } from './types';

/** core/match/constrained_matcher.h. */
const matchingNumber: Record<Matching, number> = { nearest: 0, greedy: 1, optimal: 2 };

/** core/mosaic/style.h. */
const toneNumber: Record<MosaicStyle['tone'], number> = { asIs: 0, grey: 1, sepia: 2 };

export function makeMatchOperations({ session }: Core): Pick<Operations, 'makeMosaic' | 'setStyle' | 'settleMatch'> {
  return {
    async makeMosaic({ signal, emit }, { options }) {
      const started = performance.now();
      const { matching } = options;
      check(session.beginMatch({ ...options, brick: options.brick ?? false, matching: matchingNumber[matching] }));
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

    async setStyle(_, { style }) {
      check(session.setStyle({ ...style, tone: toneNumber[style.tone] }));
      return null;
    },

    async settleMatch() {
      if (!session.matchFinished()) session.settleMatch();
      return null;
    },
  };
}
