/** Tiles are objects: what one shows, what may stand there instead, and what shall never. */
import type { Page } from '@playwright/test';
import { channels, colourAt, colours, makeOfColours, near, paintPictures } from './coloured';
import { expect, type Tessera, test } from './tessera';

/** Presses the middle of a cell, in a mosaic of eight by eight that is seen whole. */
async function clickCell(tessera: Tessera, page: Page, column: number, row: number): Promise<void> {
  const box = await tessera.mosaic.boundingBox();
  if (!box) throw new Error('there is no mosaic');
  await page.mouse.click(box.x + ((column + 0.5) / 8) * box.width, box.y + ((row + 0.5) / 8) * box.height);
}

async function colourOfCell(tessera: Tessera, page: Page, folder: string, column: number, row: number) {
  const box = await tessera.mosaic.boundingBox();
  if (!box) throw new Error('there is no mosaic');
  return colourAt(page, folder, box.x + ((column + 0.5) / 8) * box.width, box.y + ((row + 0.5) / 8) * box.height);
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Tile' });
const nameIn = (page: Page) => panel(page).getByRole('heading');

test('a click on a tile tells which photo it is, its size and where else it stands', async ({
  tessera,
  page,
}, info) => {
  await makeOfColours(tessera, paintPictures(info.outputPath('pictures')));
  const names = ['colour0.png', 'colour1.png', 'colour2.png', 'colour3.png'];
  const cells = [
    [1, 1],
    [6, 1],
    [1, 6],
    [6, 6],
  ] as const;
  for (const [i, [column, row]] of cells.entries()) {
    await clickCell(tessera, page, column, row);
    await expect(nameIn(page)).toHaveText(names[i] ?? '');
    await expect(panel(page)).toContainText(`Column ${column + 1}, row ${row + 1}; and 15 other places`);
    await expect(panel(page)).toContainText('80 × 80 px');
    await panel(page).getByRole('button', { name: 'Close' }).click();
    await expect(panel(page)).toHaveCount(0);
  }
});

test('tiles are chosen by keys, and the panel is left by Escape', async ({ tessera, page }, info) => {
  await makeOfColours(tessera, paintPictures(info.outputPath('pictures')));
  await page.getByRole('application').focus();
  await page.keyboard.press('Enter');
  for (let press = 0; press < 10; press++) {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.getByText('colour1.png, column 8, row 1')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(nameIn(page)).toHaveText('colour1.png');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
});

test('a tile is swapped, stays so in the next mosaic, and undo brings the old one back', async ({
  tessera,
  page,
}, info) => {
  const folder = info.outputPath('pictures');
  await makeOfColours(tessera, paintPictures(folder));
  const cell = async () => colourOfCell(tessera, page, folder, 1, 1);
  await clickCell(tessera, page, 1, 1);
  await panel(page).getByRole('button', { name: 'Put colour2.png here' }).click();
  await remade(tessera);
  await expect(nameIn(page)).toHaveText('colour2.png');
  await expect(panel(page).getByRole('button', { name: 'Unpin' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await expect.poll(async () => near(await cell(), channels(colours[2]))).toBe(true);

  // Another setting makes another mosaic of the same cells.
  await tessera.tileSize.fill('16');
  await remade(tessera);
  await expect.poll(async () => near(await cell(), channels(colours[2]))).toBe(true);

  await tessera.button('Undo').click();
  await tessera.button('Undo').click();
  await remade(tessera);
  await expect.poll(async () => near(await cell(), channels(colours[0]))).toBe(true);
});

test('a banned photo stands nowhere any more, until that is undone or it is used again', async ({
  tessera,
  page,
}, info) => {
  const folder = info.outputPath('pictures');
  await makeOfColours(tessera, paintPictures(folder));
  await clickCell(tessera, page, 1, 1);
  await panel(page).getByRole('button', { name: 'Never use this photo' }).click();
  await remade(tessera);
  await expect(nameIn(page)).not.toHaveText('colour0.png');
  await panel(page).getByRole('button', { name: 'Close' }).click();
  expect(await tessera.fact('Photos used')).toContain('3 of');
  for (const [column, row] of [
    [0, 0],
    [1, 1],
    [3, 3],
  ] as const) {
    expect(near(await colourOfCell(tessera, page, folder, column, row), channels(colours[0]))).toBe(false);
  }
  const isBack = async () => near(await colourOfCell(tessera, page, folder, 1, 1), channels(colours[0]));
  await tessera.button('Undo').click();
  await remade(tessera);
  await expect.poll(isBack).toBe(true);

  await tessera.button('Redo').click();
  await remade(tessera);
  await expect.poll(isBack).toBe(false);
  await page.getByText('1 photo never used').click();
  await tessera.button('Use again colour0.png').click();
  await remade(tessera);
  await expect.poll(isBack).toBe(true);
  await expect(page.getByText('never used')).toHaveCount(0);
});

test('a photo is used less often than it would be', async ({ tessera, page }, info) => {
  await makeOfColours(tessera, paintPictures(info.outputPath('pictures')));
  await clickCell(tessera, page, 1, 1);
  await panel(page).getByRole('button', { name: 'Use less often' }).click();
  await remade(tessera);
  await expect(panel(page)).toContainText('At most 8 places');
});

/** The mosaic has followed what was done. */
async function remade(tessera: Tessera): Promise<void> {
  await tessera.idle();
  await expect(tessera.page.getByText('Changed since')).toHaveCount(0);
  await expect(tessera.mosaic).toBeVisible();
}
