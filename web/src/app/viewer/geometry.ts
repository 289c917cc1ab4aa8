/** Where the picture lies in the viewer, and how near one may come. No browser objects. */
import type { MosaicFacts } from '../../engine/types';

/** In CSS pixels, from the viewer's upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** At the nearest a cell is at least so wide, in CSS pixels. */
const widestCell = 256;
/** … and a pixel of the file at least so wide. */
const widestPixel = 2;
/** Boxes that differ by less lie on each other, in CSS pixels. */
const sameWithin = 0.5;

/** The width of the whole picture, in CSS pixels, at which a pixel of the file is a pixel of the screen. */
export const actualWidth = (facts: MosaicFacts, pixelRatio: number): number => facts.width / pixelRatio;

/** The width of the whole picture, in CSS pixels, beyond which nobody needs to come nearer. */
export function widestPicture(facts: MosaicFacts, pixelRatio: number): number {
  const cells = facts.width / facts.tileWidth;
  return Math.max(cells * widestCell, widestPixel * actualWidth(facts, pixelRatio));
}

export function isSame(a: Box, b: Box): boolean {
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) < sameWithin);
}

/** Pixels of the file by which a row stands to the left. */
const rowShift = ({ brick, tileWidth }: MosaicFacts, row: number): number =>
  brick && row % 2 === 1 ? Math.floor(tileWidth / 2) : 0;

/** The cell at a place of the viewer, or null beside the picture. */
export function cellAt(
  facts: MosaicFacts,
  picture: Box,
  place: { readonly x: number; readonly y: number },
): Cell | null {
  const scale = facts.width / picture.width;
  const x = (place.x - picture.x) * scale;
  const row = Math.floor(((place.y - picture.y) * scale) / facts.tileHeight);
  if (x < 0 || x >= facts.width || row < 0 || row >= facts.rows) return null;
  return { column: Math.floor((x + rowShift(facts, row)) / facts.tileWidth), row };
}

/** Row by row. */
export const indexOf = (facts: MosaicFacts, { column, row }: Cell): number => row * facts.columns + column;

export const cellOf = (facts: MosaicFacts, index: number): Cell => ({
  column: index % facts.columns,
  row: Math.floor(index / facts.columns),
});

/** Where a cell is seen. Cells at the edges may be cut off by them. */
export function cellBox(facts: MosaicFacts, picture: Box, { column, row }: Cell): Box {
  const scale = picture.width / facts.width;
  const tileLeft = column * facts.tileWidth - rowShift(facts, row);
  const left = Math.max(0, tileLeft);
  const top = row * facts.tileHeight;
  return {
    x: picture.x + left * scale,
    y: picture.y + top * scale,
    width: (Math.min(tileLeft + facts.tileWidth, facts.width) - left) * scale,
    height: (Math.min(top + facts.tileHeight, facts.height) - top) * scale,
  };
}
