/**
 * A stand-in for the engine, for working on the page and for its screenshots: decodes with the browser,
 * matches by mean colour, keeps everything in the page. `npm run fake` serves the page with it.
 */
import type { Engine, PhotoFile } from '../../web/src/engine/api';
import {
  type DuplicateBatch,
  EngineError,
  type LoadProgress,
  type LoadResult,
  type MosaicFacts,
  type MosaicOptions,
  type PackInfo,
  type SkippedPhoto,
  type StepProgress,
  type TargetInfo,
  type ThumbnailBatch,
} from '../../web/src/engine/types';

const side = 64;
type Pixels = Uint8ClampedArray<ArrayBuffer>;

const pause = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function contextOf(width: number, height: number): { canvas: OffscreenCanvas; c: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const c = canvas.getContext('2d', { willReadFrequently: true });
  if (!c) throw new Error('no drawing context');
  return { canvas, c };
}

async function decode({ file }: PhotoFile): Promise<ImageBitmap> {
  if (file.size === 0) throw new EngineError('corrupt', 'the file is empty');
  try {
    return await createImageBitmap(file);
  } catch {
    throw new EngineError('unsupported', 'no decoder knows this kind of file');
  }
}

function meanOf(pixels: Pixels): readonly [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 4) {
    sum[0] += pixels[i] ?? 0;
    sum[1] += pixels[i + 1] ?? 0;
    sum[2] += pixels[i + 2] ?? 0;
  }
  const count = pixels.length / 4;
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

interface Photo {
  readonly pixels: Pixels;
  readonly canvas: OffscreenCanvas;
  readonly mean: readonly [number, number, number];
}

class FakeEngine implements Engine {
  readonly info = { threads: 2, threaded: true };
  private photos: Photo[] = [];
  private target: ImageBitmap | null = null;
  private mosaic: { options: MosaicOptions; facts: MosaicFacts; choice: number[] } | null = null;

  async addPhotos(
    signal: AbortSignal,
    files: readonly PhotoFile[],
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LoadResult> {
    const start = performance.now();
    const all: SkippedPhoto[] = [];
    let added = 0;
    let done = 0;
    for (const file of files) {
      signal.throwIfAborted();
      const skipped: SkippedPhoto[] = [];
      try {
        const bitmap = await decode(file);
        const { canvas, c } = contextOf(side, side);
        const short = Math.min(bitmap.width, bitmap.height);
        c.imageSmoothingQuality = 'high';
        c.drawImage(bitmap, (bitmap.width - short) / 2, (bitmap.height - short) / 2, short, short, 0, 0, side, side);
        const pixels = c.getImageData(0, 0, side, side).data;
        this.photos.push({ pixels, canvas, mean: meanOf(pixels) });
        bitmap.close();
        added++;
      } catch (error) {
        const { code, message } = error instanceof EngineError ? error : new EngineError('io', String(error));
        skipped.push({ name: file.path, code, detail: message });
      }
      all.push(...skipped);
      done++;
      if (done % 8 === 0) await pause(4);
      onProgress({ done, total: files.length, photos: this.photos.length, duplicates: 0, skipped });
    }
    return {
      photos: this.photos.length,
      duplicates: 0,
      added,
      fromPack: 0,
      skipped: all,
      seconds: (performance.now() - start) / 1000,
      memoryBytes: 0,
    };
  }

  async clearPhotos(): Promise<void> {
    this.photos = [];
    this.mosaic = null;
  }

  async packInfo(): Promise<PackInfo> {
    return { bytes: 0, photos: 0 };
  }

  async clearPack(): Promise<void> {}

  async thumbnails(first: number, count: number): Promise<ThumbnailBatch> {
    const some = this.photos.slice(first, first + count);
    const rgba = new Uint8ClampedArray(some.length * side * side * 4);
    some.forEach(({ pixels }, i) => {
      rgba.set(pixels, i * side * side * 4);
    });
    return { first, count: some.length, side, rgba };
  }

  /** It finds none. */
  async duplicates(first: number): Promise<DuplicateBatch> {
    return { first, pairs: [], side, rgba: new Uint8ClampedArray(0) };
  }

  async setTarget(signal: AbortSignal, file: PhotoFile): Promise<TargetInfo> {
    const bitmap = await decode(file);
    signal.throwIfAborted();
    this.target = bitmap;
    const scale = Math.min(1, 512 / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const { c } = contextOf(width, height);
    c.drawImage(bitmap, 0, 0, width, height);
    const { data } = c.getImageData(0, 0, width, height);
    return {
      name: file.path,
      width: bitmap.width,
      height: bitmap.height,
      preview: { width, height, rgba: data },
    };
  }

  async makeMosaic(
    signal: AbortSignal,
    options: MosaicOptions,
    onProgress: (progress: StepProgress) => void,
  ): Promise<MosaicFacts> {
    if (!this.target || this.photos.length === 0) throw new EngineError('invalid_argument', 'something is missing');
    const start = performance.now();
    const columns = options.cellsAcross;
    const width = columns * options.tileSize;
    const height = Math.max(1, Math.round((width * this.target.height) / this.target.width));
    const rows = Math.ceil(height / options.tileSize);
    const { c } = contextOf(columns, rows);
    c.imageSmoothingQuality = 'high';
    c.drawImage(this.target, 0, 0, columns, rows);
    const cells = c.getImageData(0, 0, columns, rows).data;
    const uses = new Array<number>(this.photos.length).fill(0);
    const limit = options.matching === 'greedy' ? Math.ceil((columns * rows) / this.photos.length) : 0;
    const choice: number[] = [];
    let totalCost = 0;
    for (let cell = 0; cell < columns * rows; cell++) {
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      this.photos.forEach(({ mean }, i) => {
        if (limit > 0 && (uses[i] ?? 0) >= limit) return;
        let cost = 0;
        for (let k = 0; k < 3; k++) cost += (mean[k as 0 | 1 | 2] - (cells[cell * 4 + k] ?? 0)) ** 2;
        if (cost < least) {
          least = cost;
          best = i;
        }
      });
      uses[best] = (uses[best] ?? 0) + 1;
      totalCost += least / 65025;
      choice.push(best);
      if (cell % columns === 0) {
        await pause();
        signal.throwIfAborted();
        onProgress({ done: cell, total: columns * rows });
      }
    }
    const facts: MosaicFacts = {
      columns,
      rows,
      cells: columns * rows,
      width,
      height,
      photos: this.photos.length,
      distinct: uses.filter((use) => use > 0).length,
      largestUse: Math.max(...uses),
      useLimit: limit,
      totalCost,
      seconds: (performance.now() - start) / 1000,
    };
    this.mosaic = { options, facts, choice };
    return facts;
  }

  async paint(
    signal: AbortSignal,
    box: { readonly maxWidth: number; readonly maxHeight: number },
    onSize: (size: { width: number; height: number }) => void,
    onBand: (band: { y: number; height: number; rgba: Pixels }) => void,
  ): Promise<void> {
    if (!this.mosaic) throw new EngineError('invalid_argument', 'there is no mosaic');
    const { facts, options } = this.mosaic;
    const scale = Math.min(1, box.maxWidth / facts.width, box.maxHeight / facts.height);
    const width = Math.max(1, Math.round(facts.width * scale));
    const height = Math.max(1, Math.round(facts.height * scale));
    onSize({ width, height });
    const tile = options.tileSize * scale;
    const { c } = contextOf(width, height);
    c.imageSmoothingQuality = 'high';
    for (let row = 0; row < facts.rows; row++) {
      for (let column = 0; column < facts.columns; column++) {
        const photo = this.photos[this.mosaic.choice[row * facts.columns + column] ?? 0];
        const x = Math.round(column * tile);
        const y = Math.round(row * tile);
        if (photo)
          c.drawImage(photo.canvas, x, y, Math.round((column + 1) * tile) - x, Math.round((row + 1) * tile) - y);
      }
      const y = Math.round(row * tile);
      const rows = Math.min(height, Math.round((row + 1) * tile)) - y;
      if (rows > 0) onBand({ y, height: rows, rgba: c.getImageData(0, y, width, rows).data });
      await pause();
      signal.throwIfAborted();
    }
  }

  exportPng(
    signal: AbortSignal,
    onProgress: (progress: StepProgress) => void,
  ): ReadableStream<Uint8Array<ArrayBuffer>> {
    const { mosaic, photos } = this;
    if (!mosaic) throw new EngineError('invalid_argument', 'there is no mosaic');
    const { facts, options, choice } = mosaic;
    const start = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> => {
      const { canvas, c } = contextOf(facts.width, facts.height);
      for (let cell = 0; cell < choice.length; cell++) {
        const photo = photos[choice[cell] ?? 0];
        const x = (cell % facts.columns) * options.tileSize;
        const y = Math.floor(cell / facts.columns) * options.tileSize;
        if (photo) c.drawImage(photo.canvas, x, y, options.tileSize, options.tileSize);
        if (cell % facts.columns === 0) {
          await pause(2);
          signal.throwIfAborted();
          onProgress({ done: cell, total: choice.length });
        }
      }
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      controller.enqueue(new Uint8Array(await blob.arrayBuffer()));
      controller.close();
    };
    return new ReadableStream({ start });
  }

  dispose(): void {
    this.photos = [];
  }
}

export async function startEngine(): Promise<Engine> {
  return new FakeEngine();
}
