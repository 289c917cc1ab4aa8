import { describe, expect, it } from 'vitest';
import type { MosaicFacts } from '../../engine/types';
import { cellAt, cellBox, cellOf, indexOf, isSame, leaderOf, neighbourOf, widestPicture } from './geometry';

/** Four columns and three rows of tiles of 30 × 20; the last row is cut off after 10. */
const facts = {
  columns: 4,
  rows: 3,
  brick: false,
  tileWidth: 30,
  tileHeight: 20,
  width: 120,
  height: 50,
} as MosaicFacts;
const picture = { x: -100, y: 40, width: 240, height: 100 };

/** The same as bricks, with tiles of an odd width: odd rows stand 15 to the left. */
const bricks = { ...facts, brick: true, tileWidth: 31, width: 4 * 31 - 15 };

describe('the cell at a place', () => {
  it.each([
    ['a plain grid', facts],
    ['bricks', bricks],
  ])('is the one that is seen there, for every cell of %s', (_, facts) => {
    for (let row = 0; row < facts.rows; row++) {
      for (let column = 0; column < facts.columns; column++) {
        const { x, y, width, height } = cellBox(facts, picture, { column, row });
        expect(cellAt(facts, picture, { x: x + 0.01, y: y + 0.01 })).toEqual({ column, row });
        expect(cellAt(facts, picture, { x: x + width - 0.01, y: y + height - 0.01 })).toEqual({ column, row });
      }
    }
  });

  it('is none beside the picture', () => {
    expect(cellAt(facts, picture, { x: -101, y: 50 })).toBeNull();
    expect(cellAt(facts, picture, { x: 141, y: 50 })).toBeNull();
    expect(cellAt(facts, picture, { x: 0, y: 39 })).toBeNull();
    expect(cellAt(facts, picture, { x: 0, y: 161 })).toBeNull();
  });
});

describe('bricks', () => {
  const whole = { x: 0, y: 0, width: bricks.width, height: bricks.height };
  const span = (column: number, row: number) => {
    const { x, width } = cellBox(bricks, whole, { column, row });
    return [x, x + width];
  };

  it('are halves at the right end of even rows and at the left end of odd ones', () => {
    expect([span(0, 0), span(3, 0)]).toEqual([
      [0, 31],
      [93, 109],
    ]);
    expect([span(0, 1), span(1, 1), span(3, 1)]).toEqual([
      [0, 16],
      [16, 47],
      [78, 109],
    ]);
  });
});

describe('a cell', () => {
  it('that is cut off by the edge ends there', () => {
    expect(cellBox(facts, picture, { column: 3, row: 2 })).toEqual({ x: 80, y: 120, width: 60, height: 20 });
  });
});

describe('smaller cells in places', () => {
  /** Small cells of 15 × 10, in blocks of four but for the upper right one; the last row of blocks is cut off. */
  const columns = 6;
  const rows = 3;
  const isSmall = ({ column, row }: { column: number; row: number }): boolean => column >= 4 && row < 2;
  const small = { ...facts, columns, rows, blocks: 2, tileWidth: 15, tileHeight: 10, width: 90, height: 26 } as const;
  const leaderOfCell = Uint32Array.from({ length: columns * rows }, (_, index) => {
    const cell = cellOf(small, index);
    if (isSmall(cell)) return index;
    return indexOf(small, { column: cell.column - (cell.column % 2), row: cell.row - (cell.row % 2) });
  });
  const mixed = { ...small, leaderOfCell };
  const whole = { x: 0, y: 0, width: 90, height: 26 };

  it('are chosen by themselves, and a large one wherever it is pressed', () => {
    for (let x = 0.5; x < 90; x++) {
      for (let y = 0.5; y < 26; y++) {
        const cell = cellAt(mixed, whole, { x, y });
        const box = cellBox(mixed, whole, cell ?? { column: 0, row: 0 });
        expect(x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).toBe(true);
        expect(cell && leaderOf(mixed, cell)).toEqual(cell);
      }
    }
  });

  it('are framed as they are, large ones whole', () => {
    expect(cellBox(mixed, whole, { column: 0, row: 0 })).toEqual({ x: 0, y: 0, width: 30, height: 20 });
    expect(cellBox(mixed, whole, { column: 5, row: 1 })).toEqual({ x: 75, y: 10, width: 15, height: 10 });
    expect(cellBox(mixed, whole, { column: 5, row: 2 })).toEqual({ x: 60, y: 20, width: 30, height: 6 });
  });

  it('are walked through one by one, and none twice', () => {
    const walk = (from: { column: number; row: number }, by: { column: number; row: number }) => {
      const way = [from];
      for (let at = from; ; ) {
        const next = neighbourOf(mixed, at, by);
        if (indexOf(mixed, next) === indexOf(mixed, at)) return way.map(({ column, row }) => `${column},${row}`);
        way.push(next);
        at = next;
      }
    };
    expect(walk({ column: 0, row: 0 }, { column: 1, row: 0 })).toEqual(['0,0', '2,0', '4,0', '5,0']);
    expect(walk({ column: 5, row: 1 }, { column: -1, row: 0 })).toEqual(['5,1', '4,1', '2,0', '0,0']);
    expect(walk({ column: 5, row: 0 }, { column: 0, row: 1 })).toEqual(['5,0', '5,1', '4,2']);
    expect(walk({ column: 4, row: 2 }, { column: 0, row: -1 })).toEqual(['4,2', '4,1', '4,0']);
  });
});

describe('the nearest that one may come', () => {
  it('shows a cell large, however small the tiles of the file', () => {
    const cells = facts.width / facts.tileWidth;
    expect(widestPicture(facts, 1) / cells).toBeGreaterThan(200);
  });

  it('goes beyond a pixel of the file on a pixel of the screen', () => {
    const large = { ...facts, tileWidth: 512, width: 2048 };
    expect(widestPicture(large, 2)).toBeGreaterThan(2048 / 2);
  });
});

it('places that differ by less than half a pixel are the same', () => {
  expect(isSame(picture, { ...picture, x: -99.7 })).toBe(true);
  expect(isSame(picture, { ...picture, width: 241 })).toBe(false);
});
