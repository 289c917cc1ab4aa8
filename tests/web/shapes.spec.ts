/** Tiles that are not square show photos cut, and never stretched. */
import { expect } from '@playwright/test';
import { test } from './engine';

const colours = ['#ff0000', '#00ff00', '#0000ff', '#ffffff'];
const rgb = { red: [255, 0, 0], green: [0, 255, 0], blue: [0, 0, 255], white: [255, 255, 255] };

const options = { cellsAcross: 4, matching: 'nearest', keepDuplicates: false, maxUses: 0, minDistance: 0 };

interface Facts {
  readonly revision: number;
  readonly rows: number;
  readonly finest: { readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
}

test('a tall tile shows the middle of a square photo, on the screen, in the viewer and in the file', async ({
  page,
}) => {
  const outcome = await page.evaluate(
    async ({ options, colours }) => {
      const { engine } = window;
      const photo = await engine.columns('photo.png', colours);
      await engine.call('addPhotos', { files: [{ file: photo, path: photo.name }] });
      await engine.call('setTarget', { file: { file: photo, path: photo.name } });
      const tall = { ...options, tileSize: 32, tileHeight: 64 };
      const facts = (await engine.call('makeMosaic', { options: tall })) as Facts;
      const { revision, finest } = facts;
      // Each half of a tile has a column of its own.
      const halves = (tile: number): [number, number][] => [
        [tile / 4, tile / 2],
        [(3 * tile) / 4, tile / 2],
        [tile + tile / 4, (3 * tile) / 2],
        [tile + (3 * tile) / 4, (3 * tile) / 2],
      ];
      const region = { revision, level: 0, x: 0, y: 0, ...finest };
      const { width, height, rgba } = await engine.painting(96);
      const painted = await createImageBitmap(new ImageData(new Uint8ClampedArray(rgba), width, height));
      return {
        facts,
        viewer: engine.pixels((await engine.call('region', { region })) as ImageBitmap, halves(finest.width / 4)),
        painting: engine.pixels(painted, halves(width / 4)),
        file: engine.pixels(await engine.saved(), halves(32)),
      };
    },
    { options, colours },
  );
  expect(outcome.facts).toMatchObject({ rows: 2, width: 128, height: 128, finest: { width: 1024, height: 1024 } });
  for (const seen of [outcome.viewer, outcome.painting, outcome.file]) {
    expect(seen.map((pixel) => pixel.slice(0, 3))).toEqual([rgb.green, rgb.blue, rgb.green, rgb.blue]);
  }
});

test('a wide photo is saved whole in wide tiles, of which its thumbnail has the middle alone', async ({ page }) => {
  const seen = await page.evaluate(
    async ({ options, colours }) => {
      const { engine } = window;
      const photo = await engine.columns('photo.png', colours, 'image/png', 384);
      await engine.call('addPhotos', { files: [{ file: photo, path: photo.name }] });
      await engine.call('setTarget', { file: { file: photo, path: photo.name } });
      const widths: number[][][] = [];
      for (const tileSize of [32, 128]) {
        await engine.call('makeMosaic', { options: { ...options, tileSize, tileHeight: tileSize / 2 } });
        const eighths = [1, 3, 5, 7].map((i): [number, number] => [(i * tileSize) / 8, tileSize / 4]);
        widths.push(engine.pixels(await engine.saved(), eighths).map((pixel) => pixel.slice(0, 3)));
      }
      return widths;
    },
    { options, colours },
  );
  const whole = [rgb.red, rgb.green, rgb.blue, rgb.white];
  expect(seen).toEqual([whole, whole]);
});

test('photos are compared by what their tiles show', async ({ page }) => {
  const chosen = await page.evaluate(async (options) => {
    const { engine } = window;
    // As a whole the first is nearest to the target, in its middle the second is.
    const files = await Promise.all([
      engine.columns('0.png', ['#a02030', '#0000ff', '#0000ff', '#a02030']),
      engine.columns('1.png', ['#0000ff', '#a03030', '#a03030', '#0000ff']),
    ]);
    await engine.call('addPhotos', { files: files.map((file) => ({ file, path: file.name })) });
    const target = await engine.columns('target.png', ['#a02030']);
    await engine.call('setTarget', { file: { file: target, path: target.name } });
    await engine.call('makeMosaic', { options: { ...options, tileSize: 32, tileHeight: 64 } });
    const { photoOfCell } = (await engine.call('mosaicAssignment', {})) as { photoOfCell: Uint32Array };
    return [...new Set(photoOfCell)];
  }, options);
  expect(chosen).toEqual([1]);
});
