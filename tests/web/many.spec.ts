/**
 * A large library, end to end: as many files as TESSERA_MANY says (the benchmark takes 10,000), all of whose
 * bytes and names differ; and a device that has no memory for all photos.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { sizeOf } from './pixels';
import { builtSite, serveSite } from './site';
import { expect, Tessera, test } from './tessera';

needPhotos();

const count = Number(process.env.TESSERA_MANY ?? 1500);
const counted = (files: number): string => files.toLocaleString('en');

/** Copies of the library's photos in the page, each with a number at its end. Bytes are read when they are needed. */
async function makeCopies(page: Page, files: number): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'originals' });
    document.body.append(input);
  });
  await page.locator('#originals').setInputFiles(photos.library());
  await page.evaluate((wanted) => {
    const input = document.querySelector<HTMLInputElement>('#originals');
    const originals = [...(input?.files ?? [])];
    const copies: File[] = [];
    for (let i = 0; i < wanted; i++) {
      const original = originals[i % originals.length];
      if (!original) break;
      const name = `${i} ${original.name}`;
      copies.push(new File([original, new Uint32Array([i])], name, { lastModified: 1_700_000_000_000 + i }));
    }
    input?.remove();
    (window as unknown as { copies: File[] }).copies = copies;
  }, files);
}

const choose = (page: Page): Promise<void> =>
  page.getByLabel('Photos', { exact: true }).evaluate((input: HTMLInputElement) => {
    // The page empties the list when it has taken the files.
    const list = new DataTransfer();
    for (const copy of (window as unknown as { copies: File[] }).copies) list.items.add(copy);
    input.files = list.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });

test('many files become photos, with a steady count, and again without being decoded', async ({
  tessera,
  page,
}, info) => {
  test.setTimeout(120_000 + count * 100);
  const patience = { timeout: 60_000 + count * 50 };
  await tessera.open();
  await makeCopies(page, count);
  await choose(page);
  await expect(page.getByText(new RegExp(`^[\\d,]+ of ${counted(count)} photos`))).toBeVisible();
  await expect(tessera.status).toContainText(`${counted(count)} photos ready`, patience);
  await expect(page.locator('details.skipped')).toHaveCount(0);

  await page.getByRole('listbox').focus();
  await page.keyboard.press('End');
  const last = `${count - 1} ${basename(photos.library()[(count - 1) % photos.library().length] ?? '')}`;
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(last);
  await page.getByRole('searchbox').fill(last);
  await expect(page.getByText(`1 of ${counted(count)} photos`)).toBeVisible();

  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.make();
  const path = info.outputPath('mosaic.png');
  await (await tessera.download()).saveAs(path);
  expect(sizeOf(path)).toMatchObject({ width: 3200, height: 2400 });

  await tessera.button('Clear photos').click();
  await expect(tessera.status).toContainText('cleared');
  await choose(page);
  await expect(tessera.status).toContainText(`${counted(count)} photos ready`, patience);
  await expect(page.getByText(`Remembered photos: ${counted(count)}`)).toBeVisible();
});

test('where memory ends the photos that are there stay, and the page says what to do', async ({ browser }, info) => {
  const folder = info.outputPath('site');
  cpSync(builtSite, folder, { recursive: true });
  // 64-pixel thumbnails of 100 photos and a bit: half of what the device is said to have.
  const gibibytes = (2 * 100.5 * 64 * 64 * 3) / 1024 ** 3;
  const smallDevice = `Object.defineProperty(navigator, 'deviceMemory', { value: ${gibibytes} });\n`;
  for (const name of readdirSync(join(folder, 'assets')).filter((asset) => /^worker-.*\.js$/.test(asset))) {
    const path = join(folder, 'assets', name);
    writeFileSync(path, smallDevice + readFileSync(path, 'utf8'));
  }
  const site = await serveSite(folder);
  const context = await browser.newContext();
  const tessera = new Tessera(await context.newPage(), site);
  await tessera.open();
  await tessera.photos.setInputFiles(photos.library());
  await expect(tessera.status).toContainText(
    'There is no memory for more photos on this device. 100 photos are loaded',
  );
  await expect(tessera.status).toContainText(`${photos.library().length - 100} files were left out`);
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.make();
  expect(await tessera.fact('Photos used')).toMatch(/of 100$/);
  await tessera.photos.setInputFiles(photos.library().slice(0, 7));
  await expect(tessera.status).toContainText('7 files were left out');
  await tessera.button('Clear photos').click();
  await tessera.addPhotos(photos.library().slice(200, 210));
  await expect(tessera.status).toContainText('10 photos ready');
  await context.close();
  await site.close();
});
