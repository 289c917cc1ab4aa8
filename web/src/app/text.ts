/**
 * Every sentence that the page shows, in one place, but for what it says of a matching (matching_text.ts).
 * Components ask for a text by name and pass in what varies.
 */
import type { FailureCode, MosaicFacts, MosaicOptions, PhotoView } from '../engine/types';
import { costText, matchFigures, repeatsText, verdict } from './matching_text';
import type { Notice } from './notices';
import {
  bytes,
  cellsCounted,
  counted,
  day,
  duplicatesCounted,
  duration,
  filesCounted,
  number,
  photosCounted,
} from './numbers';
import type { NumberSetting } from './settings';
import { settingRange } from './settings';
import type { State, Unisolated } from './state';
import { save } from './text/en/save';
import type { Work, WorkKind } from './work';
import { secondsLeft } from './work';

export const text = {
  ...save,

  product: 'Tessera',
  promise: 'Nothing is uploaded: your photos stay on this device.',
  headline: 'A thousand moments, one picture.',
  introduction:
    'Drop in a folder of photos and the picture they should become. Tessera fills every cell with the photo that fits it best.',
  sample: 'Try it with sample pictures',
  dropHere: 'Drop it anywhere',
  dropExplained: 'A folder or several files become photos. A single picture becomes the target, unless there is one.',

  photosHeading: 'Photos',
  photosLabel: 'Photos',
  photosHint: 'Drop a folder here, or many pictures',
  folderLabel: 'Photo folder',
  photosClear: 'Clear photos',
  remembered: (photos: number, size: number) => `Remembered photos: ${number(photos)}, ${bytes(size)}`,
  rememberedHint:
    'Small copies that this browser keeps on this device, so that the same photos load at once next time.',
  forget: 'Forget them',
  samplesNote: 'Sample pictures. The first photos of your own replace them.',

  duplicatesOnce: (count: number) => `${duplicatesCounted(count)}, each photo is used once`,
  duplicatesUsed: (count: number) => `${duplicatesCounted(count)}, used like all others`,
  keepDuplicates: 'Use duplicates too',
  keepDuplicatesHint: 'How often a photo is used, and how far from itself, is counted with its duplicates.',
  duplicatesList: 'Duplicates in pairs',
  duplicatesMore: (next: number, rest: number) => `Show ${number(next)} more of ${number(rest)}`,
  duplicateUsed: 'Used',
  duplicateUsedToo: 'Used too',
  duplicateLeftOut: 'Left out',
  duplicateReason: {
    same_bytes: 'The same file, byte for byte',
    same_picture: 'The same picture, saved again or resized',
  },

  targetHeading: 'Target',
  targetLabel: 'Target picture',
  targetHint: 'Drop the picture that the mosaic should show',
  targetWaits: (name: string) => `“${name}” is next in line`,
  targetSize: (width: number, height: number) => `${number(width)} × ${number(height)} px`,

  settingsHeading: 'Settings',
  cellsAcross: 'Cells across',
  cellsAcrossHint: 'More cells show the target finer, fewer show the photos larger.',
  tileSize: 'Tile size',
  tileSizeHint: 'Side of each photo in the saved file. Larger tiles can be looked at closely, and make a larger file.',
  settingUnit: { cellsAcross: '', tileSize: 'px', maxUses: 'times', minDistance: 'cells' },
  matching: 'Matching',
  matchingNearest: 'Repeats allowed',
  matchingGreedy: 'Each photo once',
  matchingOptimal: 'Each photo once, best possible',
  matchingHint: {
    nearest: 'Every cell gets the photo that fits it best, as often as it takes.',
    greedy: 'No photo is used twice. With more cells than photos, none is used more often than it takes.',
    optimal:
      'As “Each photo once”, and no other choice comes closer to the target as a whole: that is proven. Takes longer; you can stop when it is near enough.',
  },
  maxUses: 'Use each at most',
  maxUsesHint: 'How often one photo may appear. Fewer: more variety, less likeness. Empty: as often as it takes.',
  minDistance: 'Repeats apart',
  minDistanceHint: 'Equal photos stand at least so far from each other. Empty: they may be neighbours.',
  expected: (columns: number, rows: number, width: number, height: number) =>
    `${number(columns)} × ${number(rows)} cells, a file of about ${number(width)} × ${number(height)} px`,

  make: 'Make mosaic',
  saveHeading: 'Save',
  format: 'Format',
  formatName: { png: 'PNG', jpeg: 'JPEG', deepzoom: 'Zoomable (Deep Zoom)' },
  formatHint: {
    png: 'Every pixel as it is. The right choice if you are not sure.',
    jpeg: 'Smaller, a little less exact. What most print shops ask for.',
    deepzoom: 'A zip archive for a web host: viewers such as OpenSeadragon zoom into it like into a map.',
  },
  quality: 'Quality',
  qualityHint: '90 looks like the original; 75 is half as large.',
  dotsPerInch: 'Dots per inch',
  download: { png: 'Download PNG', jpeg: 'Download JPEG', deepzoom: 'Download ZIP' },
  saveAs: 'Save as …',
  saveAgain: (name: string) => `Save “${name}” once more`,
  cancel: 'Cancel',
  settle: 'Use this one',
  progress: 'Progress',
  outdated: 'Changed since this mosaic was made',

  showWall: 'Photo wall',
  showMosaic: 'Picture',
  viewLabel: 'View',
  wallLabel: 'Wall of loaded thumbnails',
  wallHint: 'Click a photo to see it whole and to choose the part that tiles show.',
  searchLabel: 'Search by name',
  found: (found: number, count: number) =>
    `${number(found)} of ${photosCounted(count)}${found === 0 ? ': no name has these letters in it' : ''}`,
  photoOpening: 'Opening the photo …',
  photoUnopened: 'A photo that is not there',
  close: 'Close',
  cropPosition: 'Part that tiles show',
  cropSmart: 'Find the subject',
  cropMiddle: 'Middle',
  cropWhole: 'Tiles show this photo whole.',
  mosaicLabel: 'Mosaic',

  skippedSummary: (count: number) => `${filesCounted(count)} skipped`,
  skippedReason: (code: FailureCode, detail: string, count: number) =>
    `${skippedBecause[code]}${detail ? ` — ${detail}` : ''} (${number(count)})`,

  threads: (threads: number) => counted(threads, 'thread', 'threads'),
  unisolated: (reason: Unisolated) => `Running on one thread, so a little slower: ${unisolatedBecause[reason]}.`,
  engineFailed: (detail: string) =>
    `Tessera could not start. Reload the page; if that does not help, use a current version of Chrome, Edge, Firefox or Safari. (The reason: ${sentence(detail)})`,
  noScript: 'Tessera works in your browser and needs JavaScript for it.',
} as const;

/** "4,032 × 3,024 px, 3.1 MB, 14 June 2024". */
export function photoFacts({ width, height, bytes: size, modified }: PhotoView): string {
  const facts = [text.targetSize(width, height), bytes(size)];
  if (modified > 0) facts.push(day.format(modified));
  return facts.join(', ');
}

export const photoTrouble = (detail: string): string =>
  `This photo cannot be opened any more: ${sentence(detail)} Its thumbnail stays; to choose another part of it, add its file again.`;

const unisolatedBecause: Record<Unisolated, string> = {
  insecure: 'threads need a page that is served over https',
  no_service_worker: 'this browser has no service workers, which threads need here',
  refused: 'this browser did not let the page install its service worker, which threads need here',
  slow: 'the service worker that threads need was not ready in time; reload the page for full speed',
  still_not: 'this browser does not isolate the page, which threads need',
};

const skippedBecause: Record<FailureCode, string> = {
  unsupported: 'Not a kind of picture that can be read here',
  corrupt: 'Damaged or incomplete',
  too_large: 'Too large',
  out_of_memory: 'Not enough memory',
  cancelled: 'Cancelled',
  invalid_argument: 'Could not be used',
  io: 'Could not be read',
};

export function sentence(detail: string): string {
  const trimmed = detail.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return trimmed === '' || /[.!?]$/.test(trimmed) ? capital : `${capital}.`;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export function factsOf(facts: MosaicFacts, options: MosaicOptions): readonly Fact[] {
  const uses =
    facts.useLimit > 1
      ? `${number(facts.distinct)} of ${number(facts.photos)}, each up to ${number(facts.useLimit)} times`
      : `${number(facts.distinct)} of ${number(facts.photos)}`;
  return [
    { label: 'Photos used', value: uses },
    { label: 'Cells', value: `${number(facts.cells)} (${number(facts.columns)} × ${number(facts.rows)})` },
    {
      label: 'Most used',
      value: `${number(facts.largestUse)} ×${facts.usesOver > 0 ? `, not ${number(options.maxUses)} ×` : ''}`,
    },
    ...(facts.leastDistance > 0 ? [{ label: 'Repeats apart', value: repeatsText(facts, options) }] : []),
    { label: 'Total cost', value: costText(facts, options) },
    { label: 'Size', value: `${number(facts.width)} × ${number(facts.height)} px` },
  ];
}

const working: Record<WorkKind, string> = {
  drawing: 'Drawing sample pictures',
  photos: 'Loading photos',
  target: 'Reading the target picture',
  match: 'Matching photos to cells',
  paint: 'Painting the mosaic',
  export: 'Writing the file',
};

/** "212 of 330 photos, about 4 s left". */
export function progressFigures(work: Work): string {
  if (work.cancelling) return 'Stopping …';
  const left = secondsLeft(work);
  const time = left === null ? '' : `, about ${duration(left)} left`;
  if (work.kind === 'photos') return `${number(work.done)} of ${photosCounted(work.total)}${time}`;
  if (work.kind === 'drawing') return `${number(work.done)} of ${counted(work.total, 'picture', 'pictures')}${time}`;
  if (work.total <= 0) return `${working[work.kind]} …`;
  if (work.kind === 'match') return matchFigures(work, time);
  return `${number(Math.floor((100 * work.done) / work.total))} %${time}`;
}

const missing = (photos: boolean, target: boolean): string => {
  if (photos && target)
    return 'Two things are missing: photos, and a target picture for them to form. Drop them here or choose them first.';
  if (photos) return 'Photos are missing. Drop a folder or choose some first.';
  return target ? 'The target picture is missing. Drop or choose the picture that the mosaic should show.' : '';
};

export function badSetting(setting: NumberSetting): string {
  if (setting === 'cellsAcross' || setting === 'tileSize') return wholeNumberFrom(text[setting], settingRange[setting]);
  return wholeNumberFrom(`“${text[setting]}”`, settingRange[setting]).replace(/\.$/, ', or empty.');
}

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
};

/** Whether the status line reports something that went wrong. */
export function isTrouble(notice: Notice): boolean {
  return [
    'photos_full',
    'no_photo_usable',
    'nothing_dropped',
    'target_failed',
    'missing',
    'bad_setting',
    'failed',
  ].includes(notice.id);
}

/** Names that fit into a line. */
const fewNames = 3;

/** Which tiles are not as sharp as they should be. */
function blurredText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const some = names.slice(0, fewNames).join(', ');
  const others = names.length > fewNames ? ` and ${number(names.length - fewNames)} more` : '';
  return ` ${photosCounted(names.length)} could not be opened again, so their tiles are less sharp: ${some}${others}.`;
}

export function noticeText(notice: Notice): string {
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
    case 'bad_setting':
      return badSetting(notice.setting);
    case 'made':
      return [
        `Mosaic made: ${cellsCounted(notice.facts.cells)} from ${photosCounted(notice.facts.distinct)}.`,
        ...verdict(notice.facts, notice.options),
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
    case 'forgotten':
      return 'Nothing is remembered any more. The photos on this page stay until you close it.';
  }
}

export const wholeNumberFrom = (label: string, range: { readonly least: number; readonly most: number }): string =>
  `${label} must be a whole number from ${number(range.least)} to ${number(range.most)}.`;

/** The status line. */
export function statusText(state: State): string {
  if (state.engine.status === 'failed') return text.engineFailed(state.engine.detail);
  if (state.work) return `${working[state.work.kind]} …`;
  if (state.engine.status === 'starting' && (state.makeNext || state.nextTarget !== null)) return 'Starting …';
  return noticeText(state.notice);
}
