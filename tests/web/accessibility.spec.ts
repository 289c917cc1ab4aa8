/** For everybody: names, keyboard, contrast, small windows. */
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { faults } from './axe';
import { expect, test } from './tessera';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('axe finds no fault on the first screen, after a fault, and with a mosaic', async ({ tessera, page }) => {
      await tessera.open();
      expect(await faults(page)).toEqual([]);
      await tessera.photos.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
      await expect(tessera.status).toContainText('None of the 1 file');
      await page.getByText('1 file skipped').click();
      expect(await faults(page)).toEqual([]);
      await tessera.sampleButton.click();
      await tessera.made();
      expect(await faults(page)).toEqual([]);
      await tessera.cellsAcross.fill('');
      expect(await faults(page)).toEqual([]);
      await tessera.button('Photo wall').click();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('listbox').focus();
      await page.keyboard.press('End');
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog').getByRole('heading')).toHaveText(/\.\w+$/);
      expect(await faults(page)).toEqual([]);
      const detail = resolve(__dirname, '../../web/screenshots/detail.png');
      await tessera.addPhotos([detail, detail]);
      await page.getByText('1 duplicate, each photo is used once').click();
      await expect(page.getByText('The same file, byte for byte')).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });
  });
}

test('every name of the contract leads to exactly one element', async ({ tessera, page }) => {
  await tessera.open();
  const one = async (): Promise<void> => {
    for (const locator of [tessera.photos, tessera.target, page.getByLabel('Photo folder')]) {
      await expect(locator).toHaveCount(1);
      await expect(locator).toHaveAttribute('type', 'file');
    }
    for (const locator of [
      tessera.cellsAcross,
      tessera.tileSize,
      tessera.matching,
      tessera.status,
      tessera.makeButton,
    ]) {
      await expect(locator).toHaveCount(1);
    }
  };
  await one();
  await expect(tessera.sampleButton).toHaveCount(1);
  await expect(tessera.progress).toHaveCount(0);
  await expect(tessera.mosaic).toHaveCount(0);
  await tessera.sampleButton.click();
  await tessera.made();
  await one();
  await expect(tessera.mosaic).toHaveCount(1);
  await expect(tessera.downloadButton).toHaveCount(1);
});

test('the whole way can be gone with the keyboard', async ({ tessera, page }) => {
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab');
      const there = await page.evaluate(() => {
        const element = document.activeElement;
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
        return (label ?? '').trim();
      });
      if (there === name) return;
    }
    throw new Error(`Tab never came to “${name}”`);
  };
  await tessera.open();
  await tabTo('Try it with sample pictures');
  await page.keyboard.press('Enter');
  await tessera.made();
  await tabTo('Cells across');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('40');
  await tabTo('Make mosaic');
  await page.keyboard.press('Enter');
  await expect(tessera.page.getByText('Changed since')).toHaveCount(0);
  await tessera.made();
  expect(await tessera.fact('Cells')).toContain('40 ×');
  const download = page.waitForEvent('download');
  await tabTo('Download PNG');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('balloons-mosaic.png');
});

test('a screen reader hears how far the work is, now and then, and how it ended', async ({ tessera, page }) => {
  await page.clock.install();
  await tessera.open();
  const spoken = page.locator('.bar [aria-live=polite]');
  await expect(spoken).toHaveText('');
  await tessera.sampleButton.click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/);
  await expect(spoken).toHaveText('');
  await page.clock.fastForward(10_000);
  await expect(spoken).toHaveText(/^[A-Z][a-z ]+: \d+ %$/);
  // The status line is what is announced at the end.
  await tessera.made();
  await expect(tessera.status).toHaveAttribute('role', 'status');
  await expect(spoken).toHaveText('');
});

test('light or dark is as the system has it until somebody chooses, and the choice is kept', async ({
  tessera,
  page,
}) => {
  const brightness = () =>
    page.evaluate(() => {
      const [red = 0] = getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return red > 128 ? 'light' : 'dark';
    });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await tessera.open();
    expect(await brightness()).toBe(colorScheme);
  }
  await page.getByLabel('Appearance').selectOption('Dark');
  expect(await brightness()).toBe('dark');
  await tessera.open();
  expect(await brightness()).toBe('dark');
  await page.getByLabel('Appearance').selectOption('System');
  expect(await brightness()).toBe('light');
});

for (const width of [360, 1280]) {
  test(`the picture stays where it is, whatever the page has to say, at ${width} px`, async ({ tessera, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await tessera.open();
    await tessera.sampleButton.click();
    await tessera.made();
    const top = () =>
      page.locator('.picture').evaluate((picture) => picture.getBoundingClientRect().top + window.scrollY);
    const before = await top();
    await tessera.cellsAcross.fill('40');
    await expect.poll(() => tessera.fact('Cells')).toContain('40 ×');
    expect(await top()).toBe(before);
    await tessera.cellsAcross.fill('');
    await tessera.makeButton.click();
    await expect(tessera.status).toContainText('must be a whole number');
    expect(await top()).toBe(before);
    await tessera.target.setInputFiles({
      name: `${'a long name '.repeat(9)}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from('no picture'),
    });
    await expect(tessera.status).toContainText('stays the target');
    expect(await top()).toBe(before);
  });
}

for (const width of [360, 390, 768, 1280]) {
  test(`nothing sticks out sideways at ${width} px`, async ({ tessera, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await tessera.open();
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await tessera.sampleButton.click();
    await tessera.made();
    expect(await overflow()).toBe(0);
    await tessera.tileSize.fill('9999');
    expect(await overflow()).toBe(0);
  });
}

test('a whole job with pictures of one’s own needs no mouse', async ({ tessera, page }) => {
  const pictures = ['detail.png', 'mosaic.jpg', 'page.png'].map((name) =>
    resolve(__dirname, '../../web/screenshots', name),
  );
  /** Tab until an element is focused that a person finds by this name. */
  const tabTo = async (wanted: Locator): Promise<void> => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab never came to ${wanted}`);
  };
  const choose = async (picker: Locator, files: string[]): Promise<void> => {
    await tabTo(picker);
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(files);
  };
  // From the first listener on choosers come here; that takes a moment.
  page.on('filechooser', () => undefined);
  await tessera.open();
  await choose(tessera.photos, pictures);
  await expect(tessera.status).toContainText('3 photos ready');
  await choose(tessera.target, pictures.slice(2));
  await expect(page.getByText('page.png', { exact: true })).toBeVisible();
  await tessera.idle();
  await tabTo(tessera.cellsAcross);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('12');
  await tabTo(tessera.matching);
  await page.keyboard.press('ArrowDown');
  await expect(tessera.matching).toHaveValue('greedy');
  await tabTo(tessera.makeButton);
  await page.keyboard.press('Space');
  await tessera.made();
  expect(await tessera.fact('Cells')).toContain('12 ×');
  const download = page.waitForEvent('download');
  await tabTo(tessera.downloadButton);
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('page-mosaic.png');
});
