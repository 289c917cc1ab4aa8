/** Parts of the target that a mosaic keeps to, as masks: what the engine makes of them. */
import { expect, type Page } from '@playwright/test';
import { options, test } from './engine';

const none = 0xffffffff;

/** Loads photos of one colour each, and a target of columns of equal width. */
async function load(page: Page, photos: readonly string[], target: readonly string[]): Promise<void> {
  await page.evaluate(
    async ({ photos, target }) => {
      const { engine } = window;
      const files = await Promise.all(photos.map((colour, index) => engine.columns(`${index}.png`, [colour])));
      await engine.call('addPhotos', { files: files.map((file) => ({ file, path: file.name })) });
      const file = await engine.columns('target.png', target);
      await engine.call('setTarget', { file: { file, path: file.name } });
    },
    { photos, target },
  );
}

/** The photo of each cell of a mosaic with a mask of 4 × 1 pixels, or why there is none. */
function madeOnly(page: Page, coverage: readonly number[], more: object = {}): Promise<number[] | string> {
  return page.evaluate(
    async ({ options, coverage, more }) => {
      const only = { width: 4, height: 1, coverage: Uint8Array.from(coverage) };
      try {
        await window.engine.call('makeMosaic', { options: { ...options, only, ...more } });
      } catch (error) {
        return (error as Error).message;
      }
      const { photoOfCell } = (await window.engine.call('mosaicAssignment', {})) as { photoOfCell: Uint32Array };
      return [...photoOfCell];
    },
    { options, coverage, more },
  );
}

test('only cells of which a mask covers half have photos, and those that are pinned', async ({ page }) => {
  await load(page, ['red', 'blue'], ['red']);
  const row = [0, none, none, 0];
  expect(await madeOnly(page, [255, 0, 100, 200])).toEqual([...row, ...row, ...row, ...row]);
  const pinned = await madeOnly(page, [255, 0, 100, 200], { pins: [{ cell: 1, photo: 1 }] });
  expect(pinned).toEqual([0, 1, none, 0, ...row, ...row, ...row]);
});

test('a mask moves with the part of the target that is shown', async ({ page }) => {
  await load(page, ['red'], ['red']);
  await page.evaluate(async () => {
    const adjustment = {
      quarterTurns: 1,
      crop: { x: 0, y: 0, width: 1, height: 0.5 },
      brightness: 0,
      contrast: 0,
      saturation: 0,
    };
    await window.engine.call('adjustTarget', { adjustment });
  });
  // The mask's columns are rows now, of which two are left.
  expect(await madeOnly(page, [255, 0, 0, 255])).toEqual([0, 0, 0, 0, none, none, none, none]);
});

test('a mask that is none is refused with its reason', async ({ page }) => {
  await load(page, ['red'], ['red']);
  expect(await madeOnly(page, [255, 0])).toContain('width × height values');
  expect(await madeOnly(page, [0, 0, 0, 0])).toContain('the mask leaves all of it out');
});

test('the mask that the engine suggests marks what stands out of the target', async ({ page }) => {
  await load(page, [], ['grey', 'grey', 'orange', 'grey', 'grey']);
  const mask = await page.evaluate(async () => {
    const { width, height, coverage } = (await window.engine.call('suggestMask', { side: 50 })) as {
      width: number;
      height: number;
      coverage: Uint8Array;
    };
    return { width, height, row: [...coverage.subarray(25 * width, 26 * width)] };
  });
  expect(mask).toMatchObject({ width: 50, height: 50 });
  expect(mask.row[25]).toBeGreaterThan(200);
  expect(mask.row[2]).toBeLessThan(50);
  expect(mask.row[47]).toBeLessThan(50);
});

const everything = { width: 1, height: 1, coverage: Uint8Array.of(255) };
const nothing = { width: 1, height: 1, coverage: Uint8Array.of(0) };

/** Two mosaics, and whether the saved pictures and the paintings of both are the same to the bit. */
function compared(page: Page, one: object, other: object) {
  return page.evaluate(
    async ({ options, one, other }) => {
      const { engine } = window;
      const made = async (more: object) => {
        const facts = await engine.call('makeMosaic', { options: { ...options, ...more } });
        const saved = await engine.saved();
        const canvas = new OffscreenCanvas(saved.width, saved.height);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.drawImage(saved, 0, 0);
        const file = [...context.getImageData(0, 0, saved.width, saved.height).data];
        return { facts: facts as { totalCost: number }, file, painting: await engine.painting(200) };
      };
      const [a, b] = [await made(one), await made(other)];
      return {
        costs: [a.facts.totalCost, b.facts.totalCost],
        sameFile: a.file.length === b.file.length && a.file.every((value, at) => value === b.file[at]),
        samePainting:
          a.painting.rgba.length === b.painting.rgba.length &&
          a.painting.rgba.every((value, at) => value === b.painting.rgba[at]),
      };
    },
    { options, one, other },
  );
}

test('a mask of everything for smaller cells gives twice as many of half the size', async ({ page }) => {
  await load(page, ['red', 'orange', 'navy', 'white'], ['red', 'blue', 'orange', 'white', 'black']);
  const outcome = await compared(page, { finer: everything }, { cellsAcross: 8, tileSize: 16 });
  expect(outcome.costs[0]).toBe(outcome.costs[1]);
  expect(outcome).toMatchObject({ sameFile: true, samePainting: true });
});

test('a mask of nothing for smaller cells leaves the mosaic as it is', async ({ page }) => {
  await load(page, ['red', 'orange', 'navy', 'white'], ['red', 'blue', 'orange', 'white', 'black']);
  const outcome = await compared(page, { finer: nothing }, {});
  expect(outcome.costs[0]).toBe(outcome.costs[1]);
  expect(outcome).toMatchObject({ sameFile: true, samePainting: true });
});

test('a larger cell is as sharp in the viewer as a cell of that size', async ({ page }) => {
  await load(page, [], ['red', 'blue', 'orange', 'white', 'black']);
  const outcome = await page.evaluate(
    async ({ options, nothing }) => {
      const { engine } = window;
      // Narrow stripes, which a thumbnail blurs to grey.
      const stripes = await engine.columns('stripes.png', Array(96).fill(['black', 'white']).flat());
      await engine.call('addPhotos', { files: [{ file: stripes, path: stripes.name }] });
      const made = async (more: object, coarser: number) => {
        const { revision } = (await engine.call('makeMosaic', { options: { ...options, ...more } })) as {
          revision: number;
        };
        const rows: number[][][] = [];
        for (const level of [0, 1, 2, 3]) {
          const region = { revision, level: level + coarser, x: 70, y: 70, width: 150, height: 150 };
          const places = Array.from({ length: 150 }, (_, x) => [x, 75] as const);
          rows.push(engine.pixels((await engine.call('region', { region })) as ImageBitmap, places));
        }
        return rows;
      };
      return { larger: await made({ finer: nothing }, 1), plain: await made({}, 0) };
    },
    { options, nothing },
  );
  expect(outcome.larger).toEqual(outcome.plain);
  const levels = (outcome.plain[1] ?? []).map(([red = 0]) => red);
  expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(100);
});

test('a larger cell is one: in the facts, in the assignment, in the picture, and when it is pinned', async ({
  page,
}) => {
  await load(page, ['red', 'blue'], ['red', 'blue', 'red', 'blue']);
  const outcome = await page.evaluate(async (options) => {
    const { engine } = window;
    const finer = { width: 2, height: 1, coverage: Uint8Array.of(0, 255) };
    const made = (more: object) =>
      engine.call('makeMosaic', { options: { ...options, cellsAcross: 2, finer, ...more } }) as Promise<{
        revision: number;
        blocks: number;
        columns: number;
        tileWidth: number;
        leaderOfCell: Uint32Array;
      }>;
    const facts = await made({ pins: [{ cell: 5, photo: 1 }] });
    const assignment = await engine.call('mosaicAssignment', {});
    const { revision } = facts;
    // Tiles as large as thumbnails.
    const region = { revision, level: 3, x: 0, y: 0, width: 256, height: 128 };
    return {
      facts: { ...facts, leaderOfCell: [...facts.leaderOfCell] },
      photos: [...(assignment as { photoOfCell: Uint32Array }).photoOfCell],
      viewer: engine.pixels((await engine.call('region', { region })) as ImageBitmap, [
        [127, 127],
        [191, 64],
        [193, 64],
      ]),
      leader: await engine.call('cellInfo', { cell: 0 }),
      covered: await engine.call('cellInfo', { cell: 1 }),
      candidates: (await engine.call('cellCandidates', { cell: 0, count: 9 })) as object[],
      again: await engine
        .call('setMosaic', { options: { ...options, cellsAcross: 2, finer }, assignment })
        .then(async () => [
          ...((await engine.call('mosaicAssignment', {})) as { photoOfCell: Uint32Array }).photoOfCell,
        ]),
    };
  }, options);
  expect(outcome.facts).toMatchObject({ blocks: 2, columns: 4, tileWidth: 16, distinct: 2, largestUse: 5 });
  expect(outcome.facts.leaderOfCell).toEqual([0, 0, 2, 3, 0, 0, 6, 7, 8, 8, 10, 11, 8, 8, 14, 15]);
  // Red and blue are as far from the left half as each other: the pin says what stands there above.
  const left = outcome.photos[8];
  expect(outcome.photos).toEqual([1, none, 0, 1, none, none, 0, 1, left, none, 0, 1, none, none, 0, 1]);
  expect(outcome.viewer).toEqual([
    [0, 0, 255, 255],
    [255, 0, 0, 255],
    [0, 0, 255, 255],
  ]);
  expect(outcome.leader).toMatchObject({ photo: 1 });
  expect(outcome.covered).toBeNull();
  expect(outcome.candidates).toHaveLength(2);
  expect(outcome.again).toEqual(outcome.photos);
});

test('cells outside a mask show the target or nothing, as is wished', async ({ page }) => {
  await load(page, ['red'], ['lime', 'lime', 'lime', 'yellow']);
  const outcome = await page.evaluate(async (options) => {
    const { engine } = window;
    const only = { width: 4, height: 1, coverage: Uint8Array.of(255, 255, 255, 0) };
    const saved = async (more: object) => {
      await engine.call('makeMosaic', { options: { ...options, only, ...more } });
      return engine.pixels(await engine.saved(), [
        [80, 60],
        [112, 60],
      ]);
    };
    return [await saved({}), await saved({ outside: 'empty' })];
  }, options);
  const photo = [255, 0, 0, 255];
  expect(outcome).toEqual([
    [photo, [255, 255, 0, 255]],
    [photo, [0, 0, 0, 0]],
  ]);
});

test('smaller cells are refused with what they do not go with', async ({ page }) => {
  await load(page, ['red'], ['red']);
  const refused = (more: object, style: object = {}) =>
    page.evaluate(
      async ({ options, more, style, finer }) => {
        const plain = { overlap: 0, colourPull: 0, overlay: 0, tone: 0, gapWidth: 0, background: 0 };
        await window.engine.call('setStyle', { style: { ...plain, tone: 'asIs', ...style } });
        try {
          await window.engine.call('makeMosaic', { options: { ...options, finer, ...more } });
          await window.engine.painting(100);
          return '';
        } catch (error) {
          return (error as Error).message;
        }
      },
      { options, more, style, finer: nothing },
    );
  expect(await refused({ brick: true })).toContain('offset like bricks');
  expect(await refused({ tileSize: 31 })).toContain('31 × 31 pixels cannot be halved');
  expect(await refused({}, { overlap: 0.5 })).toContain('tiles cannot overlap');
  expect(await refused({})).toBe('');
});
