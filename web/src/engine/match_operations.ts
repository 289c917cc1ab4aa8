/** Matching photos to cells in the worker, and the mosaic that comes of it, on one started core. */
import { matchSettings, variantNumber } from './match_settings';
import { type Core, type CoreStatus, check } from './module';
import type { Context, Operations } from './operations';
import { nextTask, throttled } from './slices';
import { EngineError, type Matching, type MatchProgress, type MosaicFacts, type MosaicStyle } from './types';

type MatchOperations = Pick<
  Operations,
  | 'makeMosaic'
  | 'setMosaic'
  | 'setStyle'
  | 'settleMatch'
  | 'mosaicAssignment'
  | 'cellInfo'
  | 'cellCandidates'
  | 'preparationSteps'
>;

/** core/mosaic/style.h. */
const toneNumber: Record<MosaicStyle['tone'], number> = { asIs: 0, grey: 1, sepia: 2 };

export function makeMatchOperations(core: Core): MatchOperations {
  const { session } = core;
  const names = core.module.variantNames();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const nameOf = (variant: number) => names[variant] as string;

  const needMosaic = () => {
    if (!session.hasMosaic()) throw new EngineError('invalid_argument', 'there is no mosaic yet');
  };

  /** Advances what was begun to its end. */
  const run = async (
    begin: () => CoreStatus,
    matching: Matching,
    { signal, emit }: Context<MatchProgress>,
  ): Promise<MosaicFacts> => {
    const started = performance.now();
    check(begin());
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
    const facts = session.mosaicFacts();
    const leaderOfCell = facts.blocks === 1 ? null : new Uint32Array(core.copy(session.leaders()).buffer);
    return { ...facts, leaderOfCell, seconds: (performance.now() - started) / 1000 };
  };

  return {
    makeMosaic: (context, { options }) =>
      run(() => session.beginMatch(matchSettings(options, numbers)), options.matching, context),

    setMosaic: (context, { options, assignment }) => {
      const numberOf = assignment.variantNames.map((name) => variantNumber(numbers, name));
      const variants = assignment.variantOfCell.map((place) => numberOf[place] ?? names.length);
      const settings = matchSettings(options, numbers);
      return run(() => session.beginGiven(settings, assignment.photoOfCell, variants), options.matching, context);
    },

    async setStyle(_, { style }) {
      check(session.setStyle({ ...style, tone: toneNumber[style.tone] }));
      return null;
    },

    async settleMatch() {
      if (!session.matchFinished()) session.settleMatch();
      return null;
    },

    async mosaicAssignment() {
      needMosaic();
      const { photos, variants } = session.assignment();
      return {
        photoOfCell: new Uint32Array(core.copy(photos).buffer),
        variantOfCell: core.copy(variants),
        variantNames: names,
      };
    },

    async cellInfo(_, { cell }) {
      needMosaic();
      const info = session.cell(cell);
      return info && { ...info, variant: nameOf(info.variant) };
    },

    async cellCandidates(_, { cell, count }) {
      needMosaic();
      return session.alternatives(cell, count).map(({ photo, variant, cost }) => {
        const tile = session.tileOf(photo, variant);
        check(tile);
        const rgba = new Uint8ClampedArray(core.copy(tile.bytes).buffer);
        return { photo, variant: nameOf(variant), cost, tile: { ...session.previewSize(), rgba } };
      });
    },

    async preparationSteps(_, { photo, options }) {
      const { tileSize, tileHeight, preparation } = matchSettings(options, numbers);
      const steps = session.preparationSteps(photo, tileSize, tileHeight, preparation);
      check(steps);
      const rgba = new Uint8ClampedArray(core.copy(steps.bytes).buffer);
      const { width, height } = session.previewSize();
      return { count: rgba.length / (width * height * 4), width, height, rgba };
    },
  };
}
