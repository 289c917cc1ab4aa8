/** Saving a mosaic: as what, where to, and what is said beforehand. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk, sizeOf } from './pixels';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' });

async function make(tessera: Tessera, tileSize: string): Promise<void> {
  await tessera.addPhotos(photos.library().slice(0, 120));
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('30');
  await tessera.tileSize.fill(tileSize);
  await tessera.make();
}

/** Saves the mosaic as the format that stands in the form. */
async function save(tessera: Tessera, path: string): Promise<string> {
  const download = tessera.page.waitForEvent('download');
  await tessera.page.getByRole('button', { name: /^Download / }).click();
  const file = await download;
  await file.saveAs(path);
  await expect(tessera.status).toContainText('is ready');
  return file.suggestedFilename();
}

const units = { kB: 1e3, MB: 1e6, GB: 1e9 };

/** The bytes that the page expects the file to have. */
async function expectedBytes(page: Page): Promise<number> {
  const line = page.getByText(/megapixels, about .* about /);
  await expect(line).toBeVisible();
  const [, number = '', unit = ''] = /about ([\d.,]+) (kB|MB|GB)/.exec(await line.innerText()) ?? [];
  return Number(number.replaceAll(',', '')) * units[unit as keyof typeof units];
}

test('a PNG says its dots per inch, its title and how it was made', async ({ tessera, page }, info) => {
  await tessera.open();
  await make(tessera, '32');
  await page.getByLabel('Dots per inch').fill('300');
  await expect(page.getByText('8.1 × 6.1 cm on paper')).toBeVisible();
  const path = info.outputPath('mosaic.png');
  expect(await save(tessera, path)).toBe('p03-mosaic.png');
  expect(run('pngcheck', '-t', path)).toMatch(/Title:\s+p03[\s\S]*Software:\s+Tessera[\s\S]*30 cells across/);
  expect(run('identify', '-units', 'PixelsPerInch', '-format', '%x %y', path)).toBe('300 300');
});

test('a JPEG shows the same picture as the PNG, in fewer bytes the lower its quality', async ({
  tessera,
  page,
}, info) => {
  await tessera.open();
  await make(tessera, '32');
  const png = info.outputPath('mosaic.png');
  await save(tessera, png);
  const jpegs: number[] = [];
  await page.getByLabel('Format').selectOption('JPEG');
  for (const quality of ['95', '60']) {
    await page.getByLabel('Quality').fill(quality);
    await page.getByLabel('Dots per inch').fill('200');
    const path = info.outputPath(`${quality}.jpg`);
    expect(await save(tessera, path)).toBe('p03-mosaic.jpg');
    expect(sizeOf(path)).toEqual({ ...sizeOf(png), format: 'JPEG' });
    expect(meanSquaredError(shrunk(path, 240, 180), shrunk(png, 240, 180))).toBeLessThan(30);
    expect(run('identify', '-units', 'PixelsPerInch', '-format', '%x', path)).toBe('200');
    jpegs.push(readFileSync(path).length);
  }
  expect(jpegs[0]).toBeGreaterThan(1.5 * (jpegs[1] ?? 0));
});

test('a print has the size on paper that was asked for, and files say so', async ({ tessera, page }, info) => {
  await tessera.open();
  await make(tessera, '32');
  await page.getByLabel('Dots per inch').fill('100');
  await page.getByLabel('Size', { exact: true }).selectOption('Centimetres');
  await page.getByLabel('Width').fill('20');
  await expect(page.getByLabel('Height')).toHaveValue('15');
  // 20 cm are 787.4 dots for 30 tiles: 26 pixels each.
  await expect(page.getByText('780 × 585 px, 0.5 megapixels')).toBeVisible();
  await expect(page.getByText('the file says 99.1')).toBeVisible();
  await expect(page.getByText(/^All \d+ photos in it are sharp at this size\.$/)).toBeVisible();

  const png = info.outputPath('print.png');
  const expected = await expectedBytes(page);
  await save(tessera, png);
  expect(Math.abs(expected / readFileSync(png).length - 1)).toBeLessThan(0.15);
  expect(sizeOf(png)).toEqual({ format: 'PNG', width: 780, height: 585 });
  expect(run('pngcheck', '-v', png)).toMatch(/chunk sRGB[\s\S]*chunk pHYs[\s\S]*3900x3900 pixels\/meter/);
  expect(run('identify', '-units', 'PixelsPerCentimeter', '-format', '%x', png)).toBe('39');

  await page.getByLabel('Format').selectOption('JPEG');
  const jpeg = info.outputPath('print.jpg');
  await save(tessera, jpeg);
  expect(sizeOf(jpeg)).toEqual({ format: 'JPEG', width: 780, height: 585 });
  expect(Number(run('identify', '-units', 'PixelsPerInch', '-format', '%x', jpeg))).toBeCloseTo(99.06, 3);
  expect(run('identify', '-format', '%[EXIF:ColorSpace] %[EXIF:XResolution] %[EXIF:ResolutionUnit]', jpeg)).toBe(
    '1 990600/10000 2',
  );
});

test('a print that is larger than the photos says how many are not sharp, and what would be', async ({
  tessera,
  page,
}) => {
  const chosen = photos.library().slice(0, 24);
  const shorterSides = chosen.map((path) => {
    const { width, height } = sizeOf(path);
    return Math.min(width, height);
  });
  const middle = shorterSides.toSorted((a, b) => a - b)[12] ?? 0;
  await tessera.open();
  await tessera.addPhotos(chosen);
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  // 8 × 6 cells: each photo stands in two of them.
  await tessera.cellsAcross.fill('8');
  await tessera.matching.selectOption('Each photo once');
  await tessera.make();
  await page.getByLabel('Size', { exact: true }).selectOption('Pixels');
  await page.getByLabel('Width').fill(String(8 * (middle + 1)));
  const sharp = shorterSides.filter((side) => side > middle).length;
  const upTo = `${(8 * Math.min(...shorterSides)).toLocaleString('en')} × `;
  await expect(page.getByText(`${sharp} of 24 photos are sharp at this size`)).toBeVisible();
  await expect(page.getByText(`All are sharp up to ${upTo}`)).toBeVisible();
});

test('a size on paper without dots per inch, or without a length, says what is missing', async ({ tessera, page }) => {
  await tessera.open();
  await make(tessera, '16');
  await page.getByLabel('Size', { exact: true }).selectOption('Inches');
  await page.getByLabel('Dots per inch').fill('');
  await expect(page.getByText('A size on paper needs dots per inch')).toBeVisible();
  await page.getByLabel('Dots per inch').fill('150');
  await page.getByLabel('Width').fill('');
  await expect(page.getByText('Width must be a number from 0.2 to 2,000.')).toBeVisible();
  await tessera.downloadButton.click();
  await expect(tessera.status).toContainText('not a number that can be used');
});

test('the browser reads the PNG as other programs do', async ({ tessera, page }, info) => {
  await tessera.open();
  await make(tessera, '32');
  const path = info.outputPath('mosaic.png');
  await save(tessera, path);
  const pixels = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('exports');
    const { value: written } = await folder.values().next();
    const bitmap = await createImageBitmap(await (written as FileSystemFileHandle).getFile());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    return [...data].filter((_, i) => i % 4 !== 3);
  });
  expect(Buffer.from(pixels).equals(shrunk(path, 960, 720))).toBe(true);
});

test('a zoomable mosaic is an archive of a Deep Zoom pyramid', async ({ tessera, page }, info) => {
  await tessera.open();
  await make(tessera, '32');
  await page.getByLabel('Format').selectOption('Zoomable (Deep Zoom)');
  const path = info.outputPath('mosaic.zip');
  expect(await save(tessera, path)).toBe('p03-mosaic.zip');
  run('/usr/bin/python3', '-c', 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())', path);
  run('/usr/bin/python3', '-m', 'zipfile', '-e', path, info.outputPath('zip'));
  const dzi = readFileSync(info.outputPath('zip', 'p03.dzi'), 'utf8');
  expect(dzi).toMatch(/Width="960"/);
  expect(dzi).toMatch(/Height="720"/);
  expect(sizeOf(info.outputPath('zip', 'p03_files', '0', '0_0.jpg'))).toEqual({ format: 'JPEG', width: 1, height: 1 });
  expect(sizeOf(info.outputPath('zip', 'p03_files', '10', '3_2.jpg'))).toEqual({
    format: 'JPEG',
    width: 960 - 3 * 256 + 1,
    height: 720 - 2 * 256 + 1,
  });
});

for (const tileSize of ['32', '96']) {
  test(`the bytes are known beforehand, with tiles of ${tileSize} px`, async ({ tessera, page }, info) => {
    await tessera.open();
    await make(tessera, tileSize);
    for (const format of ['PNG', 'JPEG', 'Web page (zip)', 'Zoomable (Deep Zoom)']) {
      await page.getByLabel('Format').selectOption(format);
      const expected = await expectedBytes(page);
      const path = info.outputPath('file');
      await save(tessera, path);
      expect(Math.abs(expected / readFileSync(path).length - 1), `${format}: ${expected}`).toBeLessThan(0.15);
    }
  });
}

test('nonsense in a field is said there and is no reason to save anything', async ({ tessera, page }) => {
  await tessera.open();
  await make(tessera, '16');
  await page.getByLabel('Format').selectOption('JPEG');
  await page.getByLabel('Quality').fill('101');
  await expect(page.getByText('Quality must be a whole number from 1 to 100.')).toBeVisible();
  await page.getByRole('button', { name: 'Download JPEG' }).click();
  await expect(tessera.status).toContainText('not a number that can be used');
});

test('a JPEG that cannot be so large is refused beforehand, with the reason', async ({ tessera, page }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 20));
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('200');
  await tessera.tileSize.fill('512');
  await tessera.make();
  await page.getByLabel('Format').selectOption('JPEG');
  await expect(page.getByText('A JPEG has at most 65,535 pixels a side')).toBeVisible();
});

/** Stands in for the browser's dialog, which no test can answer: the choice falls on a file named "chosen". */
async function chooseAFile(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const choose = async (): Promise<FileSystemFileHandle> => {
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle('chosen', { create: true });
    };
    Object.assign(window, { showSaveFilePicker: choose });
  });
}

const chosenText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    return (await (await root.getFileHandle('chosen')).getFile()).text();
  });

test('where the browser can ask for a file, it is written there and nowhere else', async ({ tessera, page }) => {
  await chooseAFile(page);
  await tessera.open();
  await make(tessera, '16');
  await page.getByRole('button', { name: 'Save as' }).click();
  await expect(tessera.status).toContainText('“chosen” is written');
  expect(await chosenText(page)).toContain('IEND');
});

test('a chosen file keeps what stood in it when the writing is cancelled', async ({ tessera, page }) => {
  await chooseAFile(page);
  await tessera.open();
  await make(tessera, '128');
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const writable = await (await root.getFileHandle('chosen', { create: true })).createWritable();
    await writable.write('what was there');
    await writable.close();
  });
  await tessera.cancelOnceUnderWay(() => page.getByRole('button', { name: 'Save as' }).click());
  expect(await chosenText(page)).toBe('what was there');
});

test('a full disk and a refused permission are said, and the mosaic stays', async ({ tessera, page }) => {
  await page.addInitScript(() => {
    const refusals = ['QuotaExceededError', 'NotAllowedError'];
    const choose = async () => {
      const name = refusals.shift();
      const fail = async () => {
        throw new DOMException('no', name);
      };
      return name === 'NotAllowedError'
        ? { createWritable: fail }
        : { createWritable: async () => new WritableStream({ write: fail }) };
    };
    Object.assign(window, { showSaveFilePicker: choose });
  });
  await tessera.open();
  await make(tessera, '16');
  const saveAs = page.getByRole('button', { name: 'Save as' });
  await saveAs.click();
  await expect(tessera.status).toContainText('There is not enough room for it on the disk');
  await saveAs.click();
  await expect(tessera.status).toContainText('The browser was not allowed to write it');
  await expect(tessera.mosaic).toBeVisible();
  await (await tessera.download()).path();
});

test('tiles whose photos have gone since are named', async ({ tessera, page }, info) => {
  const copies = photos
    .library()
    .slice(0, 6)
    .map((path, i) => {
      const copy = info.outputPath(`copy ${i}.jpg`);
      copyFileSync(path, copy);
      return copy;
    });
  await tessera.open();
  await tessera.addPhotos(copies);
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('12');
  await tessera.tileSize.fill('100');
  await tessera.matching.selectOption('Each photo once');
  await tessera.make();
  for (const gone of copies.slice(0, 4)) rmSync(gone);
  await save(tessera, info.outputPath('mosaic.png'));
  await expect(tessera.status).toContainText(
    '4 photos could not be opened again, so their tiles are less sharp: copy 0.jpg, copy 1.jpg, copy 2.jpg and 1 more.',
  );
  expect(sizeOf(info.outputPath('mosaic.png'))).toMatchObject({ width: 1200, height: 900 });
  await expect(page.locator('details.skipped')).toHaveCount(0);
});

test('cancelling a file drops nothing that was asked for meanwhile', async ({ tessera, page }) => {
  await tessera.open();
  await make(tessera, '400');
  const before = await page.getByText(/^\d+ photos$/).innerText();
  await page.getByLabel('Format').selectOption('Zoomable (Deep Zoom)');
  await page.getByRole('button', { name: 'Download ZIP' }).click();
  await expect(tessera.progress).toBeVisible();
  await tessera.photos.setInputFiles(photos.library().slice(200, 210));
  await tessera.cancelButton.click();
  await expect(tessera.status).toContainText('10 photos added');
  expect(before).toBe('120 photos');
  await expect(page.getByRole('heading', { name: '130 photos' })).toBeVisible();
});
