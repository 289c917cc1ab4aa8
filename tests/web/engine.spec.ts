/** What a page can say of single photos and cells: pins, bans, limits, variants, and mosaics that were made before. */
import { expect } from '@playwright/test';
import type { CellCandidate, RgbaPicture } from '../../web/src/engine/types';
import { options, test } from './engine';

interface Facts {
  readonly revision: number;
  readonly finest: { readonly width: number };
  readonly distinct: number;
  readonly totalCost: number;
  readonly usesOver: number;
  readonly useLimit: number;
}

test('pins, bans and limits are kept, also for a duplicate that is left out', async ({ page }) => {
  const outcome = await page.evaluate(async (options) => {
    const { engine } = window;
    // Photo 3 repeats photo 0, byte for byte.
    const files = await Promise.all(
      [['red'], ['orange'], ['navy'], ['red']].map((colours, index) => engine.columns(`${index}.png`, colours)),
    );
    await engine.call('addPhotos', { files: files.map((file) => ({ file, path: file.name })) });
    const target = await engine.columns('target.png', ['red']);
    await engine.call('setTarget', { file: { file: target, path: target.name } });
    const make = async (more: object) => {
      const facts = (await engine.call('makeMosaic', { options: { ...options, ...more } })) as Facts;
      const { photoOfCell } = (await engine.call('mosaicAssignment', {})) as { photoOfCell: Uint32Array };
      return { facts, photos: [...photoOfCell] };
    };
    return {
      free: await make({}),
      pinned: await make({
        pins: [
          { cell: 5, photo: 2 },
          { cell: 6, photo: 3 },
        ],
      }),
      banned: await make({ banned: [0] }),
      bannedByItsCopy: await make({ banned: [3], pins: [{ cell: 1, photo: 0 }] }),
      limited: await make({ photoLimits: [{ photo: 0, maxUses: 3 }] }),
      limitedEverywhere: await make({
        photoLimits: [0, 1, 2].map((photo) => ({ photo, maxUses: 2 })),
      }),
      refused: await make({ pins: [{ cell: 99, photo: 0 }] }).then(
        () => '',
        (error: Error) => error.message,
      ),
    };
  }, options);
  const count = (photos: readonly number[], photo: number) => photos.filter((it) => it === photo).length;

  expect(outcome.free.photos).toEqual(Array(16).fill(0));
  expect(outcome.pinned.photos[5]).toBe(2);
  expect(outcome.pinned.photos[6]).toBe(3);
  expect(count(outcome.pinned.photos, 0)).toBe(14);
  expect(outcome.banned.photos).toEqual(Array(16).fill(1));
  expect(outcome.bannedByItsCopy.photos[1]).toBe(0);
  expect(count(outcome.bannedByItsCopy.photos, 1)).toBe(15);
  expect(count(outcome.limited.photos, 0)).toBe(3);
  expect(count(outcome.limited.photos, 1)).toBe(13);
  // Three photos twice each cannot fill 16 cells: as little more as it goes.
  expect(outcome.limitedEverywhere.facts).toMatchObject({ raisedOwnLimit: 6, usesOver: 10 });
  expect(outcome.refused).toContain('pinned cell');
});

test('a photo stands mirrored where that suits, on the screen and in the file', async ({ page }) => {
  const outcome = await page.evaluate(async (options) => {
    const { engine } = window;
    const photo = await engine.columns('photo.png', ['red', 'navy']);
    await engine.call('addPhotos', { files: [{ file: photo, path: photo.name }] });
    const target = await engine.columns('target.png', ['navy', 'red']);
    await engine.call('setTarget', { file: { file: target, path: target.name } });
    const one = { ...options, cellsAcross: 1, tileSize: 128 };
    const likeness = { descriptor: 'grid2', structure: 0.5, grey: false };
    await engine.call('makeMosaic', { options: { ...one, likeness } });
    const plain = await engine.painting(64);
    const variants = { mirror: true, turns: false, parts: false };
    const { revision } = (await engine.call('makeMosaic', { options: { ...one, likeness, variants } })) as Facts;
    const region = { revision, level: 3, x: 0, y: 0, width: 64, height: 64 };
    const viewer = engine.pixels((await engine.call('region', { region })) as ImageBitmap, [
      [10, 32],
      [54, 32],
    ]);
    const mirrored = await engine.painting(64);
    const cell = await engine.call('cellInfo', { cell: 0 });
    const nearest = (await engine.call('cellCandidates', { cell: 0, count: 12 })) as CellCandidate[];
    const offered = nearest.map(({ photo, variant, tile: { width, height, rgba } }) => {
      const at = (x: number) => [...rgba.slice((32 * width + x) * 4, (32 * width + x + 1) * 4)];
      return { photo, variant, width, height, colours: [at(10), at(54)] };
    });
    const saved = await engine.saved();
    const file = engine.pixels(saved, [
      [20, 64],
      [108, 64],
    ]);
    return { plain, mirrored, cell, offered, width: saved.width, file, viewer };
  }, options);

  expect(outcome.cell).toEqual({ photo: 0, variant: 'mirror', others: [] });
  const { width, height, rgba } = outcome.plain;
  expect(rgba.length).toBe(width * height * 4);
  const turned = Array.from({ length: rgba.length }, (_, at) => {
    const x = Math.floor(at / 4) % width;
    return rgba[at + (width - 1 - 2 * x) * 4];
  });
  expect(outcome.mirrored.rgba).toEqual(turned);
  expect(outcome.mirrored.rgba).not.toEqual(rgba);
  // Decoded again, as tiles are larger than thumbnails.
  expect(outcome.width).toBe(128);
  const navyAndRed = [
    [0, 0, 128, 255],
    [255, 0, 0, 255],
  ];
  expect(outcome.file).toEqual(navyAndRed);
  expect(outcome.viewer).toEqual(navyAndRed);
  expect(outcome.offered).toEqual([{ photo: 0, variant: 'mirror', width: 64, height: 64, colours: navyAndRed }]);
});

test('a mosaic that was read comes back as it was, and with a cell changed by hand', async ({ page }) => {
  const outcome = await page.evaluate(async (options) => {
    const { engine } = window;
    const colours = [['red', 'navy'], ['orange'], ['green', 'white'], ['grey'], ['purple', 'yellow']];
    const files = await Promise.all(colours.map((it, index) => engine.columns(`${index}.png`, it)));
    await engine.call('addPhotos', { files: files.map((file) => ({ file, path: file.name })) });
    const target = await engine.columns('target.png', ['navy', 'white', 'orange', 'grey', 'yellow', 'green', 'red']);
    await engine.call('setTarget', { file: { file: target, path: target.name } });
    const rich = {
      ...options,
      cellsAcross: 7,
      likeness: { descriptor: 'grid4', structure: 0.3, grey: false },
      variants: { mirror: true, turns: true, parts: true },
    };
    type Read = { photoOfCell: Uint32Array; variantOfCell: Uint8Array; variantNames: string[] };
    const made = (await engine.call('makeMosaic', { options: rich })) as Facts;
    const assignment = (await engine.call('mosaicAssignment', {})) as Read;
    const shown = await engine.painting(300);
    const candidates = (await engine.call('cellCandidates', { cell: 3, count: 4 })) as {
      photo: number;
      variant: string;
      cost: number;
    }[];
    await engine.call('makeMosaic', { options });
    // Even without the kinds of variants that it shows.
    const again = (await engine.call('setMosaic', {
      options: { ...rich, variants: { mirror: false, turns: false, parts: false } },
      assignment,
    })) as Facts;
    const shownAgain = await engine.painting(300);
    const other = candidates[1] as { photo: number; variant: string };
    assignment.photoOfCell[3] = other.photo;
    assignment.variantOfCell[3] = assignment.variantNames.indexOf(other.variant);
    const swapped = (await engine.call('setMosaic', { options: rich, assignment })) as Facts;
    const cell = await engine.call('cellInfo', { cell: 3 });
    const short = { ...assignment, photoOfCell: assignment.photoOfCell.slice(1) };
    const refused = await engine.call('setMosaic', { options: rich, assignment: short }).then(
      () => '',
      (error: Error) => error.message,
    );
    return { made, again, swapped, cell, candidates, refused, same: shown.rgba.join() === shownAgain.rgba.join() };
  }, options);

  expect(outcome.same).toBe(true);
  expect(outcome.again.totalCost).toBe(outcome.made.totalCost);
  const costs = outcome.candidates.map((candidate) => candidate.cost);
  expect(costs).toHaveLength(4);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect(new Set(outcome.candidates.map((candidate) => candidate.photo)).size).toBe(4);
  const [best = 0, second = 0] = costs;
  expect(outcome.swapped.totalCost - outcome.made.totalCost).toBeCloseTo(second - best, 6);
  expect(outcome.cell).toMatchObject({ photo: outcome.candidates[1]?.photo, variant: outcome.candidates[1]?.variant });
  expect(outcome.refused).toContain('for each cell');
});

for (const type of ['image/png', 'image/webp']) {
  test(`cells stay empty where a target is transparent (${type})`, async ({ page }) => {
    const outcome = await page.evaluate(
      async ({ options, type }) => {
        const { engine } = window;
        const photo = await engine.columns('photo.png', ['red']);
        await engine.call('addPhotos', { files: [{ file: photo, path: photo.name }] });
        const target = await engine.columns('target', ['red', 'transparent', '#ff000060', '#ff0000a0'], type);
        await engine.call('setTarget', { file: { file: target, path: target.name } });
        const make = async (more: object) => {
          const { revision } = (await engine.call('makeMosaic', { options: { ...options, ...more } })) as Facts;
          const { photoOfCell } = (await engine.call('mosaicAssignment', {})) as { photoOfCell: Uint32Array };
          const region = { revision, level: 3, x: 0, y: 0, width: 128, height: 64 };
          const viewer = engine.pixels((await engine.call('region', { region })) as ImageBitmap, [
            [32, 32],
            [96, 32],
          ]);
          return { photos: [...photoOfCell], viewer };
        };
        const filled = await make({});
        const empty = await make({ leaveTransparentEmpty: true, pins: [{ cell: 2, photo: 0 }] });
        return { filled, empty, cell: await engine.call('cellInfo', { cell: 1 }) };
      },
      { options, type },
    );
    const none = 0xffffffff;
    expect(outcome.filled.photos).toEqual(Array(16).fill(0));
    const row = [0, none, none, 0];
    expect(outcome.empty.viewer).toEqual([
      [255, 0, 0, 255],
      [255, 255, 255, 255],
    ]);
    expect(outcome.empty.photos).toEqual([0, none, 0, 0, ...row, ...row, ...row]);
    expect(outcome.cell).toBeNull();
  });
}

test('from near a photo is seen sharper than its thumbnail', async ({ page }) => {
  const seen = await page.evaluate(async (options) => {
    const { engine } = window;
    const stripes = Array.from({ length: 96 }, (_, stripe) => (stripe % 2 === 0 ? 'black' : 'white'));
    const photo = await engine.columns('photo.png', stripes);
    await engine.call('addPhotos', { files: [{ file: photo, path: photo.name }] });
    await engine.call('setTarget', { file: { file: photo, path: photo.name } });
    const { revision, finest } = (await engine.call('makeMosaic', { options })) as Facts;
    // A row of pixels of the first tile.
    const darkestAndBrightest = async (level: number) => {
      const width = finest.width / 4 / 2 ** level;
      const region = { revision, level, x: 0, y: 0, width, height: 1 };
      const row = (await engine.call('region', { region })) as ImageBitmap;
      const places = Array.from({ length: width }, (_, x) => [x, 0] as const);
      const reds = engine.pixels(row, places).map(([red = 0]) => red);
      return { width, darkest: Math.min(...reds), brightest: Math.max(...reds) };
    };
    return { near: await darkestAndBrightest(0), thumbnail: await darkestAndBrightest(3) };
  }, options);
  expect(seen.thumbnail.width).toBe(64);
  expect(seen.thumbnail.darkest).toBeGreaterThan(100);
  expect(seen.near.width).toBe(512);
  expect(seen.near.darkest).toBeLessThan(20);
  expect(seen.near.brightest).toBeGreaterThan(235);
});

test('the target is had as large as a screen shows it', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const { engine } = window;
    const sizeOf = async (side: number) => {
      const { width, height, rgba } = (await engine.call('targetCopy', { side })) as RgbaPicture;
      return { width, height, bytes: rgba.length };
    };
    const none = await sizeOf(2048).catch((error: unknown) => String(error));
    const picture = await engine.columns('target.png', ['red', 'blue'], 'image/png', 1920);
    await engine.call('setTarget', { file: { file: picture, path: picture.name } });
    return { none, half: await sizeOf(960), whole: await sizeOf(2048) };
  });
  expect(outcome.none).toContain('there is no target picture yet');
  expect(outcome.half).toEqual({ width: 960, height: 96, bytes: 960 * 96 * 4 });
  expect(outcome.whole).toEqual({ width: 1920, height: 192, bytes: 1920 * 192 * 4 });
});

test('a file that is given up while its photos are decoded ends, and another one is written', async ({ page }) => {
  const outcome = await page.evaluate(async (options) => {
    const { engine } = window;
    const colours = ['red', 'green', 'blue', 'white', 'black', 'navy'];
    const photos = await Promise.all(colours.map((colour) => engine.columns(`${colour}.png`, [colour])));
    await engine.call('addPhotos', { files: photos.map((file) => ({ file, path: file.name })) });
    const target = await engine.columns('target.png', colours);
    await engine.call('setTarget', { file: { file: target, path: target.name } });
    await engine.call('makeMosaic', { options: { ...options, tileSize: 96 } });
    const saving = { format: 'png', quality: 90, tileWidth: 0, fullChroma: true, dotsPerInch: 0, small: false };
    const begun = engine
      .call('beginExport', { options: { ...saving, title: '', comment: '', files: [] } })
      .then(() => 'begun', String);
    await engine.call('endExport', {});
    const read = await engine.call('readExport', {}).then(() => 'read', String);
    return { begun: await begun, read, width: (await engine.saved()).width };
  }, options);
  expect(outcome.begun).toContain('given up');
  expect(outcome.read).toContain('no file is being written');
  expect(outcome.width).toBe(4 * 96);
});
