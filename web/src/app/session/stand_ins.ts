/** Thumbnails out of a project's file, which stand for its photos until those are given. */
import type { Engine } from '../../engine/api';
import type { PhotoIdentity } from '../../engine/types';
import { countOn, readSheet, type Sheet, thumbnailsASheet } from '../thumbnail_sheets';
import { during } from './running';
import type { Store } from './store';

export interface StandIns {
  readonly photos: readonly PhotoIdentity[];
  readonly sheets: readonly Sheet[];
}

/** The number of the first sheet that cannot be read, or null. */
export async function firstUnreadable({ photos, sheets }: StandIns): Promise<number | null> {
  for (const [number, sheet] of sheets.entries()) {
    if (!(await readSheet(sheet, countOn(number, photos.length)))) return number;
  }
  return null;
}

/** Adds them where there are no photos. @return whether they are all there. */
export async function addStandIns(
  store: Store,
  engine: Engine,
  signal: AbortSignal,
  { photos, sheets }: StandIns,
): Promise<boolean> {
  const added = await during(store, signal, {
    kind: 'photos',
    total: photos.length,
    work: async (report) => {
      let last = { photos: 0, duplicates: 0 };
      for (const [number, sheet] of sheets.entries()) {
        const count = countOn(number, photos.length);
        const first = number * thumbnailsASheet;
        const thumbnails = await readSheet(sheet, count);
        if (!thumbnails) throw new Error(`sheet ${number} of thumbnails is no picture`);
        last = await engine.addThumbnails(signal, photos.slice(first, first + count), thumbnails);
        report({ done: last.photos, total: photos.length });
      }
      return last;
    },
  });
  if (!added) return false;
  store.dispatch({ type: 'photos_counted', ...added, skipped: [] });
  store.dispatch({ type: 'stand_ins_added' });
  return true;
}
