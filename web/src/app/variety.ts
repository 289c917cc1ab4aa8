/** When a mosaic shows so few of many photos, or one of them so often, that a person would rather see more of them. */
import type { MosaicFacts, MosaicOptions } from '../engine/types';

/** With fewer photos there is little to choose from. */
const manyPhotos = 30;
/** The part of the photos that should be seen. */
const seenPart = 0.5;

/** The part of the picture that one photo may fill. */
const fillingPart = 0.1;

/** Cells from one place of a photo to its next that bring more photos in and still show the target well. */
export const varietyDistance = 3;

/** What is wrong with a mosaic that keeping equal photos apart would mend: few of the photos are seen, or one of them
 * nearly everywhere. */
export type Monotony = 'few' | 'one';

export function monotonyOf(
  { photos, distinct, cells, largestUse }: MosaicFacts,
  { matching, maxUses, minDistance }: MosaicOptions,
): Monotony | null {
  const free = matching === 'nearest' && maxUses === 0 && minDistance < varietyDistance;
  if (!free || photos < manyPhotos) return null;
  if (distinct < photos * seenPart) return 'few';
  return largestUse > cells * fillingPart ? 'one' : null;
}
