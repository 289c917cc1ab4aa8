/** Where the part of a photo lies that its tiles show, as fractions of the photo. */
import type { PhotoView } from '../engine/types';

type Shape = Pick<PhotoView, 'width' | 'height' | 'cropWidth' | 'cropHeight'>;

export interface CropFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The axis along which it can be moved; null where it is the whole photo. */
  readonly axis: 'x' | 'y' | null;
}

export function cropFrame({ width, height, cropWidth, cropHeight }: Shape, position: number): CropFrame {
  const part = { width: cropWidth / width, height: cropHeight / height };
  return {
    ...part,
    x: (1 - part.width) * position,
    y: (1 - part.height) * position,
    axis: cropWidth < width ? 'x' : cropHeight < height ? 'y' : null,
  };
}

/** The position of a crop that was at `from` and then was dragged by parts of the photo's width and height. */
export function draggedTo(shape: Shape, from: number, moved: { readonly x: number; readonly y: number }): number {
  const frame = cropFrame(shape, 0);
  if (frame.axis === null) return from;
  const by = frame.axis === 'x' ? moved.x / (1 - frame.width) : moved.y / (1 - frame.height);
  return Math.min(1, Math.max(0, from + by));
}
