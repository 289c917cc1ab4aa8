/** The mosaic follows what a person does, by itself; and what they did can be taken back. */
import { needPhotos, photos } from './photos';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const cells = (tessera: Tessera, text: string) => expect.poll(() => tessera.fact('Cells')).toBe(text);

/** Photos and a target, and the mosaic that comes of them without a word. */
async function begin(tessera: Tessera, count: number): Promise<void> {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, count));
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.made();
}

/** What the mosaic on the screen looks like, to the bit. */
const picture = (tessera: Tessera): Promise<string> =>
  tessera.page.locator('.mosaic canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('a mosaic appears by itself once there are photos and a target', async ({ tessera }) => {
  await begin(tessera, 40);
  await expect(tessera.status).toContainText('“p03.jpg” is the target. Mosaic made: 7,500 cells');
  await cells(tessera, '7,500 (100 × 75)');
});

test('a first mosaic is there while photos still load, and in the end it is made of them all', async ({ tessera }) => {
  const many = Array.from({ length: 8 }, () => photos.library()).flat();
  await tessera.open();
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.photos.setInputFiles(many);
  await expect(tessera.mosaic).toBeVisible({ timeout: 60_000 });
  await expect(tessera.status).toHaveText('Loading photos …');
  await tessera.made();
  await expect(tessera.status).toContainText('2,640 photos ready');
  expect(await tessera.fact('Photos used')).toMatch(/ of 330$/);
});

test('a target that is chosen while photos load is read at once', async ({ tessera }) => {
  const many = Array.from({ length: 8 }, () => photos.library()).flat();
  await tessera.open();
  await tessera.photos.setInputFiles(many);
  await expect(tessera.status).toHaveText('Loading photos …');
  await tessera.target.setInputFiles(photos.named('camera', 'p03.jpg'));
  await expect(tessera.mosaic).toBeVisible({ timeout: 60_000 });
  await expect(tessera.status).toHaveText('Loading photos …');
});

test('a changed setting changes the mosaic, a bad one keeps it and says what is wrong', async ({ tessera, page }) => {
  await begin(tessera, 60);
  await tessera.cellsAcross.fill('40');
  await cells(tessera, '1,200 (40 × 30)');
  await expect(page.getByText('Changed since')).toHaveCount(0);
  await tessera.cellsAcross.fill('');
  await expect(page.getByText('Cells across must be a whole number from 1 to 2,000.')).toBeVisible();
  await expect(tessera.mosaic).toBeVisible();
  await cells(tessera, '1,200 (40 × 30)');
  await expect(page.getByText('Changed since')).toBeVisible();
  await tessera.cellsAcross.fill('40');
  await expect(page.getByText('Changed since')).toHaveCount(0);
});

test('changes that come faster than mosaics end with the last one', async ({ tessera, page }) => {
  await begin(tessera, 60);
  for (let columns = 60; columns > 20; columns--) await tessera.cellsAcross.fill(String(columns));
  await cells(tessera, '336 (21 × 16)');
  await expect(page.getByText('Changed since')).toHaveCount(0);
});

test('a slow matching shows a quick answer at once, and how near the best it has come', async ({ tessera, page }) => {
  await begin(tessera, 330);
  await tessera.cellsAcross.fill('400');
  await cells(tessera, '120,000 (400 × 300)');
  const repeated = await picture(tessera);
  await tessera.matching.selectOption({ label: 'Each photo once, best possible' });
  await expect(page.getByText(/within [\d.]+ % of the best possible/)).toBeVisible({ timeout: 90_000 });
  expect(await tessera.fact('Most used')).toBe('364 ×');
  expect(await picture(tessera)).not.toBe(repeated);
  await tessera.cancelButton.click();
  await expect(tessera.status).toContainText('Cancelled');
  await tessera.idle();
  await expect(page.getByText('Changed since')).toBeVisible();
  // It stays cancelled until something changes.
  await tessera.matching.selectOption({ label: 'Repeats allowed' });
  await expect(page.getByText('Changed since')).toHaveCount(0);
  expect(await picture(tessera)).toBe(repeated);
});

test('steps are taken back and done again, by buttons that name them and by keys', async ({ tessera, page }) => {
  await begin(tessera, 60);
  const first = await picture(tessera);
  await expect(tessera.button('Undo')).toBeDisabled();
  await tessera.cellsAcross.fill('1');
  await tessera.cellsAcross.fill('12');
  await cells(tessera, '108 (12 × 9)');
  await tessera.matching.selectOption({ label: 'Each photo once' });
  await expect.poll(() => tessera.fact('Most used')).toBe('2 ×');

  await tessera.button('Undo: Matching: Each photo once').click();
  await expect(tessera.matching).toHaveValue('nearest');
  // What was typed without a pause is one step.
  await tessera.button('Undo: Cells across: 12').click();
  await expect(tessera.cellsAcross).toHaveValue('100');
  await cells(tessera, '7,500 (100 × 75)');
  await expect(page.getByText('Changed since')).toHaveCount(0);
  await expect.poll(() => picture(tessera)).toBe(first);
  await expect(tessera.button('Undo')).toBeDisabled();

  await page.keyboard.press('Control+y');
  await cells(tessera, '108 (12 × 9)');
  await page.keyboard.press('Control+Shift+z');
  await expect(tessera.matching).toHaveValue('greedy');
  await expect(tessera.button('Redo')).toBeDisabled();
  await page.keyboard.press('Control+z');
  await expect(tessera.matching).toHaveValue('nearest');
});

test('where few of many photos are seen, one click shows more of them, and can be taken back', async ({
  tessera,
  page,
}) => {
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await tessera.chooseTarget(photos.named('camera', 'p00.jpg'));
  await tessera.made();
  const seen = async () => Number((await tessera.fact('Photos used')).split(' ')[0]);
  const few = await seen();
  expect(few).toBeLessThan(100);
  const more = page.getByRole('button', { name: 'Show more of them' });
  await more.click();
  await expect.poll(seen).toBeGreaterThan(few);
  await expect.poll(() => tessera.fact('Repeats apart')).toContain('3');
  await expect(more).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(seen).toBe(few);
});
