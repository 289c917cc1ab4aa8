/** Pictures that were decoded outside the core, and how their pixels are handed over to it. */
import { type Core, check } from './module';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Some rows as RGBA, alpha not multiplied in. */
  rows(first: number, count: number): Uint8Array;
  /** Frees the memory. Nothing may be asked after that. */
  close(): void;
}

/** Pixels that are handed over at once: the copy beside the picture stays small. */
const bandPixels = 1 << 20;

/** Pixels in plain memory. */
export function pixelsOf(width: number, height: number, rgba: Uint8Array): Pixels {
  const rowBytes = width * 4;
  return {
    width,
    height,
    rows: (first, count) => rgba.subarray(first * rowBytes, (first + count) * rowBytes),
    close: () => {},
  };
}

/** Pixels of a bitmap, read through a canvas no larger than a band: one as large as a photo may be refused. */
export function pixelsOfBitmap(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  const bandRows = rowsOfBand(width, height);
  const canvas = new OffscreenCanvas(width, bandRows);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return {
    width,
    height,
    rows: (first, count) => {
      if (context === null) throw new Error('no canvas');
      context.clearRect(0, 0, width, bandRows);
      context.drawImage(bitmap, 0, -first);
      return new Uint8Array(context.getImageData(0, 0, width, count).data.buffer);
    },
    close: () => {
      bitmap.close();
      canvas.width = 0;
    },
  };
}

function rowsOfBand(width: number, height: number): number {
  return Math.min(height, Math.max(1, Math.floor(bandPixels / width)));
}

/** Copies a picture into the core, for submitPicture, submitTilePicture or setTargetPicture. Throws EngineError. */
export function putPixels(core: Core, pixels: Pixels): void {
  check(core.session.beginPicture(pixels.width, pixels.height));
  const bandRows = rowsOfBand(pixels.width, pixels.height);
  for (let y = 0; y < pixels.height; y += bandRows) {
    core.put(pixels.rows(y, Math.min(bandRows, pixels.height - y)));
    core.session.appendRows();
  }
}
