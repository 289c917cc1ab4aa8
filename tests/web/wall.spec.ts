/** The wall of photos: finding one by its name, and choosing the part of it that tiles show. */
import { copyFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const wall = (page: Page): Locator => page.getByRole('listbox');
const selected = (page: Page): Locator => wall(page).getByRole('option');
const dialog = (page: Page): Locator => page.getByRole('dialog');
const part = (page: Page): Locator => dialog(page).getByRole('slider');

/** The pixels of the wall's canvas. */
const seen = (page: Page): Promise<string> =>
  page.locator('.wall canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Photos of which the first is wider than high, and so has a part that can be chosen. */
async function open(tessera: Tessera): Promise<readonly string[]> {
  const paths = [photos.named('orientation', 'Landscape_6.jpg'), ...photos.library().slice(0, 40)];
  await tessera.open();
  await tessera.addPhotos(paths);
  return paths;
}

async function openFirst(page: Page): Promise<void> {
  await wall(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(part(page)).toBeVisible();
}

test('typing a part of a name leaves the photos that have it', async ({ tessera, page }) => {
  const paths = await open(tessera);
  await page.getByRole('searchbox').fill('LANDSCAPE');
  await expect(page.getByText(`1 of ${paths.length} photos`)).toBeVisible();
  await wall(page).focus();
  await page.keyboard.press('End');
  await expect(selected(page)).toHaveText('Landscape_6.jpg');
  await page.getByRole('searchbox').fill('no photo is called so');
  await expect(page.getByText(`0 of ${paths.length} photos`)).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await wall(page).focus();
  await page.keyboard.press('End');
  await expect(selected(page)).toHaveText(basename(paths.at(-1) ?? ''));
});

test('the keys lead to each photo, and Enter opens it', async ({ tessera, page }) => {
  const paths = await open(tessera);
  await wall(page).focus();
  for (const [key, index] of [
    ['Home', 0],
    ['ArrowRight', 1],
    ['ArrowRight', 2],
    ['ArrowLeft', 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect(selected(page)).toHaveText(basename(paths[index] ?? ''));
    await expect(selected(page)).toHaveAttribute('aria-posinset', String(index + 1));
  }
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('heading')).toHaveText(basename(paths[1] ?? ''));
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
});

test('a click opens the photo that is under it, upright and whole', async ({ tessera, page }) => {
  await open(tessera);
  await wall(page).click({ position: { x: 30, y: 30 } });
  await expect(dialog(page).getByRole('heading')).toHaveText('Landscape_6.jpg');
  await expect(dialog(page)).toContainText('1,800 × 1,200 px');
  const { width, height } = (await dialog(page).getByRole('img').boundingBox()) ?? { width: 0, height: 1 };
  expect(width / height).toBeCloseTo(1.5, 1);
});

test('a photo shows the part that was dragged to, at once and on the next visit', async ({ tessera, page }) => {
  const [path = ''] = await open(tessera);
  const before = await seen(page);
  await openFirst(page);
  const box = (await dialog(page).getByRole('img').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const drag = async (by: number): Promise<void> => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + by / 2, middle.y, { steps: 3 });
    await page.mouse.move(middle.x + by, middle.y);
    await page.mouse.up();
  };
  await drag(-box.width);
  await expect(part(page)).toHaveValue('0');
  await drag(box.width / 6);
  await expect(part(page)).toHaveValue('50');
  await drag(box.width);
  await expect(part(page)).toHaveValue('100');
  await page.keyboard.press('Escape');
  await expect.poll(() => seen(page)).not.toBe(before);
  await tessera.open();
  await tessera.addPhotos([path]);
  await openFirst(page);
  await expect(part(page)).toHaveValue('100');
  await dialog(page).getByRole('button', { name: 'Middle' }).click();
  await expect(part(page)).toHaveValue('50');
});

test('keys move the part as well, and a mosaic made before is made anew', async ({ tessera, page }) => {
  await open(tessera);
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('10');
  await tessera.make();
  await tessera.button('Photo wall').click();
  await openFirst(page);
  const found = await part(page).inputValue();
  await part(page).press('Home');
  await expect(part(page)).toHaveValue('0');
  await dialog(page).getByRole('button', { name: 'Find the subject' }).click();
  await expect(part(page)).toHaveValue(found);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await tessera.made();
});

test('a photo whose file has gone says so, and stays', async ({ tessera, page }, info) => {
  const path = info.outputPath('gone.jpg');
  copyFileSync(photos.named('orientation', 'Landscape_1.jpg'), path);
  await tessera.open();
  await tessera.addPhotos([path]);
  rmSync(path);
  await wall(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('cannot be opened any more');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: '1 photo' })).toBeVisible();
});
