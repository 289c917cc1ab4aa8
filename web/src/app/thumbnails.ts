/** A cache of thumbnails by page, for the wall. Pages that went unseen for long are forgotten. */
import type { ThumbnailBatch } from '../engine/types';

const pageSize = 64;
const mostPages = 48;

interface Page {
  readonly image: ImageBitmap;
  readonly count: number;
  readonly side: number;
}

export class Thumbnails {
  /** In order of use, the least recent first. */
  private readonly pages = new Map<number, Page>();
  private busy = false;
  private generation = 0;

  constructor(private readonly fetch: (first: number, count: number) => Promise<ThumbnailBatch>) {}

  /** Where photo `index` can be drawn from, if it is here. */
  at(index: number): { readonly image: ImageBitmap; readonly y: number; readonly side: number } | null {
    const number = Math.floor(index / pageSize);
    const page = this.pages.get(number);
    const place = index - number * pageSize;
    if (!page || place >= page.count) return null;
    return { image: page.image, y: place * page.side, side: page.side };
  }

  /** Fetches what is not here of photos `first` to `end - 1`, of `total`. Resolves to true if something came.
   * One call fetches at a time; another that comes meanwhile does nothing, as a repaint asks again. */
  async want(first: number, end: number, total: number): Promise<boolean> {
    if (this.busy || end <= first) return false;
    const generation = this.generation;
    let arrived = false;
    this.busy = true;
    try {
      for (let number = Math.floor(first / pageSize); number * pageSize < end; number++) {
        const start = number * pageSize;
        const full = Math.min(pageSize, total - start);
        const known = this.pages.get(number);
        if (known && known.count >= full) {
          this.pages.delete(number);
          this.pages.set(number, known);
          continue;
        }
        const batch = await this.fetch(start, full);
        if (batch.count === 0) continue;
        const image = await createImageBitmap(new ImageData(batch.rgba, batch.side, batch.side * batch.count));
        if (generation !== this.generation) {
          image.close();
          return false;
        }
        known?.image.close();
        this.pages.delete(number);
        this.pages.set(number, { image, count: batch.count, side: batch.side });
        if (batch.count > (known?.count ?? 0)) arrived = true;
      }
      this.forget();
    } catch (error) {
      console.warn('thumbnails could not be shown', error);
    } finally {
      this.busy = false;
    }
    return arrived;
  }

  clear(): void {
    this.generation++;
    for (const { image } of this.pages.values()) image.close();
    this.pages.clear();
  }

  private forget(): void {
    for (const [number, { image }] of this.pages) {
      if (this.pages.size <= mostPages) return;
      image.close();
      this.pages.delete(number);
    }
  }
}
