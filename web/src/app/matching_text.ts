/** What the page says of a matching: how near the best it has come, what it costs, what could not be kept. */
import type { MosaicFacts, MosaicOptions } from '../engine/types';
import { cellsCounted, counted, fewDigits, number, percent, times } from './numbers';
import type { Work } from './work';

/** How far it has come. `time` is what there is to say of the time that is left. */
export function matchFigures(work: Work, time: string): string {
  if (work.settling || work.done >= work.total) return 'Finishing …';
  const done = `${number(Math.floor((100 * work.done) / work.total))} %`;
  if (work.gap === null) return `${done}${time}`;
  // Nobody can foresee how long the optimum takes.
  return work.gap < 1 ? `within ${percent(work.gap)} of the best possible` : done;
}

/** How good a matching is, and what could not be kept, in sentences. */
export function verdict(facts: MosaicFacts, { matching, maxUses, minDistance }: MosaicOptions): readonly string[] {
  const sentences: string[] = [];
  if (matching === 'optimal' && facts.gap !== null) {
    sentences.push(
      facts.optimal ? 'The best possible assignment: proven.' : `Within ${percent(facts.gap)} of the best possible.`,
    );
  }
  if (facts.usesOver > 0) {
    sentences.push(
      `There are too few photos to use each at most ${times(maxUses)}: they are used up to ${times(facts.largestUse)}.`,
    );
  }
  if (facts.pairsTooClose > 0) {
    const pairs = counted(facts.pairsTooClose, 'pair is', 'pairs are');
    sentences.push(
      `Equal photos could not all be kept ${cellsCounted(minDistance)} apart: ${pairs} nearer, the nearest ${number(facts.leastDistance)}.`,
    );
  }
  return sentences;
}

/** What the total cost, the sum of all differences, says of a matching. */
export function costText({ totalCost, gap, optimal }: MosaicFacts, { matching, minDistance }: MosaicOptions): string {
  const cost = fewDigits.format(totalCost);
  if (gap === null) return cost;
  if (matching === 'optimal')
    return optimal ? `${cost}, proven the least` : `${cost}, within ${percent(gap)} of the least`;
  return gap > 0 && minDistance > 1 ? `${cost}, ${percent(gap)} of it for that distance` : cost;
}

export function repeatsText({ leastDistance, pairsTooClose }: MosaicFacts, { minDistance }: MosaicOptions): string {
  const least = leastDistance > 1 ? `${number(leastDistance)} or more` : 'side by side';
  return pairsTooClose > 0 ? `${least}, not ${number(minDistance)}` : least;
}
