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

/** The cell at a place of the viewer, or null beside the picture. */
export function cellAt(
  facts: MosaicFacts,
  picture: Box,
  place: { readonly x: number; readonly y: number },
): Cell | null {
  const scale = facts.width / picture.width;
  const column = Math.floor(((place.x - picture.x) * scale) / facts.tileWidth);
  const row = Math.floor(((place.y - picture.y) * scale) / facts.tileHeight);
  return column >= 0 && column < facts.columns && row >= 0 && row < facts.rows ? { column, row } : null;
}

/** Row by row. */
export const indexOf = (facts: MosaicFacts, { column, row }: Cell): number => row * facts.columns + column;

export const cellOf = (facts: MosaicFacts, index: number): Cell => ({
  column: index % facts.columns,
  row: Math.floor(index / facts.columns),
});

/** Where a cell is seen. Cells at the right and lower edge may be cut off by it. */
export function cellBox(facts: MosaicFacts, picture: Box, { column, row }: Cell): Box {
  const scale = picture.width / facts.width;
  const left = column * facts.tileWidth;
  const top = row * facts.tileHeight;
  return {
    x: picture.x + left * scale,
    y: picture.y + top * scale,
    width: (Math.min(left + facts.tileWidth, facts.width) - left) * scale,
    height: (Math.min(top + facts.tileHeight, facts.height) - top) * scale,
  };
}
