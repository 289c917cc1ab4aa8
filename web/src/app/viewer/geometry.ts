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

/** The cell at a place of the viewer, of a large one its upper left; null beside the picture. */
export function cellAt(
  facts: MosaicFacts,
  picture: Box,
  place: { readonly x: number; readonly y: number },
): Cell | null {
  const scale = facts.width / picture.width;
  const x = (place.x - picture.x) * scale;
  const row = Math.floor(((place.y - picture.y) * scale) / facts.tileHeight);
  if (x < 0 || x >= facts.width || row < 0 || row >= facts.rows) return null;
  return leaderOf(facts, { column: Math.floor((x + rowShift(facts, row)) / facts.tileWidth), row });
}

/** Row by row. */
export const indexOf = (facts: MosaicFacts, { column, row }: Cell): number => row * facts.columns + column;

export const cellOf = (facts: MosaicFacts, index: number): Cell => ({
  column: index % facts.columns,
  row: Math.floor(index / facts.columns),
});

/** Of a large cell, which is a block of small ones, the upper left one, which stands for it; any other is itself. */
export function leaderOf(facts: MosaicFacts, cell: Cell): Cell {
  const leader = facts.leaderOfCell?.[indexOf(facts, cell)];
  return leader === undefined ? cell : cellOf(facts, leader);
}

/** How many small cells the cell with that leader has each way, if nothing cuts it off. */
export function spanOf(facts: MosaicFacts, leader: Cell): number {
  const neighbour = indexOf(facts, leader) + 1;
  return facts.leaderOfCell?.[neighbour] === neighbour - 1 ? facts.blocks : 1;
}

/** The neighbour of a cell, or the cell itself at the edge. */
export function neighbourOf(facts: MosaicFacts, { column, row }: Cell, by: Cell): Cell {
  const span = spanOf(facts, { column, row });
  const step = (at: number, to: number, count: number): number =>
    Math.min(count - 1, Math.max(0, at + (to > 0 ? span : to)));
  return leaderOf(facts, {
    column: step(column, by.column, facts.columns),
    row: step(row, by.row, facts.rows),
  });
}

/** Where a cell is seen, a large one all of it. Cells at the edges may be cut off by them. */
export function cellBox(facts: MosaicFacts, picture: Box, cell: Cell): Box {
  const { column, row } = leaderOf(facts, cell);
  const span = spanOf(facts, { column, row });
  const scale = picture.width / facts.width;
  const tileLeft = column * facts.tileWidth - rowShift(facts, row);
  const left = Math.max(0, tileLeft);
  const top = row * facts.tileHeight;
  return {
    x: picture.x + left * scale,
    y: picture.y + top * scale,
    width: (Math.min(tileLeft + span * facts.tileWidth, facts.width) - left) * scale,
    height: (Math.min(top + span * facts.tileHeight, facts.height) - top) * scale,
  };
}
