/** What the page says of saving: how large the file becomes, and what stands in its way. */
import { bytes, number, oneDigit } from '../../numbers';
import { photosCounted } from './counted';

export const save = {
  sizing: 'Size',
  sizingName: { made: 'As made', cm: 'Centimetres', inch: 'Inches', px: 'Pixels' },
  sizingHint: {
    made: 'With tiles as in the settings.',
    cm: 'For paper. The other side follows: the mosaic keeps its shape.',
    inch: 'For paper. The other side follows: the mosaic keeps its shape.',
    px: 'Rounded, so that tiles have whole pixels. The other side follows.',
  },
  sizingUnit: { made: '', cm: 'cm', inch: 'in', px: 'px' },
  printSide: { width: 'Width', height: 'Height' },
  badLength: (label: string, least: number, most: number) =>
    `${label} must be a number from ${oneDigit(least)} to ${number(most)}.`,
  dotsNeeded: 'A size on paper needs dots per inch, from 1 to 2,400. Print shops ask for 200 to 300.',
  exactDots: (dots: number) =>
    `Tiles have whole pixels, so the file says ${oneDigit(dots)}: on paper it has exactly that size.`,
  allSharp: (photos: number) =>
    photos === 1
      ? 'The photo in it is sharp at this size.'
      : `All ${photosCounted(photos)} in it are sharp at this size.`,
  someSharp: (sharp: number, photos: number) =>
    `${number(sharp)} of ${photosCounted(photos)} are sharp at this size; ${number(photos - sharp)} ${
      photos - sharp === 1 ? 'is smaller than its tiles and is' : 'are smaller than their tiles and are'
    } enlarged.`,
  allSharpUpTo: (size: string) => `All are sharp up to ${size}.`,
  sideLimit: {
    png: (most: number) => `A PNG has at most ${number(most)} pixels a side here: choose a smaller size.`,
    jpeg: (most: number) =>
      `A JPEG has at most ${number(most)} pixels a side: save it as PNG, or choose a smaller size.`,
    webpage: (most: number) => `At most ${number(most)} pixels a side can be written: choose a smaller size.`,
    deepzoom: (most: number) => `At most ${number(most)} pixels a side can be written: choose a smaller size.`,
  },
  saveVideo: 'Save a video',
  videoHint: (seconds: number, width: number, height: number) =>
    `From the whole to one tile, the one that is selected or else the middle one: ${number(seconds)} s, ${number(width)} × ${number(height)} px.`,
  noVideo:
    'There is no video from the whole to one tile here: this browser has no encoder for it. Current versions of Chrome, Edge, Firefox and Safari on a computer have one.',
  memoryLimit: (needed: number, limit: number) =>
    `The photos would take ${bytes(needed)} of memory at this size, and this tab can have ${bytes(limit)}: choose a smaller size, or make the mosaic of fewer photos.`,
  storageLimit: (room: number, canChooseFile: boolean) =>
    `The browser has room for only ${bytes(room)} of files of this page: ${
      canChooseFile ? '“Save as …” writes to the disk itself.' : 'choose a smaller size, or JPEG.'
    }`,
};
