import { expect, it } from 'vitest';
import type { Core } from './module';
import { pixelsOf, putPixels } from './pixels';

/** As much of a core as takes pictures: what it was given, row band by row band. */
function fakeCore(code: 'ok' | 'too_large' = 'ok') {
  const given = { size: [0, 0], bands: [] as number[], bytes: [] as number[] };
  const core = {
    put: (bytes: Uint8Array) => {
      given.bands.push(bytes.length);
      given.bytes.push(...bytes.subarray(0, 4));
    },
    session: {
      beginPicture: (width: number, height: number) => {
        given.size = [width, height];
        return { code, detail: 'more than can be decoded' };
      },
      appendRows: () => {},
    },
  };
  return { core: core as unknown as Core, given };
}

it('a picture is handed over from its first row to its last, in bands of about a megapixel', () => {
  const width = 1000;
  const height = 2500;
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) rgba[y * width * 4] = y % 251;
  const { core, given } = fakeCore();
  putPixels(core, pixelsOf(width, height, rgba));
  expect(given.size).toEqual([width, height]);
  expect(given.bands).toEqual([1048 * 4000, 1048 * 4000, 404 * 4000]);
  expect(given.bytes.filter((_, i) => i % 4 === 0)).toEqual([0, 1048 % 251, 2096 % 251]);
});

it('a row wider than a band is a band', () => {
  const { core, given } = fakeCore();
  putPixels(core, pixelsOf(2_000_000, 2, new Uint8Array(16_000_000)));
  expect(given.bands).toEqual([8_000_000, 8_000_000]);
});

it('a picture that the core refuses fails with what the core says of it', () => {
  const { core, given } = fakeCore('too_large');
  expect(() => putPixels(core, pixelsOf(1, 1, new Uint8Array(4)))).toThrow('more than can be decoded');
  expect(given.bands).toEqual([]);
});
