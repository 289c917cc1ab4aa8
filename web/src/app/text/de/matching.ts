/** What the page says of a matching: how near the best it has come, what it costs, what could not be kept. */
import type { MosaicFacts, MosaicOptions } from '../../../engine/types';
import { counted, fewDigits, number, percent } from '../../numbers';
import type { matching as english } from '../en/matching';
import { fewPhotos } from '../few_photos';
import { cellsCounted } from './counted';

const times = (count: number): string => `${number(count)}-mal`;

function verdict(facts: MosaicFacts, { matching, maxUses, minDistance }: MosaicOptions): readonly string[] {
  const sentences: string[] = [];
  if (matching === 'optimal' && facts.gap !== null) {
    sentences.push(
      facts.optimal
        ? 'Die bestmögliche Zuordnung, nachgewiesen.'
        : `Höchstens ${percent(facts.gap)} vom Bestmöglichen entfernt.`,
    );
  }
  if (facts.photos < fewPhotos) {
    sentences.push(
      facts.photos === 1
        ? 'Alle Kacheln sind dasselbe Foto, darum ist vom Zielbild nichts zu sehen: Füge andere hinzu, am besten hundert oder mehr.'
        : 'So wenige Fotos zeigen kaum etwas vom Zielbild: Füge andere hinzu, am besten hundert oder mehr.',
    );
  }
  if (facts.usesOver > 0) {
    sentences.push(
      `Die Fotos reichen nicht, um jedes höchstens ${times(maxUses)} zu verwenden: Sie kommen bis zu ${times(facts.largestUse)} vor.`,
    );
  }
  if (facts.pairsTooClose > 0) {
    const pairs = counted(facts.pairsTooClose, 'Paar steht', 'Paare stehen');
    sentences.push(
      `Nicht alle gleichen Fotos konnten ${cellsCounted(minDistance)} Abstand halten: ${pairs} näher beieinander, mindestens aber ${number(facts.leastDistance)}.`,
    );
  }
  return sentences;
}

function costText(facts: MosaicFacts, { matching, minDistance }: MosaicOptions): string {
  const { totalCost, gap, optimal, useLimit } = facts;
  const cost = fewDigits(totalCost);
  if (gap === null) return cost;
  if (matching === 'optimal')
    return optimal ? `${cost}, nachweislich am kleinsten` : `${cost}, höchstens ${percent(gap)} über der kleinsten`;
  if (gap === 0) return cost;
  if (useLimit > 0) return `${cost}, mit freien Wiederholungen höchstens ${percent(gap)} weniger`;
  return minDistance > 1 ? `${cost}, davon ${percent(gap)} für den Abstand` : cost;
}

function repeatsText({ leastDistance, pairsTooClose }: MosaicFacts, { minDistance }: MosaicOptions): string {
  const least = leastDistance > 1 ? `${number(leastDistance)} oder mehr` : 'direkt nebeneinander';
  return pairsTooClose > 0 ? `${least}, nicht ${number(minDistance)}` : least;
}

function cellsText({ cells, columns, rows, blocks }: MosaicFacts): string {
  const sizes = blocks === 2 ? ' in zwei Größen' : '';
  return `${number(cells)}${sizes} (${number(columns)} × ${number(rows)})`;
}

function factsOf(facts: MosaicFacts, options: MosaicOptions): readonly { label: string; value: string }[] {
  const uses = `${number(facts.distinct)} von ${number(facts.photos)}`;
  return [
    { label: 'Benutzte Fotos', value: facts.useLimit > 1 ? `${uses}, jedes bis zu ${times(facts.useLimit)}` : uses },
    { label: 'Felder', value: cellsText(facts) },
    {
      label: 'Am häufigsten',
      value: `${number(facts.largestUse)} ×${facts.usesOver > 0 ? `, nicht ${number(options.maxUses)} ×` : ''}`,
    },
    ...(facts.leastDistance > 0 ? [{ label: 'Abstand bei Wiederholung', value: repeatsText(facts, options) }] : []),
    { label: 'Gesamtkosten', value: costText(facts, options) },
    { label: 'Größe', value: `${number(facts.width)} × ${number(facts.height)} px` },
  ];
}

export const matching: typeof english = {
  verdict,
  costText,
  repeatsText,
  factsOf,
  withinBest: (gap) => `höchstens ${percent(gap)} vom Bestmöglichen entfernt`,
  finishing: 'Gleich fertig …',
};
