/**
 * Draws thumbnails in rows. Only what can be seen is asked for and drawn, on one canvas that stays in view
 * while an empty element of the full height scrolls, so a hundred thousand cost no more than a hundred.
 *
 * A place is where a photo stands on the wall: its index, or, where only some photos are shown, its place
 * among those.
 */
import type { ThumbnailBatch } from '../engine/types';
import { Thumbnails } from './thumbnails';

/** Wanted side of a thumbnail in CSS pixels; the columns share what is left over. */
const wantedSide = 68;
const gap = 2;
/** Closer to the end than this counts as being at the end, and stays there. */
const nearEnd = 40;
const selectionWidth = 4;

/** The photos on the wall: all of `count`, or those of a list. */
export interface WallView {
  readonly count: number;
  readonly list: Uint32Array | null;
}

const sizeOf = ({ count, list }: WallView): number => list?.length ?? count;

/** The photo at a place. */
export const photoAt = ({ list }: WallView, place: number): number => (list === null ? place : (list[place] ?? 0));

export class WallCanvas {
  private view: WallView = { count: 0, list: null };
  private frame = 0;
  private atEnd = true;
  private selected: number | null = null;
  private readonly context: CanvasRenderingContext2D | null;
  private readonly thumbnails: Thumbnails;
  private readonly observer = new ResizeObserver(() => this.resize());

  /**
   * @param box scrolls; holds the other two.
   * @param length is made as high as the whole wall.
   */
  constructor(
    private readonly box: HTMLElement,
    private readonly surface: HTMLCanvasElement,
    private readonly length: HTMLElement,
    fetch: (photos: Uint32Array) => Promise<ThumbnailBatch>,
  ) {
    this.context = surface.getContext('2d');
    this.thumbnails = new Thumbnails((first, count) =>
      fetch(Uint32Array.from({ length: count }, (_, i) => photoAt(this.view, first + i))),
    );
    this.observer.observe(box);
    box.addEventListener('scroll', this.onScroll, { passive: true });
  }

  dispose(): void {
    this.observer.disconnect();
    this.box.removeEventListener('scroll', this.onScroll);
    cancelAnimationFrame(this.frame);
    this.thumbnails.clear();
  }

  /** @param following keep the end in view, if it is. */
  show(view: WallView, following: boolean): void {
    if (view.list !== this.view.list) {
      this.thumbnails.clear();
      if (view.list !== null) this.box.scrollTop = 0;
    } else if (sizeOf(view) < sizeOf(this.view)) {
      this.thumbnails.clear();
      this.atEnd = true;
    }
    this.view = view;
    this.resize();
    if (following && this.atEnd) this.box.scrollTop = this.box.scrollHeight;
  }

  /** Thumbnails have changed: fetches them again. */
  refresh(): void {
    this.thumbnails.clear();
    this.schedule();
  }

  /** Marks a place and brings it into view. */
  select(place: number | null): void {
    this.selected = place;
    if (place !== null) {
      const { columns, pitch } = this.layout();
      const top = Math.floor(place / columns) * pitch;
      const least = top + pitch - this.box.clientHeight;
      if (this.box.scrollTop > top) this.box.scrollTop = top;
      else if (this.box.scrollTop < least) this.box.scrollTop = least;
    }
    this.schedule();
  }

  /** The place under a point of the window. */
  placeAt(clientX: number, clientY: number): number | null {
    const { columns, pitch } = this.layout();
    const { left, top } = this.box.getBoundingClientRect();
    const column = Math.floor((clientX - left - this.box.clientLeft) / pitch);
    const row = Math.floor((clientY - top - this.box.clientTop + this.box.scrollTop) / pitch);
    const place = row * columns + column;
    return column >= 0 && column < columns && row >= 0 && place < sizeOf(this.view) ? place : null;
  }

  get columns(): number {
    return this.layout().columns;
  }

  /** Rows that are in view at once. */
  get rows(): number {
    return Math.max(1, Math.floor(this.box.clientHeight / this.layout().pitch));
  }

  private layout(): { readonly columns: number; readonly pitch: number } {
    const width = this.box.clientWidth + gap;
    const columns = Math.max(1, Math.floor(width / (wantedSide + gap)));
    return { columns, pitch: width / columns };
  }

  private resize(): void {
    const { columns, pitch } = this.layout();
    this.length.style.height = `${Math.ceil(sizeOf(this.view) / columns) * pitch}px`;
    this.schedule();
  }

  private readonly onScroll = (): void => {
    const { box } = this;
    this.atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - nearEnd;
    this.schedule();
  };

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    const { box, surface, context: c } = this;
    if (c === null) return;
    const { columns, pitch } = this.layout();
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(box.clientWidth * ratio);
    const height = Math.round(box.clientHeight * ratio);
    if (surface.width !== width || surface.height !== height) {
      surface.width = width;
      surface.height = height;
    }
    const total = sizeOf(this.view);
    const first = Math.max(0, Math.floor(box.scrollTop / pitch)) * columns;
    const end = Math.min(total, (Math.floor((box.scrollTop + box.clientHeight) / pitch) + 1) * columns);
    c.clearRect(0, 0, width, height);
    c.imageSmoothingQuality = 'high';
    const side = Math.round((pitch - gap) * ratio);
    for (let place = first; place < end; place++) {
      const x = Math.round((place % columns) * pitch * ratio);
      const y = Math.round((Math.floor(place / columns) * pitch - box.scrollTop) * ratio);
      const drawn = this.thumbnails.at(place);
      if (drawn) c.drawImage(drawn.image, 0, drawn.y, drawn.side, drawn.side, x, y, side, side);
      if (place === this.selected) this.mark(c, x, y, side, selectionWidth * ratio);
    }
    void this.thumbnails.want(first, end, total).then((arrived) => {
      if (arrived) this.schedule();
    });
  }

  private mark(c: CanvasRenderingContext2D, x: number, y: number, side: number, width: number): void {
    const colours = getComputedStyle(this.box);
    c.lineWidth = width;
    c.strokeStyle = colours.getPropertyValue('--sheet');
    c.strokeRect(x + width, y + width, side - 2 * width, side - 2 * width);
    c.strokeStyle = colours.getPropertyValue('--accent');
    c.strokeRect(x + width / 2, y + width / 2, side - width, side - width);
  }
}
