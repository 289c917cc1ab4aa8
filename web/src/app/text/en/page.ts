/** Names, hints and headings of the page. */
import type { FailureCode } from '../../../engine/types';
import { bytes, counted, number } from '../../numbers';
import type { Unisolated } from '../../state';
import { sentence } from '../sentence';
import { duplicatesCounted, filesCounted, photosCounted } from './counted';

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
  stopped: 'The engine had stopped',
};

export const page = {
  title: 'Tessera – photo mosaics in your browser',
  product: 'Tessera',
  promise: 'Nothing is uploaded: your photos stay on this device.',
  headline: 'A thousand moments, one picture.',
  introduction:
    'Drop in a folder of photos and the picture they should become. Tessera fills every cell with the photo that fits it best.',
  sample: 'Try it with sample pictures',
  dropHere: 'Drop it anywhere',
  dropExplained: 'A folder or several files become photos. A single picture becomes the target, unless there is one.',

  photosHeading: 'Photos',
  photosCounted,
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
  tileSizeHint: 'Width of each photo in the saved file. Larger tiles can be looked at closely, and make a larger file.',
  settingUnit: {
    cellsAcross: '',
    tileSize: 'px',
    shapeAcross: '',
    shapeDown: '',
    maxUses: 'times',
    minDistance: 'cells',
  },
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
  veryLarge: (megapixels: number) =>
    `That is very large: ${number(megapixels)} megapixels. It takes long, and most programs cannot open it. Fewer cells or smaller tiles make it smaller.`,

  make: 'Make mosaic',
  saveHeading: 'Save',
  format: 'Format',
  formatName: { png: 'PNG', jpeg: 'JPEG', webpage: 'Web page (zip)', deepzoom: 'Zoomable (Deep Zoom)' },
  formatHint: {
    png: 'Every pixel as it is. The right choice if you are not sure.',
    jpeg: 'Smaller, a little less exact. What most print shops ask for.',
    webpage:
      'A folder in a zip archive: open its index.html, or put it on any web host. A click on a photo shows its name. With a contact sheet.',
    deepzoom: 'A zip archive for a web host: viewers such as OpenSeadragon zoom into it like into a map.',
  },
  quality: 'Quality',
  qualityHint: '90 looks like the original; 75 is half as large.',
  dotsPerInch: 'Dots per inch',
  download: { png: 'Download PNG', jpeg: 'Download JPEG', webpage: 'Download ZIP', deepzoom: 'Download ZIP' },
  saveAs: 'Save as …',
  saveAgain: (name: string) => `Save “${name}” once more`,
  cancel: 'Cancel',
  settle: 'Use this one',
  progress: 'Progress',
  monotony: { few: 'Few of the photos are seen', one: 'One photo fills much of it' },
  showMore: 'Show more of them',
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

  bannedSummary: (count: number) => `${photosCounted(count)} never used`,
  useAgain: 'Use again',
  skippedSummary: (count: number) => `${filesCounted(count)} skipped`,
  skippedBecause,
  photoTrouble: (detail: string) =>
    `This photo cannot be opened any more: ${sentence(detail)} Its thumbnail stays; to choose another part of it, add its file again.`,

  updateReady: 'A new version is here.',
  updateLater: 'Later',
  updateTake: 'Reload to update',

  languageLabel: 'Language',
  themeLabel: 'Appearance',
  themeName: { system: 'System', light: 'Light', dark: 'Dark' },
  threads: (threads: number) => counted(threads, 'thread', 'threads'),
  unisolated: (reason: Unisolated) => `Running on one thread, so a little slower: ${unisolatedBecause[reason]}.`,
  engineStopped: (detail: string) =>
    `${sentence(detail)} Photos, target and settings are kept; close other tabs before you start it again.`,
  startAgain: 'Start the engine again',
  engineFailed: (detail: string) =>
    `Tessera could not start. Reload the page; if that does not help, use a current version of Chrome, Edge, Firefox or Safari. (The reason: ${sentence(detail)})`,
};
