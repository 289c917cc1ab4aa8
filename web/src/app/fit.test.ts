import { describe, expect, it } from 'vitest';
import { fitTiles } from './fit';

const mosaic = { columns: 100, rows: 75, tileWidth: 32, tileHeight: 32 };

describe('the tiles of the shown mosaic', () => {
  it('are whole pixels where that nearly fills the room', () => {
    expect(fitTiles({ width: 872, height: 640 }, mosaic)).toEqual({ tile: 8, crisp: true });
  });

  it('are painted larger and shrunk where whole pixels would leave much of it empty', () => {
    expect(fitTiles({ width: 872, height: 640 }, { ...mosaic, columns: 300, rows: 225 })).toEqual({
      tile: 3,
      crisp: false,
    });
  });

  it('are never larger than in the file; the rest is stretched', () => {
    expect(fitTiles({ width: 872, height: 640 }, { ...mosaic, tileWidth: 4, tileHeight: 4 })).toEqual({
      tile: 4,
      crisp: false,
    });
    expect(fitTiles({ width: 420, height: 420 }, { ...mosaic, tileWidth: 4, tileHeight: 4 })).toEqual({
      tile: 4,
      crisp: true,
    });
  });

  it('have at least one pixel, however many they are', () => {
    expect(fitTiles({ width: 300, height: 300 }, { ...mosaic, columns: 2000, rows: 1500 })).toEqual({
      tile: 1,
      crisp: false,
    });
  });

  it('do not ask for a canvas that phones refuse', () => {
    const { tile } = fitTiles({ width: 2600, height: 4800 }, { ...mosaic, columns: 1500, rows: 3000 });
    expect(tile * tile * 1500 * 3000).toBeLessThan(16e6);
  });

  it('of another shape fill the same room', () => {
    const flat = { ...mosaic, rows: 150, tileHeight: 16 };
    expect(fitTiles({ width: 872, height: 640 }, flat)).toEqual({ tile: 8, crisp: true });
  });

  it('do not change when the painting itself is given as the room', () => {
    for (let columns = 20; columns < 400; columns += 7) {
      const fit = fitTiles({ width: 872, height: 640 }, { ...mosaic, columns, rows: columns });
      if (!fit.crisp) continue;
      const room = { width: columns * fit.tile, height: columns * fit.tile };
      expect(fitTiles(room, { ...mosaic, columns, rows: columns })).toEqual(fit);
    }
  });
});
