/** Parts of the target that a mosaic keeps to, as masks: what the engine makes of them. */
import { expect, type Page } from '@playwright/test';
import { test } from './engine';

const options = {
  cellsAcross: 4,
  tileSize: 32,
  matching: 'nearest',
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
};

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
