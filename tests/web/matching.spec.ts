/** How photos are chosen for cells: the optimum and its proof, limits and distances, and what cannot be kept. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { needPhotos, photos } from './photos';
import { shrunk } from './pixels';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const best = { label: 'Each photo once, best possible' };
const once = { label: 'Each photo once' };

const maxUses = (tessera: Tessera) => tessera.page.getByLabel('Use each at most');
const minDistance = (tessera: Tessera) => tessera.page.getByLabel('Repeats apart');

/** The least distance, along the longer axis, between two cells of a saved mosaic that look the same to the bit. */
function leastDistance(path: string, columns: number, rows: number, tile: number): number {
  const width = columns * tile;
  const pixels = shrunk(path, width, rows * tile);
  const seen = new Map<string, { readonly x: number; readonly y: number }[]>();
  let least = Number.POSITIVE_INFINITY;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const hash = createHash('sha1');
      for (let row = 0; row < tile; row++) {
        const first = ((y * tile + row) * width + x * tile) * 3;
        hash.update(pixels.subarray(first, first + tile * 3));
      }
      const digest = hash.digest('base64');
      const places = seen.get(digest) ?? [];
      for (const place of places) least = Math.min(least, Math.max(Math.abs(place.x - x), y - place.y));
      seen.set(digest, [...places, { x, y }]);
    }
  }
  return least;
}

async function saved(tessera: Tessera, path: string): Promise<string> {
  await (await tessera.download()).saveAs(path);
  return path;
}

test('the best possible matching is proven, and costs no more than the quick one', async ({ tessera }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await tessera.chooseTarget(photos.named('camera', 'p00.jpg'));
  await tessera.cellsAcross.fill('20');
  await tessera.matching.selectOption(once);
  await tessera.make();
  await expect(tessera.status).not.toContainText('best possible');
  const quick = Number.parseFloat(await tessera.fact('Total cost'));

  await tessera.matching.selectOption(best);
  await tessera.make();
  await expect(tessera.status).toContainText('The best possible assignment: proven.');
  expect(await tessera.fact('Photos used')).toBe('300 of 330');
  expect(await tessera.fact('Most used')).toBe('1 ×');
  expect(await tessera.fact('Total cost')).toContain('proven the least');
  const least = Number.parseFloat(await tessera.fact('Total cost'));
  expect(least).toBeGreaterThan(0);
  expect(least).toBeLessThanOrEqual(quick);
});

test('repeats are as far apart in the saved file as was asked for', async ({ tessera }, info) => {
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('40');
  await tessera.tileSize.fill('16');
  await tessera.make();
  expect(leastDistance(await saved(tessera, info.outputPath('free.png')), 40, 30, 16)).toBe(1);
  const free = Number.parseFloat(await tessera.fact('Total cost'));

  await minDistance(tessera).fill('6');
  await tessera.make();
  expect(await tessera.fact('Repeats apart')).toBe('6 or more');
  expect(await tessera.fact('Total cost')).toMatch(/ % of it for that distance$/);
  expect(Number.parseFloat(await tessera.fact('Total cost'))).toBeGreaterThan(free);
  expect(leastDistance(await saved(tessera, info.outputPath('apart.png')), 40, 30, 16)).toBe(6);
});

test('a photo and its duplicate stand apart like repeats of one photo', async ({ tessera, page }, info) => {
  const folder = info.outputPath('photos');
  mkdirSync(folder, { recursive: true });
  for (const path of photos.library().slice(0, 60)) {
    copyFileSync(path, join(folder, basename(path)));
    copyFileSync(path, join(folder, `copy-of-${basename(path)}`));
  }
  await tessera.open();
  await page.getByLabel('Photo folder').setInputFiles(folder);
  await expect(tessera.status).toContainText('60 duplicates found', { timeout: 90_000 });
  await page.getByLabel('Use duplicates too').check();
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('32');
  await tessera.tileSize.fill('16');
  await minDistance(tessera).fill('4');
  await tessera.make();
  expect(await tessera.fact('Photos used')).toMatch(/ of 120$/);
  expect(leastDistance(await saved(tessera, info.outputPath('apart.png')), 32, 24, 16)).toBeGreaterThanOrEqual(4);
});

test('limits that cannot hold are loosened, and the page says by how much', async ({ tessera }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 40));
  await tessera.chooseTarget(photos.named('camera', 'p00.jpg'));
  await tessera.cellsAcross.fill('20');
  await maxUses(tessera).fill('9');
  await tessera.make();
  await expect(tessera.status).not.toContainText('too few');

  await maxUses(tessera).fill('2');
  await tessera.make();
  await expect(tessera.status).toContainText(
    'There are too few photos to use each at most 2 times: they are used up to 8 times.',
  );
  expect(await tessera.fact('Most used')).toBe('8 ×, not 2 ×');

  // Forty photos fill no square of seven by seven cells.
  await maxUses(tessera).fill('');
  await minDistance(tessera).fill('50');
  await tessera.make();
  await expect(tessera.status).toContainText(/could not all be kept 50 cells apart: [\d,]+ pairs are nearer/);
  expect(await tessera.fact('Repeats apart')).toMatch(/^[2-6] or more, not 50$/);
});

test('a limit that is none is refused beside its field, and does not matter where it does not apply', async ({
  tessera,
}) => {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 30));
  await tessera.chooseTarget(photos.named('camera', 'p00.jpg'));
  await tessera.cellsAcross.fill('5');
  await maxUses(tessera).fill('0');
  await expect(maxUses(tessera)).toHaveAttribute('aria-invalid', 'true');
  await tessera.makeButton.click();
  await expect(tessera.status).toContainText(
    '“Use each at most” must be a whole number from 1 to 1,000,000, or empty.',
  );
  await tessera.matching.selectOption(best);
  await expect(maxUses(tessera)).toHaveCount(0);
  await tessera.make();
  expect(await tessera.fact('Most used')).toBe('1 ×');
});

test('a long search for the best shows how near it is, and can be settled', async ({ tessera, page }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('600');
  await tessera.matching.selectOption(best);
  await tessera.makeButton.click();
  await expect(page.getByText(/within [\d.]+ % of the best possible/)).toBeVisible({ timeout: 90_000 });
  await tessera.button('Use this one').click();
  await expect(tessera.button('Use this one')).toHaveCount(0);
  await tessera.made();
  await expect(tessera.status).toContainText(/Within [\d.]+ % of the best possible\./);
  expect(await tessera.fact('Total cost')).toMatch(/, within [\d.]+ % of the least$/);
  expect(await tessera.fact('Cells')).toBe('270,000 (600 × 450)');
});

test('a search for the best can be cancelled, and what is there by then stays', async ({ tessera }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('600');
  await expect.poll(() => tessera.fact('Cells')).toBe('270,000 (600 × 450)');
  await tessera.matching.selectOption(best);
  await tessera.cancelOnceUnderWay(() => tessera.makeButton.click());
  await expect(tessera.makeButton).toBeEnabled();
  await expect(tessera.mosaic).toBeVisible();
  expect(await tessera.fact('Cells')).toBe('270,000 (600 × 450)');
});
