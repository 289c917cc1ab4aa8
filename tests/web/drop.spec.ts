/** Files dropped from a file manager. Chromium's debugging protocol makes real drags with real folders. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { expect, test } from './tessera';

needPhotos();

async function drop(
  page: Page,
  files: readonly string[],
  place: { readonly x: number; readonly y: number },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place, data });
  }
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a folder with folders in it gives all its photos, and the paths of what was skipped', async ({
  tessera,
}, info) => {
  const folder = info.outputPath('holiday');
  mkdirSync(join(folder, 'day 1', 'evening'), { recursive: true });
  // More than the hundred that a browser lists at a time.
  photos
    .library()
    .slice(0, 130)
    .forEach((path, i) => {
      copyFileSync(path, join(folder, i < 115 ? '' : i < 125 ? 'day 1' : 'day 1/evening', `${i}.jpg`));
    });
  writeFileSync(join(folder, 'day 1', 'notes.txt'), 'not a picture');
  await tessera.open();
  await drop(tessera.page, [folder], await middleOf(tessera.page, '[data-drop=photos]'));
  await expect(tessera.status).toContainText('130 photos ready. 1 file could not be used');
  expect(await tessera.skippedNames()).toEqual(['holiday/day 1/notes.txt']);
});

test('one picture on the target zone is the target, also when there is one', async ({ tessera }) => {
  await tessera.open();
  const place = await middleOf(tessera.page, '[data-drop=target]');
  await drop(tessera.page, [photos.named('camera', 'p01.jpg')], place);
  await expect(tessera.status).toContainText('“p01.jpg” is the target');
  await drop(tessera.page, [photos.named('camera', 'p02.jpg')], place);
  await expect(tessera.status).toContainText('“p02.jpg” is the target');
});

test('beside the zones, one picture is the target while there is none; later drops are photos', async ({ tessera }) => {
  await tessera.open();
  const place = { x: 400, y: 300 };
  await drop(tessera.page, [photos.named('camera', 'p01.jpg')], place);
  await expect(tessera.status).toContainText('is the target');
  await drop(tessera.page, photos.library().slice(0, 1), place);
  await expect(tessera.status).toContainText('1 photo ready');
  // The viewer comes under the pointer: a drag by hand goes on over it.
  await tessera.made();
  await drop(tessera.page, photos.library().slice(1, 9), place);
  await expect(tessera.status).toContainText('8 photos added, 9 in all');
});

test('a folder through the folder picker keeps the paths', async ({ tessera }, info) => {
  const folder = info.outputPath('trip');
  mkdirSync(join(folder, 'more'), { recursive: true });
  photos
    .library()
    .slice(0, 4)
    .forEach((path, i) => {
      copyFileSync(path, join(folder, i % 2 ? 'more' : '', `${i}.jpg`));
    });
  writeFileSync(join(folder, 'more', 'readme.md'), '# no');
  await tessera.open();
  await tessera.page.getByLabel('Photo folder').setInputFiles(folder);
  await expect(tessera.status).toContainText('4 photos ready');
  expect(await tessera.skippedNames()).toEqual(['trip/more/readme.md']);
});
