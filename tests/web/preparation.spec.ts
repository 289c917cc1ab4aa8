/** What is done to photos before they become tiles: seen on one photo step by step, in the mosaic at once, and undone. */
import type { Page } from '@playwright/test';
import { faults } from './axe';
import { needPhotos, photos } from './photos';
import { expect, test } from './tessera';

needPhotos();

const steps = (page: Page) => page.getByRole('list', { name: 'One of them, step by step' }).getByRole('listitem');

/** Of a picture's pixels: the range of each channel, and how far channels of a pixel differ. */
const tones = (page: Page, selector: string): Promise<{ least: number; most: number; colour: number }> =>
  page.locator(selector).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const range = { least: 255, most: 0, colour: 0 };
    for (let i = 0; i < data.length; i += 4) {
      const pixel = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
      range.least = Math.min(range.least, ...pixel);
      range.most = Math.max(range.most, ...pixel);
      range.colour = Math.max(range.colour, Math.max(...pixel) - Math.min(...pixel));
    }
    return range;
  });

const stepTones = (page: Page, step: number) => tones(page, `.preparation-steps li:nth-child(${step}) canvas`);

const picture = (page: Page): Promise<string> =>
  page.locator('.mosaic canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('each step is seen on one photo and in all tiles, and goes when it is undone', async ({ tessera, page }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 20));
  await tessera.chooseTarget(photos.named('camera', 'p04.jpg'));
  await tessera.cellsAcross.fill('10');
  await tessera.make();
  const plain = await picture(page);
  expect((await tones(page, '.mosaic canvas')).colour).toBeGreaterThan(30);

  await page.getByText('Prepare photos').click();
  await expect(steps(page)).toHaveText(['As it is']);
  await page.getByLabel('Greyscale').check();
  await page.getByLabel('Autocontrast').check();
  await expect(steps(page)).toHaveText(['As it is', 'Greyscale', 'Autocontrast']);
  await expect.poll(async () => (await stepTones(page, 2)).colour).toBe(0);
  await expect.poll(() => stepTones(page, 3)).toEqual({ least: 0, most: 255, colour: 0 });
  expect((await stepTones(page, 1)).colour).toBeGreaterThan(0);
  await expect.poll(async () => (await tones(page, '.mosaic canvas')).colour).toBe(0);
  await expect(page.getByText('Photos were made black and white. Their contrast was stretched')).toBeVisible();

  await page.getByLabel('Equalise').check();
  await page.getByText('Flips, turns, close-ups').click();
  await page.getByLabel('Mirrored').check();
  await expect(steps(page)).toHaveText(['As it is', 'Greyscale', 'Autocontrast', 'Equalise', 'or mirrored']);
  const one = () =>
    page
      .locator('.preparation-steps canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await one();
  await tessera.button('Another photo').click();
  await expect.poll(one).not.toBe(before);
  expect(await faults(page)).toEqual([]);

  await page.getByLabel('Leave out at either end').fill('10');
  await expect(tessera.button('Undo: Leave out at either end: 10 %')).toBeVisible();
  for (let left = 5; left > 0; left--) await tessera.button('Undo').click();
  await expect(steps(page)).toHaveText(['As it is']);
  await expect.poll(() => picture(page)).toBe(plain);
});
