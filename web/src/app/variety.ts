/** When a mosaic shows so few of many photos that a person would rather see more of them. */
import type { MosaicFacts, MosaicOptions } from '../engine/types';

/** With fewer photos there is little to choose from. */
const manyPhotos = 30;
/** The part of the photos that should be seen. */
const seenPart = 0.5;

/** Cells from one place of a photo to its next that bring more photos in and still show the target well. */
export const varietyDistance = 3;

/** Whether keeping equal photos apart would show more of the photos. */
export function wantsVariety(facts: MosaicFacts, { matching, maxUses, minDistance }: MosaicOptions): boolean {
  const free = matching === 'nearest' && maxUses === 0 && minDistance < varietyDistance;
  return free && facts.photos >= manyPhotos && facts.distinct < facts.photos * seenPart;
}
