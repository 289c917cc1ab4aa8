/** The canvas that shows the mosaic, and its size. It outlives the components around it. */
import type { MosaicFacts, PaintBand, PaintSize, TargetInfo } from '../engine/types';
import { type Fit, fitTiles } from './fit';

/** Screens finer than this gain nothing that an eye would see. */
const finest = 3;

const pixelRatio = (): number => Math.min(window.devicePixelRatio || 1, finest);

export class Painting {
  readonly canvas = document.createElement('canvas');
  private box = { width: 960, height: 720 };
  private painted: Fit | null = null;
  private growing: Fit | null = null;
  /** Width over height of the mosaic: few pixels of a tile that is no square have it only nearly. */
  private ratio = 1;
  /** The painting that takes the place of the one on the canvas. */
  private next: OffscreenCanvas | null = null;
  private readonly c = this.canvas.getContext('2d', { alpha: false });

  /** Room for the painting in CSS pixels. */
  setBox(width: number, height: number): void {
    if (width > 0 && height > 0) this.box = { width, height };
  }

  /** The box to ask the engine for, in pixels of the screen. */
  boxFor(facts: MosaicFacts): { readonly maxWidth: number; readonly maxHeight: number } {
    const { tile } = this.fit(facts);
    const height = Math.ceil((facts.rows * tile * facts.tileHeight) / facts.tileWidth);
    return { maxWidth: facts.columns * tile, maxHeight: height };
  }

  /** Whether there is room for larger tiles than were painted. */
  isTooSmall(facts: MosaicFacts): boolean {
    return this.fit(facts).tile > (this.painted?.tile ?? 0);
  }

  /**
   * Takes in what will be painted. Until it is all there the canvas shows the painting before it; where there is
   * none it grows over a pale target.
   */
  begin(facts: MosaicFacts, size: PaintSize, target: TargetInfo | null): void {
    this.growing = this.fit(facts);
    this.ratio = facts.width / facts.height;
    if (this.painted) {
      this.next = new OffscreenCanvas(size.width, size.height);
      return;
    }
    this.next = null;
    this.resize(size);
    if (!target || !this.c) return;
    const { width, height, rgba } = target.preview;
    const preview = new OffscreenCanvas(width, height);
    preview.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    this.c.globalAlpha = 0.55;
    this.c.drawImage(preview, 0, 0, size.width, size.height);
    this.c.globalAlpha = 1;
  }

  band({ y, height, rgba }: PaintBand): void {
    const canvas = this.next ?? this.canvas;
    const c = this.next?.getContext('2d', { alpha: false }) ?? this.c;
    if (height > 0) c?.putImageData(new ImageData(rgba, canvas.width, height), 0, y);
    if (y + height < canvas.height) return;
    if (this.next) {
      this.resize(this.next);
      this.c?.drawImage(this.next, 0, 0);
      this.next = null;
    }
    this.painted = this.growing;
  }

  /** What was painted is not to be shown any more. */
  forget(): void {
    this.painted = null;
    this.next = null;
  }

  private resize({ width, height }: PaintSize): void {
    const { style } = this.canvas;
    style.setProperty('--ratio', String(this.ratio));
    style.setProperty('--widest', this.growing?.crisp ? `${width / pixelRatio()}px` : '100vw');
    if (this.canvas.width === width && this.canvas.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
  }

  private fit(facts: MosaicFacts): Fit {
    const ratio = pixelRatio();
    const room = { width: this.box.width * ratio, height: this.box.height * ratio };
    return fitTiles(room, facts);
  }
}
