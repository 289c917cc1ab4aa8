/** The target with a mask seen through: what is marked stays bright under hatching and has an outline, the rest is dim. */
import type { Mask, TargetAdjustment, TargetInfo } from '../../engine/types';
import { toShown } from '../mask_frame';

type Context = OffscreenCanvasRenderingContext2D;
interface Size {
  readonly width: number;
  readonly height: number;
}

const veil = 'rgb(10 8 6 / 58%)';
const lightLine = 'rgb(255 255 255 / 62%)';
const darkLine = 'rgb(10 8 6 / 45%)';
/** In pixels of the screen. */
const hatchSide = 9;
const outlineWidth = 1.6;

function drawn({ width, height }: Size, draw: (c: Context) => void): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const c = canvas.getContext('2d');
  if (c) draw(c);
  return canvas;
}

/** What is marked, opaque, where it lies on a picture of that size. */
function shapeOf(mask: Mask, adjustment: TargetAdjustment, size: Size): OffscreenCanvas {
  const pixels = new ImageData(mask.width, mask.height);
  mask.coverage.forEach((value, i) => {
    pixels.data[4 * i + 3] = value;
  });
  const upright = drawn(mask, (c) => c.putImageData(pixels, 0, 0));
  return drawn(size, (c) => {
    c.setTransform(...toShown(adjustment, mask, size));
    c.drawImage(upright, 0, 0);
  });
}

/** Diagonal lines, light beside dark so that they are seen on anything. */
function hatching(scale: number): OffscreenCanvas {
  const side = Math.round(hatchSide * scale);
  return drawn({ width: side, height: side }, (c) => {
    c.lineWidth = scale;
    for (const [style, shift] of [
      [lightLine, 0],
      [darkLine, scale],
    ] as const) {
      c.strokeStyle = style;
      for (const begin of [-side, 0, side]) {
        c.beginPath();
        c.moveTo(begin + shift, side);
        c.lineTo(begin + shift + side, 0);
        c.stroke();
      }
    }
  });
}

function fill(c: Context, { width, height }: Size, style: string | CanvasPattern): void {
  c.fillStyle = style;
  c.fillRect(0, 0, width, height);
}

/** @param scale pixels of the canvas for one of the screen. */
export function drawMask(
  canvas: HTMLCanvasElement,
  { preview }: TargetInfo,
  adjustment: TargetAdjustment,
  mask: Mask | null,
  scale: number,
): void {
  const c = canvas.getContext('2d');
  if (!c) return;
  const { width, height, rgba } = preview;
  const picture = drawn(preview, (p) => p.putImageData(new ImageData(rgba, width, height), 0, 0));
  c.clearRect(0, 0, canvas.width, canvas.height);
  c.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if (!mask) return;
  const size = { width: canvas.width, height: canvas.height };
  const shape = shapeOf(mask, adjustment, size);

  const around = drawn(size, (l) => {
    fill(l, size, veil);
    l.globalCompositeOperation = 'destination-out';
    l.drawImage(shape, 0, 0);
  });
  const within = drawn(size, (l) => {
    fill(l, size, l.createPattern(hatching(scale), 'repeat') ?? lightLine);
    l.globalCompositeOperation = 'destination-in';
    l.drawImage(shape, 0, 0);
  });
  // The shape moved to all sides, without the shape.
  const outline = drawn(size, (l) => {
    const reach = outlineWidth * scale;
    for (let angle = 0; angle < 2 * Math.PI; angle += Math.PI / 6) {
      l.drawImage(shape, reach * Math.cos(angle), reach * Math.sin(angle));
    }
    l.globalCompositeOperation = 'source-in';
    fill(l, size, 'white');
    l.globalCompositeOperation = 'destination-out';
    l.drawImage(shape, 0, 0);
  });
  for (const layer of [around, within, outline]) c.drawImage(layer, 0, 0);
}
