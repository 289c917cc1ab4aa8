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
  private readonly c = this.canvas.getContext('2d', { alpha: false });

  /** Room for the painting in CSS pixels. */
  setBox(width: number, height: number): void {
    if (width > 0 && height > 0) this.box = { width, height };
  }

  /** The box to ask the engine for, in pixels of the screen. */
  boxFor(facts: MosaicFacts): { readonly maxWidth: number; readonly maxHeight: number } {
    const { tile } = this.fit(facts);
    return { maxWidth: facts.columns * tile, maxHeight: facts.rows * tile };
  }

  /** Whether there is room for larger tiles than were painted. */
  isTooSmall(facts: MosaicFacts): boolean {
    return this.fit(facts).tile > (this.painted?.tile ?? 0);
  }

  /** Makes the canvas `size` large; what is not painted yet shows what stood there, else the target. */
  begin(facts: MosaicFacts, size: PaintSize, target: TargetInfo | null): void {
    this.painted = this.fit(facts);
    const { style } = this.canvas;
    style.setProperty('--ratio', String(size.width / size.height));
    style.setProperty('--widest', this.painted.crisp ? `${size.width / pixelRatio()}px` : '100vw');
    if (!this.c || (this.canvas.width === size.width && this.canvas.height === size.height)) return;
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    if (!target) return;
    const { width, height, rgba } = target.preview;
    const preview = new OffscreenCanvas(width, height);
    preview.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    this.c.globalAlpha = 0.55;
    this.c.drawImage(preview, 0, 0, size.width, size.height);
    this.c.globalAlpha = 1;
  }

  band({ y, height, rgba }: PaintBand): void {
    if (height > 0) this.c?.putImageData(new ImageData(rgba, this.canvas.width, height), 0, y);
  }

  private fit({ columns, rows, width }: MosaicFacts): Fit {
    const ratio = pixelRatio();
    const room = { width: this.box.width * ratio, height: this.box.height * ratio };
    return fitTiles(room, { columns, rows, tileSize: width / columns });
  }
}
