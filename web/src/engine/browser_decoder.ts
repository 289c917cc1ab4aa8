/**
 * The browser's own decoders: what they read here, whether they turn pictures upright, and whether what
 * a page gets back from them can be trusted. All of it is found out by trying, once.
 */
import { type Pixels, pixelsOfBitmap } from './pixels';

/** Formats that browsers may read and the core does not. */
export type BrowserFormat = 'WebP' | 'AVIF' | 'HEIC' | 'JPEG XL';

const mimeTypes: Record<BrowserFormat, string> = {
  WebP: 'image/webp',
  AVIF: 'image/avif',
  HEIC: 'image/heic',
  'JPEG XL': 'image/jxl',
};

/**
 * The smallest pictures that tell whether a format is read. The WebP has 2 × 1 pixels and EXIF
 * orientation 6: some browsers turn it (Safari), some do not (Chromium).
 */
const samples: Partial<Record<BrowserFormat, string>> = {
  WebP: 'UklGRmwAAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4ICwAAACQAQCdASoCAAEAAsBMJaACdLoAA5gA/u5DH+5sc4twV/9tD/9aH/60P+lAAEVYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAAA=',
  AVIF: 'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAGAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAABAAAAAQAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACBtZGF0EgAKCBgABggQEDQgMgoYAAAAQAX172To',
  'JPEG XL': '/woAkAEBqACTYQkAgAqVUcYNXs71fPmhw2LaxnWGttq2sISx2V4YJCSUEmyDYWyhkgQ=',
};

function bitmapOf(bytes: Uint8Array<ArrayBuffer>, format: BrowserFormat): Promise<ImageBitmap> {
  // No resizing here: browsers average the stored values, the core averages light.
  return createImageBitmap(new Blob([bytes], { type: mimeTypes[format] }), { imageOrientation: 'from-image' });
}

export interface Ability {
  readonly reads: boolean;
  /** Turns pictures by their EXIF orientation. */
  readonly turns: boolean;
}

async function tryOut(format: BrowserFormat): Promise<Ability> {
  const sample = samples[format];
  if (sample === undefined) return { reads: false, turns: false };
  try {
    const bitmap = await bitmapOf(
      Uint8Array.from(atob(sample), (character) => character.charCodeAt(0)),
      format,
    );
    const turns = bitmap.height > bitmap.width;
    bitmap.close();
    return { reads: true, turns };
  } catch {
    return { reads: false, turns: false };
  }
}

const abilities = new Map<BrowserFormat, Promise<Ability>>();

/** What the browser does with a format; it is not known beforehand of HEIC ("reads" is false then). */
export function abilityFor(format: BrowserFormat): Promise<Ability> {
  let ability = abilities.get(format);
  if (ability === undefined) {
    ability = tryOut(format);
    abilities.set(format, ability);
  }
  return ability;
}

let exact: boolean | undefined;

/**
 * False where pixels that come back from a canvas are not those that went in: a protection against
 * fingerprinting adds noise to them or refuses them.
 */
export function canvasIsExact(): boolean {
  exact ??= readBackEqual();
  return exact;
}

function readBackEqual(): boolean {
  try {
    const side = 64;
    const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
    if (context === null) return false;
    const written = context.createImageData(side, side);
    for (let i = 0; i < written.data.length; i += 1) written.data[i] = i % 4 === 3 ? 255 : (i * 7 + (i >> 6)) % 256;
    context.putImageData(written, 0, 0);
    const read = context.getImageData(0, 0, side, side).data;
    return written.data.every((value, i) => value === read[i]);
  } catch {
    return false;
  }
}

/** Decodes a file at its full size. Rejects with whatever the browser says, which is never much. */
export async function decodeByBrowser(bytes: Uint8Array<ArrayBuffer>, format: BrowserFormat): Promise<Pixels> {
  return pixelsOfBitmap(await bitmapOf(bytes, format));
}
