/** The target cropped, turned, lighter or darker: the mosaic follows, and each step can be taken back. */
import type { Locator } from '@playwright/test';
import { faults } from './axe';
import { type Coloured, colours, makeOfColours, paintPictures } from './coloured';
import { expect, type Tessera, test } from './tessera';

let coloured: Coloured;
test.beforeAll(() => {
  coloured = paintPictures('/tmp/tessera-adjust');
});

/** The colours in the middle of a canvas' quarters, from left to right, the upper ones first. */
function quarters(tessera: Tessera, canvas = '.target .preview'): Promise<string[]> {
  return tessera.page.locator(canvas).evaluate((canvas: HTMLCanvasElement) => {
    const c = canvas.getContext('2d') as CanvasRenderingContext2D;
    return [
      [1, 1],
      [3, 1],
      [1, 3],
      [3, 3],
    ].map(([x = 0, y = 0]) => {
      const [red = 0, green = 0, blue = 0] = c.getImageData((x * canvas.width) / 4, (y * canvas.height) / 4, 1, 1).data;
      return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`;
    });
  });
}

const mosaicQuarters = (tessera: Tessera): Promise<string[]> => quarters(tessera, '.mosaic canvas');

const [red, green, blue, yellow] = colours;

test('a target is turned and cropped, and its mosaic with it', async ({ tessera, page }) => {
  await makeOfColours(tessera, coloured);
  expect(await quarters(tessera)).toEqual([red, green, blue, yellow]);
  await page.getByText('Crop, turn, lighten').click();
  await tessera.button('Turn right').click();
  await expect.poll(() => quarters(tessera)).toEqual([blue, red, yellow, green]);
  await expect.poll(() => mosaicQuarters(tessera)).toEqual([blue, red, yellow, green]);

  // The right half, by keys.
  const frame = page.getByRole('application', { name: 'Crop frame' });
  await frame.focus();
  for (let i = 0; i < 50; i++) await page.keyboard.press('Shift+ArrowLeft');
  for (let i = 0; i < 50; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => quarters(tessera)).toEqual([red, red, green, green]);
  await expect(page.getByText('120 × 240 px')).toBeVisible();
  await expect.poll(() => mosaicQuarters(tessera)).toEqual([red, red, green, green]);
  expect(await faults(page)).toEqual([]);

  // By its corner, back over the left half.
  const box = await frame.boundingBox();
  if (!box) throw new Error('there is no frame');
  await page.mouse.move(box.x + box.width / 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 20, box.y + 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => quarters(tessera)).toEqual([blue, red, yellow, green]);

  // What was done in one go is one step.
  const undoCrop = tessera.button('Undo: Crop');
  while (await undoCrop.isVisible()) await undoCrop.click();
  await tessera.button('Undo: Turn').click();
  await expect.poll(() => quarters(tessera)).toEqual([red, green, blue, yellow]);
  await expect.poll(() => mosaicQuarters(tessera)).toEqual([red, green, blue, yellow]);
});

test('sliders change what the mosaic is compared with, and another target starts as it is', async ({
  tessera,
  page,
}) => {
  await makeOfColours(tessera, coloured);
  await page.getByText('Crop, turn, lighten').click();
  await page.getByLabel('Saturation').fill('-100');
  await expect.poll(async () => new Set((await quarters(tessera)).map((it) => it.slice(1, 3))).size).toBeGreaterThan(1);
  for (const quarter of await quarters(tessera)) expect(quarter.slice(1, 3)).toBe(quarter.slice(3, 5));
  await tessera.button('Reset Saturation').click();
  await expect.poll(() => quarters(tessera)).toEqual([red, green, blue, yellow]);
  await page.getByLabel('Brightness').fill('100');
  await expect.poll(async () => (await quarters(tessera))[0]).not.toBe(red);
  await tessera.chooseTarget(coloured.target);
  await expect(page.getByLabel('Brightness')).toHaveValue('0');
  await expect.poll(() => quarters(tessera)).toEqual([red, green, blue, yellow]);
});

test('on a phone a finger scrolls past the target, takes the frame where it is, and paints marks', async ({
  site,
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(site.url);
  await page.getByLabel('Target picture').setInputFiles(coloured.target);
  await page.getByText('Crop, turn, lighten').click();
  const touch = await context.newCDPSession(page);
  const scrolled = () => page.evaluate(() => window.scrollY);
  /** A page scrolls on for a moment after it was let go. */
  const stands = async () => {
    let last = Number.NaN;
    const isSame = async () => {
      const before = last;
      last = await scrolled();
      return last === before;
    };
    await expect.poll(isSame).toBe(true);
  };
  /** A finger moves from a place, in parts of an element's sides. @return by how much the page was scrolled. */
  const swipe = async (
    over: Locator,
    from: readonly [number, number],
    by: { x: number; y: number },
  ): Promise<number> => {
    await over.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await stands();
    const box = await over.boundingBox();
    if (!box) throw new Error('there is nothing to touch');
    const before = await scrolled();
    const finger = (part: number) => [
      { x: box.x + from[0] * box.width + part * by.x, y: box.y + from[1] * box.height + part * by.y },
    ];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: finger(0) });
    for (let step = 1; step <= 6; step++) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: finger(step / 6) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await stands();
    return (await scrolled()) - before;
  };
  const frame = page.getByRole('application', { name: 'Crop frame' });
  const whole = page.getByRole('button', { name: 'Whole picture' });
  expect(await swipe(frame, [0.5, 0.5], { x: 0, y: -90 })).toBeGreaterThan(0);
  await expect(whole).toHaveCount(0);
  expect(await swipe(frame, [0.97, 0.97], { x: -60, y: -90 })).toBe(0);
  await expect(whole).toBeVisible();

  await page.getByText('Mark areas').click();
  const surface = page.getByRole('application', { name: 'Paint where tiles are smaller' });
  expect(await swipe(surface, [0.5, 0.3], { x: 0, y: 90 })).toBe(0);
  await expect(page.getByText('of the picture is marked')).toBeVisible();
  await context.close();
});
