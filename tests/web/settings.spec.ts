/** Settings beyond the first ones: each changes the picture, has a way back, and presets set several at once. */
import { needPhotos, photos } from './photos';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const picture = (tessera: Tessera): Promise<string> =>
  tessera.page.locator('.mosaic canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

async function begin(tessera: Tessera): Promise<void> {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 120));
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('30');
  await tessera.make();
}

test('each setting of likeness and variants has an effect, and none when it is put back', async ({ tessera, page }) => {
  await begin(tessera);
  const plain = await picture(tessera);
  await page.getByText('Likeness', { exact: true }).click();
  await page.getByText('Flips, turns, close-ups').click();
  const seen = new Set([plain]);
  for (const label of ['Lightness only', 'Mirrored', 'Turned', 'Close-ups']) {
    const box = page.getByRole('checkbox', { name: label });
    await box.check();
    await tessera.make();
    seen.add(await picture(tessera));
    await box.uncheck();
    await expect.poll(() => picture(tessera)).toBe(plain);
  }
  for (const likeness of ['Colour and layout', 'Every detail']) {
    await page.getByLabel('Compare by').selectOption(likeness);
    await tessera.make();
    seen.add(await picture(tessera));
  }
  // With mean colours mirroring and turning change nothing but the way in which ties go.
  expect(seen.size).toBeGreaterThanOrEqual(5);
  await tessera.button('Reset Compare by').click();
  await expect.poll(() => picture(tessera)).toBe(plain);
});

test('a preset is one step, and “Every photo once” chooses the grid for the photos', async ({ tessera }) => {
  await begin(tessera);
  await tessera.button('Every photo once').click();
  // 120 photos, 4 : 3.
  await expect(tessera.cellsAcross).toHaveValue('12');
  await expect(tessera.matching).toHaveValue('optimal');
  await expect.poll(() => tessera.fact('Photos used')).toBe('108 of 120');
  await tessera.button('Undo: Every photo once').click();
  await expect(tessera.cellsAcross).toHaveValue('30');
  await expect(tessera.matching).toHaveValue('nearest');
});

test('cells take another shape at once, one’s own too, and back again', async ({ tessera, page }) => {
  await begin(tessera);
  const square = await picture(tessera);
  const shape = page.getByLabel('Cell shape');
  await shape.selectOption('3 : 2, wide');
  // 960 × 720 px, in tiles of 32 × 21.
  await expect(page.getByText('30 × 35 cells')).toBeVisible();
  await expect.poll(() => picture(tessera)).not.toBe(square);
  await shape.selectOption('Your own');
  await page.getByLabel('Shape, across').fill('1');
  await page.getByLabel('Shape, down').fill('9');
  await expect(page.getByText('at most 8 times the other').first()).toBeVisible();
  await page.getByLabel('Shape, down').fill('2');
  // 32 × 64.
  await expect(page.getByText('30 × 12 cells')).toBeVisible();
  await tessera.button('Reset Cell shape').click();
  await expect.poll(() => picture(tessera)).toBe(square);
  await tessera.button('Undo: Cell shape: Square').click();
  await expect(shape).toHaveValue('own');
});
