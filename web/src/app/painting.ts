/** The canvas that shows the mosaic, and the rules of its size. It outlives the components around it. */
import type { PaintBand, PaintSize, TargetInfo } from '../engine/types';

/** Phones refuse canvases of more than about 16 million pixels. */
const mostPixels = 12e6;
/** A painting is made again when it is shown this much larger than it is. */
const tooSmall = 1.02;

export class Painting {
  readonly canvas = document.createElement('canvas');
  private box = { width: 960, height: 720 };
  private readonly c = this.canvas.getContext('2d', { alpha: false });

  /** Room for the painting in CSS pixels. */
  setBox(width: number, height: number): void {
    if (width > 0 && height > 0) this.box = { width, height };
  }

  /** Room in device pixels, as the engine wants it. */
  get room(): { readonly maxWidth: number; readonly maxHeight: number } {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const { width, height } = this.box;
    const scale = Math.min(ratio, Math.sqrt(mostPixels / (width * height)));
    return { maxWidth: Math.max(1, Math.round(width * scale)), maxHeight: Math.max(1, Math.round(height * scale)) };
  }

  /** Whether the painting has become too small for its room. `full` is the mosaic's own size. */
  isTooSmall(full: PaintSize): boolean {
    const { maxWidth, maxHeight } = this.room;
    const wanted = Math.min(maxWidth / full.width, maxHeight / full.height, 1) * full.width;
    return wanted > this.canvas.width * tooSmall;
  }

  /** Makes the canvas `size` large; what is not painted yet shows what stood there, else the target. */
  begin(size: PaintSize, target: TargetInfo | null): void {
    if (!this.c) return;
    if (this.canvas.width === size.width && this.canvas.height === size.height) return;
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
}
