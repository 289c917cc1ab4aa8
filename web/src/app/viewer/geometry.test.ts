import { describe, expect, it } from 'vitest';
import type { MosaicFacts } from '../../engine/types';
import { cellAt, cellBox, isSame, widestPicture } from './geometry';

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
