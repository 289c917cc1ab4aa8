/** How the mosaic is drawn: each control changes the pixels as it says, at once, and can be taken back. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { faults } from './axe';
import { channels, colourAt, colours, makeOfColours, near, paintPictures, viewerBox } from './coloured';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk } from './pixels';
import { expect, type Tessera, test } from './tessera';

const [red, green, blue, yellow] = colours;

const picture = (page: Page): Promise<string> =>
  page.locator('.mosaic canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** The mean of some of the picture's pixels, which are given in shares of its sides. */
const painted = (page: Page, x: number, y: number, width = 0, height = 0): Promise<number[]> =>
  page.locator('.mosaic canvas').evaluate(
    (canvas: HTMLCanvasElement, [left, top, across, down]) => {
      const size = [Math.max(1, Math.round(across * canvas.width)), Math.max(1, Math.round(down * canvas.height))];
      const place = [Math.floor(left * canvas.width), Math.floor(top * canvas.height)];
      const c = canvas.getContext('2d');
      const data = c?.getImageData(place[0] ?? 0, place[1] ?? 0, size[0] ?? 1, size[1] ?? 1).data ?? [];
      const mean = [0, 0, 0];
      for (let i = 0; i < data.length; i++) {
        if (i % 4 < 3) mean[i % 4] = (mean[i % 4] ?? 0) + (4 * (data[i] ?? 0)) / data.length;
      }
      return mean;
    },
    [x, y, width, height] as const,
  );

/** The middles of the target's four fields, and their colours. */
const fields = [
  { x: 0.2, y: 0.2, colour: channels(red) },
  { x: 0.8, y: 0.2, colour: channels(green) },
  { x: 0.2, y: 0.8, colour: channels(blue) },
  { x: 0.8, y: 0.8, colour: channels(yellow) },
] as const;

const controls = (page: Page) => ({
  tone: page.getByLabel('Tiles in'),
  pull: page.getByLabel('Pull towards the target'),
  overlay: page.getByLabel('Lay the target over'),
  softEdges: page.getByLabel('Soft edges'),
  gaps: page.getByLabel('Gaps', { exact: true }),
  background: page.getByLabel('Colour of the gaps'),
  bricks: page.getByLabel('Offset like bricks'),
});

async function openSections(page: Page): Promise<void> {
  await page.getByText('Colour', { exact: true }).last().click();
  await page.getByText('Shape and edges').click();
}

/** A mosaic of 8 × 8 cells of the four colours, 32 pixels each. */
async function begin(tessera: Tessera, folder: string): Promise<void> {
  await makeOfColours(tessera, paintPictures(folder));
  await openSections(tessera.page);
}

/** A mosaic of the four fields out of a single photo. */
async function beginWithOne(tessera: Tessera, folder: string, photo: string): Promise<void> {
  const { target } = paintPictures(folder);
  await tessera.open();
  await tessera.addPhotos([photo]);
  await tessera.chooseTarget(target);
  await tessera.cellsAcross.fill('8');
  await tessera.make();
  await openSections(tessera.page);
}

const isGrey = ([r = 0, g = 0, b = 0]: readonly number[]): boolean => Math.max(r, g, b) - Math.min(r, g, b) < 1;

test('laid over in full, the target itself is seen, and undone the photos are', async ({ tessera, page }, info) => {
  const folder = info.outputPath('pictures');
  await beginWithOne(tessera, folder, paintPictures(folder).photos[2] as string);
  const plain = await picture(page);
  await controls(page).overlay.fill('100');
  for (const { x, y, colour } of fields) {
    await expect.poll(async () => near(await painted(page, x, y), colour)).toBe(true);
  }
  await expect(page.getByText('The target itself is laid over them at 100 %.')).toBeVisible();
  await tessera.button('Undo: Lay the target over: 100 %').click();
  await expect.poll(() => picture(page)).toBe(plain);
  await expect(page.getByText('The target itself is laid over')).toHaveCount(0);
});

test('pulled all the way, the mean colour of a tile is that of its cell', async ({ tessera, page }, info) => {
  const photo = info.outputPath('grey.png');
  mkdirSync(info.outputPath(), { recursive: true });
  execFileSync('convert', ['-size', '80x80', 'gradient:#686868-#989898', photo]);
  await beginWithOne(tessera, info.outputPath('pictures'), photo);
  expect(isGrey(await painted(page, 0.125, 0.125, 0.125, 0.125))).toBe(true);
  await controls(page).pull.fill('100');
  for (const { x, y, colour } of fields) {
    const cell = [Math.floor(8 * x) / 8, Math.floor(8 * y) / 8] as const;
    await expect.poll(async () => near(await painted(page, ...cell, 1 / 8, 1 / 8), colour)).toBe(true);
  }
  // It is still the photo: what is above is lighter than what is below, or the other way round.
  const [top = 0] = await painted(page, 0.125, 0.13, 0.1, 0.01);
  const [bottom = 0] = await painted(page, 0.125, 0.24, 0.1, 0.01);
  expect(Math.abs(top - bottom)).toBeGreaterThan(10);
});

test('greyscale has no colours, sepia is brown, and their own colours come back', async ({ tessera, page }, info) => {
  await begin(tessera, info.outputPath('pictures'));
  const plain = await picture(page);
  await controls(page).tone.selectOption('Greyscale');
  for (const { x, y } of fields) await expect.poll(async () => isGrey(await painted(page, x, y))).toBe(true);
  await controls(page).tone.selectOption('Sepia');
  await expect
    .poll(async () => {
      const [r = 0, g = 0, b = 0] = await painted(page, 0.2, 0.2);
      return r > g && g > b;
    })
    .toBe(true);
  await tessera.button('Reset Tiles in').click();
  await expect.poll(() => picture(page)).toBe(plain);
});

test('gaps have their width and colour, around tiles that stay as they are', async ({ tessera, page }, info) => {
  await begin(tessera, info.outputPath('pictures'));
  await controls(page).gaps.fill('25');
  await controls(page).background.fill('#ff00ff');
  // A quarter of a tile, half of it on each side of a cell's edge.
  for (const offset of [-0.1, 0, 0.1]) {
    await expect.poll(async () => near(await painted(page, (2 + offset) / 8, 1.5 / 8), [255, 0, 255])).toBe(true);
    expect(near(await painted(page, 2.5 / 8, (1 + offset) / 8), [255, 0, 255])).toBe(true);
  }
  for (const inside of [0.2, 0.5, 0.8]) {
    expect(near(await painted(page, (2 + inside) / 8, 1.5 / 8), channels(red))).toBe(true);
  }
  await expect(page.getByText('Gaps take 25 % of a tile.')).toBeVisible();
});

test('with soft edges the border between two tiles has colours between theirs', async ({ tessera, page }, info) => {
  await begin(tessera, info.outputPath('pictures'));
  const border = () => painted(page, 0.5, 0.2);
  const between = ([r = 0, g = 0]: readonly number[]): boolean =>
    r > 0x20 + 20 && r < 0xd0 - 20 && g > 0x20 + 20 && g < 0xa0 - 20;
  expect(near(await border(), channels(green))).toBe(true);
  await controls(page).softEdges.fill('60');
  await expect.poll(async () => between(await border())).toBe(true);
  expect(near(await painted(page, 0.2, 0.2), channels(red))).toBe(true);
  await tessera.button('Reset Soft edges').click();
  await expect.poll(async () => near(await border(), channels(green))).toBe(true);
});

test('as bricks every other row is shifted, and a click still finds the tile', async ({ tessera, page }, info) => {
  const folder = info.outputPath('pictures');
  await begin(tessera, folder);
  await controls(page).bricks.check();
  // 7.5 tiles across. The target's middle lies in the fourth cell of even rows, three quarters of which are red, and
  // in the fifth cell of odd rows, most of which is green.
  const middle = 3.75 / 7.5;
  const row = (index: number) => (index + 0.5) / 7.5;
  await expect.poll(async () => near(await painted(page, middle, row(1)), channels(green))).toBe(true);
  expect(near(await painted(page, middle, row(0)), channels(red))).toBe(true);
  expect(near(await painted(page, middle, row(2)), channels(red))).toBe(true);
  await expect(page.getByText('Rows are offset like bricks.')).toBeVisible();

  const home = await tessera.mosaic.boundingBox();
  if (!home) throw new Error('there is no mosaic');
  const panel = page.getByRole('complementary', { name: 'Tile' });
  await page.mouse.click(home.x + middle * home.width, home.y + row(1) * home.height);
  await expect(panel.getByText('Column 5, row 2')).toBeVisible();
  await page.mouse.click(home.x + middle * home.width, home.y + row(2) * home.height);
  await expect(panel.getByText('Column 4, row 3')).toBeVisible();
  await page.mouse.click(home.x + 0.02 * home.width, home.y + row(1) * home.height);
  await expect(panel.getByText('Column 1, row 2')).toBeVisible();
});

test('a tile is shown as its photo is, and as it stands in the mosaic', async ({ tessera, page }, info) => {
  await begin(tessera, info.outputPath('pictures'));
  const home = await tessera.mosaic.boundingBox();
  if (!home) throw new Error('there is no mosaic');
  await page.mouse.click(home.x + 0.2 * home.width, home.y + 0.2 * home.height);
  const panel = page.getByRole('complementary', { name: 'Tile' });
  const middleOf = (name: string): Promise<number[]> =>
    panel.getByRole('img', { name }).evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      return [...(canvas.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1).data ?? [])].slice(0, 3);
    });
  await expect.poll(async () => near(await middleOf('As it stands here'), channels(red))).toBe(true);
  await controls(page).tone.selectOption('Greyscale');
  await expect.poll(async () => isGrey(await middleOf('As it stands here'))).toBe(true);
  expect(near(await middleOf('colour0.png'), channels(red))).toBe(true);
});

async function slide(slider: Locator, values: readonly number[]): Promise<void> {
  await slider.evaluate((input: HTMLInputElement, all) => {
    for (const value of all) {
      input.value = String(value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, values);
}

test('a slider that is dragged is one step, and the picture ends as the last value has it', async ({
  tessera,
  page,
}, info) => {
  await begin(tessera, info.outputPath('pictures'));
  const plain = await picture(page);
  await controls(page).overlay.fill('100');
  await controls(page).gaps.fill('20');
  await expect(page.getByText('Gaps take 20 %')).toBeVisible();
  const wanted = await picture(page);
  await slide(controls(page).gaps, [25, 30, 35, 40, 45, 50, 40, 30, 20, 10, 0]);
  await slide(controls(page).softEdges, [10, 20, 30, 40]);
  await slide(controls(page).softEdges, [30, 20, 10, 0]);
  await slide(controls(page).gaps, [10, 20]);
  await expect(page.getByText('Gaps take 20 %')).toBeVisible();
  await expect.poll(() => picture(page)).toBe(wanted);
  await expect(page.getByText('Changed since')).toHaveCount(0);

  await tessera.button('Back to plain').click();
  await expect.poll(() => picture(page)).toBe(plain);
  await expect(controls(page).gaps).toHaveValue('0');
  await expect(page.locator('.look')).toHaveCount(0);
  await expect(tessera.button('Back to plain')).toHaveCount(0);
  await tessera.button('Undo: Draw tiles as they are').click();
  await expect.poll(() => picture(page)).toBe(wanted);
});

test('what is zoomed into follows the style without moving', async ({ tessera, page }, info) => {
  const folder = info.outputPath('pictures');
  await begin(tessera, folder);
  const box = await viewerBox(page);
  const spot = { x: box.x + box.width / 2 + 40, y: box.y + box.height / 2 + 40 };
  await page.mouse.move(spot.x, spot.y);
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -200);
  const seen = () => colourAt(page, folder, spot.x, spot.y);
  await expect(page.locator('.surface[data-zoomed]')).toBeVisible();
  await expect.poll(async () => near(await seen(), channels(yellow))).toBe(true);
  await controls(page).tone.selectOption('Greyscale');
  await expect.poll(async () => isGrey(await seen())).toBe(true);
  await expect(page.locator('.surface[data-zoomed]')).toBeVisible();
  await tessera.button('Undo: Tiles in: Greyscale').click();
  await expect.poll(async () => near(await seen(), channels(yellow))).toBe(true);
});

test('axe finds no fault with every control of the style in sight', async ({ tessera, page }, info) => {
  await begin(tessera, info.outputPath('pictures'));
  await controls(page).gaps.fill('20');
  await controls(page).pull.fill('20');
  expect(await faults(page)).toEqual([]);
});

test.describe('with real photos', () => {
  needPhotos();

  test('the saved file shows what the screen shows', async ({ tessera, page }, info) => {
    mkdirSync(info.outputPath(), { recursive: true });
    const shown = async (name: string): Promise<Buffer> => {
      const path = info.outputPath(`${name}-screen.png`);
      writeFileSync(path, Buffer.from((await picture(page)).replace(/^.*,/, ''), 'base64'));
      return shrunk(path, 120, 90);
    };
    const saved = async (name: string): Promise<Buffer> => {
      const path = info.outputPath(`${name}.png`);
      await (await tessera.download()).saveAs(path);
      return shrunk(path, 120, 90);
    };
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 120));
    await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
    await tessera.cellsAcross.fill('30');
    await tessera.make();
    await openSections(page);
    const plain = await shown('plain');
    const { tone, pull, overlay, softEdges, gaps, bricks } = controls(page);
    await softEdges.fill('50');
    await pull.fill('50');
    await overlay.fill('15');
    await gaps.fill('8');
    await bricks.check();
    await tone.selectOption('Sepia');
    await tessera.make();
    await expect(page.getByText('All tiles are in sepia.')).toBeVisible();
    const screen = await shown('styled');
    const file = await saved('styled');
    expect(meanSquaredError(screen, file)).toBeLessThan(40);
    expect(meanSquaredError(screen, plain)).toBeGreaterThan(400);
  });
});
