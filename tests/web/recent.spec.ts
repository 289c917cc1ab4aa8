/** Projects that the browser keeps by itself, on the first screen of the next visit. */
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { faults } from './axe';
import { type Coloured, paintPictures } from './coloured';
import { expect, type Tessera, test } from './tessera';

/** The first screen in another tab, as soon as a project of that name is on it. */
async function nextVisit(context: BrowserContext, { url, page: first }: Tessera, name: string): Promise<Page> {
  // It is kept when nothing has changed for a moment.
  await first.clock.fastForward(4000);
  const page = await context.newPage();
  await expect(async () => {
    await page.goto(url);
    await expect(page.getByRole('button', { name: `Open ${name}` })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  return page;
}

async function makeSmall(tessera: Tessera, { target }: Coloured): Promise<void> {
  await tessera.chooseTarget(target);
  await tessera.cellsAcross.fill('8');
  await tessera.make();
}

test('a mosaic is kept without a word, opened from the first screen, and forgotten', async ({
  tessera,
  context,
}, info) => {
  const coloured = paintPictures(info.outputPath('pictures'));
  await tessera.page.clock.install();
  await tessera.open();
  await expect(tessera.page.getByText('Recent projects')).toHaveCount(0);
  await tessera.addPhotos(coloured.photos);
  await makeSmall(tessera, coloured);

  const page = await nextVisit(context, tessera, 'fields.png');
  const card = page.getByRole('listitem');
  await expect(card).toHaveCount(1);
  await expect(card).toContainText(/fields\.png.*4 photos, .*20\d\d/s);
  await expect(page.getByText('Kept in this browser alone, nothing is uploaded.')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // The picture on it is the mosaic's: red above on the left, yellow below on the right.
  const corners = await page.locator('.recent img').evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    const { naturalWidth: width, naturalHeight: height } = image;
    Object.assign(canvas, { width, height });
    const c = canvas.getContext('2d');
    c?.drawImage(image, 0, 0);
    const at = (x: number, y: number) => [...(c?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
    return [at(width / 4, height / 4), at((3 * width) / 4, (3 * height) / 4)];
  });
  expect(corners.map(([red = 0, green = 0, blue = 0]) => [red > 170, green > 150, blue < 80])).toEqual([
    [true, false, true],
    [true, true, true],
  ]);

  const later = tessera.on(page);
  await page.getByRole('button', { name: 'Open fields.png' }).focus();
  await page.keyboard.press('Enter');
  await expect(later.cellsAcross).toHaveValue('8');
  await expect(later.status).toContainText('is here again, made of thumbnails. Add the folder of its photos');
  await expect(later.mosaic).toBeVisible();
  await later.photos.setInputFiles([...coloured.photos]);
  await expect(later.status).toContainText('“fields.tessera” is here again as it was saved.');
  await expect(page.getByText('Thumbnails that were kept')).toHaveCount(0);

  await page.goto(tessera.url);
  await later.button('Forget fields.png').click();
  await expect(page.getByText('Recent projects')).toHaveCount(0);
  await page.goto(tessera.url);
  await expect(later.sampleButton).toBeVisible();
  await expect(page.getByText('Recent projects')).toHaveCount(0);
});

test('the photos of a folder that was dropped are found again by themselves, with leave alone', async ({
  tessera,
  context,
}, info) => {
  const coloured = paintPictures(info.outputPath('pictures'));
  const folder = info.outputPath('holiday');
  mkdirSync(folder);
  const pictures = coloured.photos.map((path) => ({ name: basename(path), bytes: [...readFileSync(path)] }));
  for (const path of coloured.photos) renameSync(path, `${folder}/${basename(path)}`);
  // Nobody is there to be asked for leave: a folder of the page's own needs none.
  await context.addInitScript(() => {
    const ownFolder = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('holiday', { create: true });
    Object.assign(DataTransferItem.prototype, { getAsFileSystemHandle: ownFolder });
  });
  await tessera.page.clock.install();
  await tessera.open();
  await tessera.page.evaluate(async (files) => {
    const own = await (await navigator.storage.getDirectory()).getDirectoryHandle('holiday', { create: true });
    for (const { name, bytes } of files) {
      const writable = await (await own.getFileHandle(name, { create: true })).createWritable();
      await writable.write(new Uint8Array(bytes));
      await writable.close();
    }
  }, pictures);
  const debugging = await context.newCDPSession(tessera.page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await debugging.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await expect(tessera.status).toContainText('4 photos ready');
  await makeSmall(tessera, coloured);

  const page = await nextVisit(context, tessera, 'fields.png');
  await page.getByRole('button', { name: 'Open fields.png' }).click();
  await expect(page.getByRole('status')).toContainText('“fields.tessera” is here again as it was saved.');

  await page.goto(tessera.url);
  await page.evaluate(() => {
    Object.assign(FileSystemHandle.prototype, { requestPermission: async () => 'denied' });
    Object.assign(window, {
      showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('holiday'),
    });
  });
  await page.getByRole('button', { name: 'Open fields.png' }).click();
  await expect(page.getByRole('status')).toContainText('made of thumbnails');
  await expect(page.getByText('Thumbnails that were kept with the project stand for its photos.')).toBeVisible();
  await page.getByRole('button', { name: 'Give their folder' }).click();
  await expect(page.getByRole('status')).toContainText('“fields.tessera” is here again as it was saved. ');
});
