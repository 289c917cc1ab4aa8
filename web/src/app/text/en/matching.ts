/** What the page says of a matching: how near the best it has come, what it costs, what could not be kept. */
import type { MosaicFacts, MosaicOptions } from '../../../engine/types';
import { counted, fewDigits, number, percent } from '../../numbers';
import { fewPhotos } from '../few_photos';
import { cellsCounted } from './counted';

const times = (count: number): string => counted(count, 'time', 'times');

/** How good a matching is, and what could not be kept, in sentences. */
function verdict(facts: MosaicFacts, { matching, maxUses, minDistance }: MosaicOptions): readonly string[] {
  const sentences: string[] = [];
  if (matching === 'optimal' && facts.gap !== null) {
    sentences.push(
      facts.optimal ? 'The best possible assignment: proven.' : `Within ${percent(facts.gap)} of the best possible.`,
    );
  }
  if (facts.photos < fewPhotos) {
    sentences.push(
      facts.photos === 1
        ? 'All tiles are the same photo, so the target cannot be seen: add others, best a hundred or more.'
        : 'So few photos show little of the target: add others, best a hundred or more.',
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
function costText(facts: MosaicFacts, { matching, minDistance }: MosaicOptions): string {
  const { totalCost, gap, optimal, useLimit } = facts;
  const cost = fewDigits(totalCost);
  if (gap === null) return cost;
  if (matching === 'optimal')
    return optimal ? `${cost}, proven the least` : `${cost}, within ${percent(gap)} of the least`;
  if (gap === 0) return cost;
  if (useLimit > 0) return `${cost}, at most ${percent(gap)} less with free repeats`;
  return minDistance > 1 ? `${cost}, ${percent(gap)} of it for that distance` : cost;
}

function repeatsText({ leastDistance, pairsTooClose }: MosaicFacts, { minDistance }: MosaicOptions): string {
  const least = leastDistance > 1 ? `${number(leastDistance)} or more` : 'side by side';
  return pairsTooClose > 0 ? `${least}, not ${number(minDistance)}` : least;
}

function cellsText({ cells, columns, rows, blocks }: MosaicFacts): string {
  const sizes = blocks === 2 ? ' of two sizes' : '';
  return `${number(cells)}${sizes} (${number(columns)} × ${number(rows)})`;
}

/** The line below a mosaic. */
function factsOf(facts: MosaicFacts, options: MosaicOptions): readonly { label: string; value: string }[] {
  const uses = `${number(facts.distinct)} of ${number(facts.photos)}`;
  return [
    { label: 'Photos used', value: facts.useLimit > 1 ? `${uses}, each up to ${times(facts.useLimit)}` : uses },
    { label: 'Cells', value: cellsText(facts) },
    {
      label: 'Most used',
      value: `${number(facts.largestUse)} ×${facts.usesOver > 0 ? `, not ${number(options.maxUses)} ×` : ''}`,
    },
    ...(facts.leastDistance > 0 ? [{ label: 'Repeats apart', value: repeatsText(facts, options) }] : []),
    { label: 'Total cost', value: costText(facts, options) },
    { label: 'Size', value: `${number(facts.width)} × ${number(facts.height)} px` },
  ];
}

export const matching = {
  verdict,
  costText,
  repeatsText,
  factsOf,
  withinBest: (gap: number) => `within ${percent(gap)} of the best possible`,
  finishing: 'Finishing …',
};
