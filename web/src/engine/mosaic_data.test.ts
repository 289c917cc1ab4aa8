import { describe, expect, it } from 'vitest';
import { mosaicData } from './mosaic_data';

const mosaic = {
  title: 'Boat </script> "at sea"',
  width: 64,
  height: 32,
  tileWidth: 32,
  tileHeight: 32,
  columns: 2,
  rows: 1,
  brick: true,
  thumbnail: { width: 64, height: 64 },
  sheetSide: 16,
};

/** What a page finds when it has run the script. */
function read(script: Uint8Array): unknown {
  const window: { tesseraMosaic?: unknown } = {};
  new Function('window', new TextDecoder().decode(script))(window);
  return window.tesseraMosaic;
}

describe('what a shared page knows', () => {
  it('is which photo of its own list stands in each cell', () => {
    const paths = new Map([
      [7, 'holiday/Zoë "1" <b>.jpg'],
      [3, 'C:\\photos\\dog.png'],
    ]);
    const data = mosaicData(mosaic, Uint32Array.of(7, 3, 0xffffffff, 7), null, (photo) => paths.get(photo) ?? '');
    expect(read(data)).toEqual({ ...mosaic, cells: [1, 0, -1, 1], names: ['dog.png', 'Zoë "1" <b>.jpg'] });
  });

  it('is also which cells are parts of a larger one', () => {
    const none = 0xffffffff;
    const photoOfCell = Uint32Array.of(5, none, 5, none, none, none, none, 5);
    const leaderOfCell = Uint32Array.of(0, 0, 2, 3, 0, 0, 6, 7);
    const data = mosaicData(mosaic, photoOfCell, leaderOfCell, () => 'dog.png');
    expect(read(data)).toMatchObject({ cells: [0, -2, 0, -1, -2, -2, -1, 0] });
  });
});
