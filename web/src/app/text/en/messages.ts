/** What the page says of its work: the status line, progress, and what the saved file will be. */
import type { FailureCode } from '../../../engine/types';
import { bytes, counted, duration, number, oneDigit } from '../../numbers';
import type { WorkKind } from '../../work';
import type { PlainNotice } from '../plain_notice';
import { sentence } from '../sentence';
import { cellsCounted, duplicatesCounted, filesCounted, photosCounted } from './counted';
import { marking } from './marking';
import { matching } from './matching';
import { project } from './project';

const working: Record<WorkKind, string> = {
  drawing: 'Drawing sample pictures',
  photos: 'Loading photos',
  target: 'Reading the target picture',
  match: 'Matching photos to cells',
  paint: 'Painting the mosaic',
  export: 'Writing the file',
};

const missing = (photos: boolean, target: boolean): string => {
  if (photos && target)
    return 'Two things are missing: photos, and a target picture for them to form. Drop them here or choose them first.';
  if (photos) return 'Photos are missing. Drop a folder or choose some first.';
  return target ? 'The target picture is missing. Drop or choose the picture that the mosaic should show.' : '';
};

const cancelled: Record<WorkKind, (photos: number) => string> = {
  drawing: () => 'Cancelled.',
  photos: (photos) =>
    photos > 0
      ? `Cancelled. The ${photosCounted(photos)} loaded so far are kept.`
      : 'Cancelled before a photo was loaded.',
  target: () => 'Cancelled. The target was not changed.',
  match: () => 'Cancelled. Photos and target are kept.',
  paint: () => 'Cancelled. Photos and target are kept.',
  export: () => 'Cancelled. No file was written; the mosaic is still here.',
};

const failed: Record<WorkKind, string> = {
  drawing: 'The sample pictures could not be drawn.',
  photos: 'Loading photos failed.',
  target: 'The target picture could not be read.',
  match: 'The mosaic could not be made.',
  paint: 'The mosaic could not be painted.',
  export: 'The file could not be written.',
};

const adviceFor: Partial<Record<FailureCode, string>> = {
  out_of_memory: 'Close other tabs, or use fewer cells or smaller tiles, and try again.',
  // The reason says what to do.
  too_large: '',
};

const targetAdvice: Record<FailureCode, string> = {
  unsupported: 'That kind of file cannot be read here. Save it as JPEG or PNG and choose it again.',
  corrupt: 'The file is damaged or incomplete. Try another copy of it.',
  too_large: 'It is too large. Choose a smaller version of it.',
  out_of_memory: 'There was not enough memory for it. Choose a smaller version of it.',
  cancelled: 'It was cancelled.',
  invalid_argument: 'Choose another picture.',
  io: 'The file could not be read from the disk. Check that it is still there and choose it again.',
  stopped: 'The engine had stopped. Choose the picture again.',
};

/** Names that fit into a line. */
const fewNames = 3;

/** Which tiles are not as sharp as they should be. */
function blurredText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const some = names.slice(0, fewNames).join(', ');
  const others = names.length > fewNames ? ` and ${number(names.length - fewNames)} more` : '';
  return ` ${photosCounted(names.length)} could not be opened again, so their tiles are less sharp: ${some}${others}.`;
}

function notice(notice: PlainNotice): string {
  switch (notice.id) {
    case 'nothing':
      return '';
    case 'photos_added': {
      const skipped = notice.skipped > 0 ? ` ${filesCounted(notice.skipped)} could not be used; see the list.` : '';
      const rest = notice.duplicates > 0 ? ` ${duplicatesCounted(notice.duplicates)} found.${skipped}` : skipped;
      return notice.added === notice.photos
        ? `${photosCounted(notice.photos)} ready.${rest}`
        : `${photosCounted(notice.added)} added, ${number(notice.photos)} in all.${rest}`;
    }
    case 'photos_full':
      return `There is no memory for more photos on this device. ${photosCounted(notice.photos)} are loaded and ready; ${filesCounted(notice.leftOut)} were left out. To use others, clear the photos and choose fewer.`;
    case 'no_photo_usable':
      return notice.skipped === 0
        ? 'There was no file in that folder.'
        : `None of the ${filesCounted(notice.skipped)} could be used as a photo. The list says why.`;
    case 'looking':
      return 'Looking through what was dropped …';
    case 'nothing_dropped':
      return 'No file arrived with that drop. Drop a folder or picture files from your computer.';
    case 'target_set':
      return `“${notice.name}” is the target.${notice.photos > 0 ? '' : ' Now add photos.'}`;
    case 'target_failed': {
      const kept = notice.kept === null ? '' : ` “${notice.kept}” stays the target.`;
      return `“${notice.name}” cannot be the target. ${targetAdvice[notice.code]}${kept}`;
    }
    case 'missing':
      return missing(notice.photos, notice.target);
    case 'nothing_marked':
      return marking.nothingMarked;
    case 'made':
      return [
        `Mosaic made: ${cellsCounted(notice.facts.cells)} from ${photosCounted(notice.facts.distinct)}.`,
        ...matching.verdict(notice.facts, notice.options),
      ].join(' ');
    case 'cancelled':
      return cancelled[notice.kind](notice.photos);
    case 'failed': {
      const advice = (notice.code && adviceFor[notice.code]) ?? 'Try again; photos and target are kept.';
      return `${failed[notice.kind]} ${sentence(notice.detail)} ${advice}`.replace(/ {2,}/g, ' ');
    }
    case 'saved':
      return `“${notice.name}” is ready (${bytes(notice.bytes)}). Look in your downloads.${blurredText(notice.blurred)}`;
    case 'saved_as':
      return `“${notice.name}” is written (${bytes(notice.bytes)}).${blurredText(notice.blurred)}`;
    case 'bad_saving':
      return 'Quality, size or dots per inch is not a number that can be used. See the notes beside them.';
    case 'cleared':
      return 'All photos are cleared.';
    case 'table_unreadable':
      return project.tableUnreadable(notice.name, notice.trouble);
    case 'table_opened':
      return project.tableOpened(notice.name);
    case 'document_saved':
      return project.documentSaved(notice.name, notice.bytes);
    case 'project_unreadable':
      return project.projectUnreadable(notice.name, notice.trouble);
    case 'project_opened':
      return project.projectOpened(notice.name);
    case 'project_restored':
      return project.projectRestored(notice);
    case 'photos_wanted':
      return project.photosWanted(notice.side);
    case 'forgotten':
      return 'Nothing is remembered any more. The photos on this page stay until you close it.';
  }
}

export const messages = {
  notice,
  working,
  starting: 'Starting …',
  stopping: 'Stopping …',
  photosDone: (done: number, total: number) => `${number(done)} of ${photosCounted(total)}`,
  picturesDone: (done: number, total: number) => `${number(done)} of ${counted(total, 'picture', 'pictures')}`,
  timeLeft: (seconds: number) => `about ${duration(seconds)} left`,
  refused: (detail: string) => `. ${sentence(detail)}`,
  about: (amount: string) => `about ${amount}`,
  megapixels: (millions: number) => `${oneDigit(millions)} megapixels`,
  onPaper: (width: string, height: string) => `${width} × ${height} cm on paper.`,
  dotsPerInchHint: 'For print shops, 200 to 300. Leave it empty for a screen.',
  wholeNumberFrom: (label: string, least: number, most: number) =>
    `${label} must be a whole number from ${number(least)} to ${number(most)}.`,
  wholeNumberOrEmpty: (label: string, least: number, most: number) =>
    `“${label}” must be a whole number from ${number(least)} to ${number(most)}, or empty.`,
};
