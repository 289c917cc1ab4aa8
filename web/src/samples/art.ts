/**
 * The picture of the first screen: a small mosaic of the sample photos. A few lines that pick each
 * cell's photo by mean colour; the real work is the engine's.
 */
import { contextOf, drawSample, sampleCount, targetCanvas } from './draw';

/** How much worse a photo may fit to stand in for one that was used just now. */
const variety = 3400;

type Mean = readonly [red: number, green: number, blue: number];

/** Scales a canvas to `width` by `height` pixels and reads them. */
function shrink(source: OffscreenCanvas, width: number, height: number): Uint8ClampedArray {
  const { c } = contextOf(width, height);
  c.imageSmoothingQuality = 'high';
  c.drawImage(source, 0, 0, width, height);
  return c.getImageData(0, 0, width, height).data;
}

function meanAt(pixels: Uint8ClampedArray, index: number): Mean {
  return [pixels[index * 4] ?? 0, pixels[index * 4 + 1] ?? 0, pixels[index * 4 + 2] ?? 0];
}

function distance(a: Mean, b: Mean): number {
  return (a[0] - b[0]) ** 2 + 1.6 * (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** Fills `width` by `height` pixels with cells of `cell` px, the target cropped around its balloon. */
export function drawArt(width: number, height: number, cell: number): ImageBitmap {
  const perRow = 20;
  const atlas = contextOf(perRow * cell, Math.ceil(sampleCount / perRow) * cell);
  const place = (index: number): readonly [number, number] => [
    (index % perRow) * cell,
    Math.floor(index / perRow) * cell,
  ];
  for (let i = 0; i < sampleCount; i++) {
    const [x, y] = place(i);
    atlas.c.save();
    atlas.c.translate(x, y);
    drawSample(atlas.c, i, cell);
    atlas.c.restore();
  }
  const atlasRows = Math.ceil(sampleCount / perRow);
  const photoPixels = shrink(atlas.canvas, perRow, atlasRows);
  const photos = Array.from({ length: sampleCount }, (_, i) => meanAt(photoPixels, i));

  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const whole = targetCanvas(480);
  // Cover the box: scale the longer way, crop the rest.
  const scale = Math.max(columns / whole.width, rows / whole.height);
  const crop = contextOf(columns, rows);
  crop.c.imageSmoothingQuality = 'high';
  const left = (columns - whole.width * scale) * 0.62;
  const top = (rows - whole.height * scale) * 0.35;
  crop.c.drawImage(whole, left, top, whole.width * scale, whole.height * scale);
  const cells = crop.c.getImageData(0, 0, columns, rows).data;

  const out = contextOf(width, height);
  const used = new Float64Array(sampleCount);
  const patience = columns * 2;
  for (let cellIndex = 0; cellIndex < columns * rows; cellIndex++) {
    const wanted = meanAt(cells, cellIndex);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    photos.forEach((mean, i) => {
      // A photo that has just been used costs a little, so that plain skies are not one picture.
      const recent = Math.max(0, patience - (cellIndex - (used[i] ?? 0))) * (variety / patience);
      const cost = distance(mean, wanted) + ((used[i] ?? 0) > 0 ? recent : 0);
      if (cost < least) {
        least = cost;
        best = i;
      }
    });
    used[best] = cellIndex + 1;
    const [x, y] = place(best);
    const dx = (cellIndex % columns) * cell;
    const dy = Math.floor(cellIndex / columns) * cell;
    out.c.drawImage(atlas.canvas, x, y, cell, cell, dx, dy, cell, cell);
  }
  return out.canvas.transferToImageBitmap();
}
