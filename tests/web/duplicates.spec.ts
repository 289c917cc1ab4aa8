/** Photos that are there twice: counted, shown in pairs, used once unless somebody wants them twice. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { expect, test } from './tessera';

needPhotos();

interface Change {
  readonly scale?: number;
  readonly quality?: number;
  readonly mirrored?: boolean;
}

/** The picture as a JPEG that the browser encodes. */
async function encodedAgain(page: Page, path: string, { scale = 1, quality = 0.8, mirrored = false }: Change) {
  const bytes = await page.evaluate(
    async ({ base64, scale, quality, mirrored }) => {
      const source = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([source]));
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      const c = canvas.getContext('2d');
      if (!c) throw new Error('no canvas');
      if (mirrored) c.setTransform(-1, 0, 0, 1, canvas.width, 0);
      c.imageSmoothingQuality = 'high';
      c.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { base64: readFileSync(path).toString('base64'), scale, quality, mirrored },
  );
  return Buffer.from(bytes);
}

/** A folder of 40 photos, of which some are there again under other names. */
async function makeFolder(page: Page, folder: string): Promise<string> {
  mkdirSync(join(folder, 'again'), { recursive: true });
  const originals = photos.library().slice(0, 40);
  for (const path of originals) copyFileSync(path, join(folder, basename(path)));
  const [first, second, third, fourth] = originals.slice(10) as [string, string, string, string];
  copyFileSync(first, join(folder, 'again', 'same_file.jpg'));
  writeFileSync(join(folder, 'again', 'saved_again.jpg'), await encodedAgain(page, second, { quality: 0.7 }));
  writeFileSync(join(folder, 'again', 'smaller.jpg'), await encodedAgain(page, third, { scale: 0.5 }));
  writeFileSync(join(folder, 'again', 'mirrored.jpg'), await encodedAgain(page, fourth, { mirrored: true }));
  return folder;
}

const pairs = (page: Page) => page.getByRole('region', { name: 'Duplicates in pairs' }).getByRole('listitem');

test('are counted, shown beside what they repeat, and used once', async ({ tessera, page }, info) => {
  await tessera.open();
  const folder = await makeFolder(page, info.outputPath('photos'));
  await page.getByLabel('Photo folder').setInputFiles(folder);
  await expect(tessera.status).toContainText('44 photos ready. 3 duplicates found.', { timeout: 90_000 });
  const summary = page.getByText('3 duplicates, each photo is used once');
  await expect(summary).toBeVisible();

  // By keyboard.
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(pairs(page)).toHaveCount(3);
  const originals = photos
    .library()
    .slice(10, 13)
    .map((path) => basename(path));
  const reasons = ['The same file, byte for byte', ...Array(2).fill('The same picture, saved again or resized')];
  const copies = ['same_file', 'saved_again', 'smaller'];
  const listed = await pairs(page).allInnerTexts();
  for (const [i, copy] of copies.entries()) {
    const text = listed.find((one) => one.includes(`again/${copy}.jpg`));
    expect(text).toContain(`photos/${originals[i]}`);
    expect(text).toContain(reasons[i]);
    expect(text).toContain('Left out');
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'Duplicates in pairs' })).toBeFocused();

  // The two pictures of a pair are drawn, and alike.
  const differences = await pairs(page).evaluateAll((items) =>
    items.map((item) => {
      const [kept, copy] = [...item.querySelectorAll('canvas')].map(
        (canvas) => canvas.getContext('2d')?.getImageData(0, 0, 64, 64).data,
      );
      if (!kept || !copy) return { difference: Number.NaN, light: 0 };
      let difference = 0;
      for (let i = 0; i < kept.length; i++) difference += Math.abs((kept[i] ?? 0) - (copy[i] ?? 0));
      return { difference: difference / kept.length, light: Math.max(...kept.filter((_, i) => i % 4 !== 3)) };
    }),
  );
  for (const { difference, light } of differences) {
    expect(difference).toBeLessThan(20);
    expect(light).toBeGreaterThan(0);
  }

  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('12');
  await tessera.matching.selectOption({ label: 'Each photo once' });
  await tessera.make();
  expect(await tessera.fact('Photos used')).toMatch(/ of 41\b/);

  await page.getByLabel('Use duplicates too').check();
  await expect(page.getByText('3 duplicates, used like all others')).toBeVisible();
  await expect.poll(() => tessera.fact('Photos used')).toMatch(/ of 44\b/);

  await tessera.button('Clear photos').click();
  await expect(page.getByText(/\d duplicates/)).toHaveCount(0);
});

test('are known again on the next visit, when nothing is decoded', async ({ tessera, page }, info) => {
  await tessera.open();
  const folder = await makeFolder(page, info.outputPath('photos'));
  for (let visit = 0; visit < 2; visit++) {
    await tessera.open();
    await page.getByLabel('Photo folder').setInputFiles(folder);
    await expect(tessera.status).toContainText('44 photos ready. 3 duplicates found.', { timeout: 90_000 });
    await page.getByText('3 duplicates, each photo is used once').click();
    await expect(pairs(page)).toHaveCount(3);
    await expect(pairs(page).filter({ hasText: 'The same file, byte for byte' })).toHaveCount(1);
  }
});

test('of pictures that the browser decodes are found by their bytes too', async ({ tessera, page }) => {
  await tessera.open();
  // A plain picture: nothing but its bytes says that it is the same.
  const webp = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    const c = canvas.getContext('2d');
    if (c) c.fillStyle = '#4070a0';
    c?.fillRect(0, 0, 64, 48);
    const blob = await canvas.convertToBlob({ type: 'image/webp' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const file = (name: string) => ({ name, mimeType: 'image/webp', buffer: Buffer.from(webp) });
  await tessera.photos.setInputFiles([file('one.webp'), file('two.webp')]);
  await expect(tessera.status).toContainText('2 photos ready. 1 duplicate found.');
  await page.getByText('1 duplicate, each photo is used once').click();
  await expect(pairs(page)).toContainText(['one.webp']);
  await expect(pairs(page)).toContainText(['two.webp']);
});

test('are listed some at a time where there are many', async ({ tessera, page }) => {
  await tessera.open();
  const [path] = photos.library();
  const buffer = readFileSync(path as string);
  const files = Array.from({ length: 131 }, (_, i) => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer }));
  await tessera.photos.setInputFiles(files);
  await expect(tessera.status).toContainText('130 duplicates found', { timeout: 90_000 });
  await page.getByText('130 duplicates, each photo is used once').click();
  await expect(pairs(page)).toHaveCount(50);
  await tessera.button('Show 50 more of 80').click();
  await expect(pairs(page)).toHaveCount(100);
  await tessera.button('Show 30 more of 30').click();
  await expect(pairs(page)).toHaveCount(130);
  await expect(tessera.button('Show')).toHaveCount(0);
});
