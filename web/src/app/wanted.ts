/** Which mosaic the project asks for now, and whether it is time to make it. Pure. */
import type { MosaicOptions } from '../engine/types';
import { readProject } from './project';
import { sameOptions } from './settings';
import { obstacle, type State } from './state';
import { readStyle } from './style';
import { loadingOf } from './work';

/** A mosaic that could be made. */
export interface Wanted {
  readonly options: MosaicOptions;
  /** Of the style: cells are compared by all that their tiles cover. */
  readonly overlap: number;
  readonly photosRevision: number;
  readonly targetRevision: number;
  /** Photos to make it of. */
  readonly photos: number;
}

/** While photos load, a first mosaic is made after so many milliseconds of it… */
const firstAfter = 1000;
/** …and another one whenever there are so many times the photos. */
const growth = 1.5;

/** What the project asks for, or null while something is missing or wrong. */
export function wantedMosaic(state: State): Wanted | null {
  if (obstacle(state) || !state.target) return null;
  const read = readProject(state.project, state.target);
  if (!read.ok) return null;
  const { photosRevision, targetRevision, photos } = state;
  const { overlap } = readStyle(state.project.settings);
  return { options: read.options, overlap, photosRevision, targetRevision, photos };
}

/** Whether two mosaics differ by the photos that there are, at most. */
export const sameMatch = (a: Wanted, b: Wanted): boolean =>
  a.targetRevision === b.targetRevision && a.overlap === b.overlap && sameOptions(a.options, b.options);

/**
 * Whether a mosaic is to be made now, by itself.
 * @param last what was begun last, whatever came of it; null where nothing was.
 */
export function isDue(state: State, wanted: Wanted, last: Wanted | null): boolean {
  const loading = loadingOf(state.works);
  if (!last) return !loading || loading.now - loading.startedAt >= firstAfter;
  if (!sameMatch(wanted, last)) return true;
  if (wanted.photosRevision === last.photosRevision) return false;
  return !loading || wanted.photos >= growth * last.photos;
}

/**
 * The matchings on the way to the one that is wanted, which is the last: a quick answer first, where that one takes
 * its time.
 */
export function refinements(options: MosaicOptions): readonly MosaicOptions[] {
  const { matching, maxUses, minDistance } = options;
  if (matching === 'nearest' && maxUses === 0 && minDistance <= 1) return [options];
  const quick = matching === 'optimal' ? 'greedy' : 'nearest';
  return [{ ...options, matching: quick, maxUses: 0, minDistance: 0 }, options];
}
