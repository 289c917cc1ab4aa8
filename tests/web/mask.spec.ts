/** Areas marked on the target: smaller tiles there, or tiles only there; kept like all else of a project. */
import type { Locator, Page } from '@playwright/test';
import { faults } from './axe';
import { colours, makeOfColours, paintPictures } from './coloured';
import { expect, type Tessera, test } from './tessera';

const cells = (tessera: Tessera) => tessera.page.locator('dl.facts div').filter({ hasText: 'Cells' }).locator('dd');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Tile' });

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not there');
  return box;
}

/** Draws a line from one place to another, in parts of an element's sides. */
async function drag(page: Page, over: Locator, ...places: readonly (readonly [number, number])[]): Promise<void> {
  const box = await boxOf(over);
  for (const [i, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    if (i === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

async function press(page: Page, over: Locator, x: number, y: number): Promise<void> {
  const box = await boxOf(over);
  await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
}

/** The colours in the middle of the mosaic and of its quarters. */
const seenColours = (tessera: Tessera): Promise<string[]> =>
  tessera.page.locator('.mosaic canvas').evaluate((canvas: HTMLCanvasElement) => {
    const c = canvas.getContext('2d') as CanvasRenderingContext2D;
    return [
      [2, 2],
      [1, 1],
      [3, 1],
      [1, 3],
      [3, 3],
    ].map(([x = 0, y = 0]) => {
      const at = [Math.floor((x * canvas.width) / 4 + 2), Math.floor((y * canvas.height) / 4 + 2)] as const;
      const [red = 0, green = 0, blue = 0] = c.getImageData(...at, 1, 1).data;
      return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`;
    });
  });

test('what is painted over has smaller tiles, until it is undone, and again when the project is opened', async ({
  tessera,
  page,
}, info) => {
  const coloured = paintPictures(info.outputPath('pictures'));
  await makeOfColours(tessera, coloured);
  await expect(cells(tessera)).toHaveText('64 (8 × 8)');
  await page.getByText('Mark areas').click();
  const surface = page.getByRole('application', { name: 'Paint where tiles are smaller' });
  await page.getByLabel('Brush size').fill('40');
  // The left upper quarter: four by four cells.
  await drag(page, surface, [0.12, 0.12], [0.36, 0.12], [0.12, 0.36], [0.36, 0.36]);
  await expect(page.getByText(/^\d+ % of the picture is marked/)).toBeVisible();
  await expect(cells(tessera)).toContainText('16 × 16');
  await tessera.idle();
  const marked = Number.parseInt(await cells(tessera).innerText(), 10);
  // A cell is four where it is marked, and one elsewhere.
  expect(marked).toBeGreaterThan(64 + 3 * 12);
  expect(marked).toBeLessThan(64 + 3 * 25);
  expect(await faults(page)).toEqual([]);

  // A small tile stands by itself, a large one is chosen wherever it is pressed.
  await press(page, tessera.mosaic, 1.5 / 16, 1.5 / 16);
  await expect(panel(page)).toContainText('Column 2, row 2;');
  await press(page, tessera.mosaic, 1.5 / 16, 13.5 / 16);
  await expect(panel(page)).toContainText('Column 1, row 13;');
  await page.getByRole('application', { name: 'Look closer' }).press('ArrowUp');
  await expect(panel(page)).toContainText('Column 1, row 11;');
  await page.keyboard.press('Escape');

  // What does not go with it is said and cannot be had.
  await page.getByText('Shape and edges').click();
  await expect(page.getByLabel('Soft edges')).toBeDisabled();
  await expect(page.getByText('Not while smaller tiles are marked').first()).toBeVisible();

  await tessera.button('Undo: Mark finer cells').click();
  await expect(cells(tessera)).toHaveText('64 (8 × 8)');
  await page.getByLabel('Soft edges').fill('40');
  await expect(surface).toHaveCount(0);
  await tessera.button('Hard edges, straight rows').click();
  await tessera.button('Undo: Hard edges').click();
  await tessera.button('Undo: Soft edges').click();
  await tessera.button('Redo').click();
  await tessera.button('Undo: Soft edges').click();
  await drag(page, surface, [0.12, 0.12], [0.36, 0.12], [0.12, 0.36], [0.36, 0.36]);
  await expect(cells(tessera)).toContainText('16 × 16');
  await tessera.idle();

  const download = page.waitForEvent('download');
  await tessera.button('Save project').click();
  const project = info.outputPath('marked.tessera');
  await (await download).saveAs(project);
  await tessera.open();
  await page.getByLabel('Open project').setInputFiles(project);
  await tessera.photos.setInputFiles([...coloured.photos]);
  await expect(tessera.status).toContainText('is here again as it was saved');
  await expect(cells(tessera)).toHaveText(`${marked} of two sizes (16 × 16)`);
});

test('with tiles only where it is marked, the picture itself or nothing is around them', async ({
  tessera,
  page,
}, info) => {
  const { photos, target } = paintPictures(info.outputPath('pictures'));
  const [red, ...others] = colours;
  await makeOfColours(tessera, { photos: photos.slice(0, 1), target });
  expect(await seenColours(tessera)).toEqual([red, red, red, red, red]);
  await page.getByText('Mark areas').click();
  await page.getByLabel('Tiles only here').check();

  // By keys: a dot in the middle.
  const surface = page.getByRole('application', { name: 'Paint where tiles are' });
  await surface.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  await page.keyboard.press('Space');
  await expect.poll(() => seenColours(tessera)).toEqual([red, red, ...others]);
  await page.getByLabel('Around it').selectOption('Nothing');
  const white = '#ffffff';
  await expect.poll(() => seenColours(tessera)).toEqual([red, white, white, white, white]);
  await tessera.button('Invert').click();
  await expect.poll(() => seenColours(tessera)).toEqual([white, red, red, red, red]);
  expect(await faults(page)).toEqual([]);

  // With so little that no cell is left the page says what to do.
  await tessera.button('Clear').last().click();
  await expect.poll(() => seenColours(tessera)).toEqual([red, red, red, red, red]);
  for (let i = 0; i < 20; i++) await surface.press('-');
  await surface.press('ArrowLeft');
  await surface.press('Space');
  await expect(tessera.status).toContainText('Mark a larger area');
  await tessera.button('Undo: Mark where tiles are').click();
  await tessera.idle();
  await expect(tessera.status).not.toContainText('Mark a larger area');
});
