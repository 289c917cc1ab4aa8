/** A visitor without photos at hand. */
import { expect, test } from './tessera';

test('sample pictures become a mosaic with one press', async ({ tessera, page }) => {
  await tessera.open();
  const start = Date.now();
  await tessera.sampleButton.click();
  await tessera.made();
  console.log(`from press to painted mosaic: ${Date.now() - start} ms`);
  const photos = Number((await tessera.fact('Photos used')).replace(/.* of /, ''));
  expect(photos).toBeGreaterThanOrEqual(300);
  await expect(page.getByText(/skipped/)).toHaveCount(0);
  // The canvas is full of different colours, down to its last row.
  const colours = await page.locator('.mosaic canvas').evaluate((canvas: HTMLCanvasElement) => {
    const c = canvas.getContext('2d');
    const row = c?.getImageData(0, canvas.height - 1, canvas.width, 1).data ?? [];
    const seen = new Set<number>();
    for (let i = 0; i + 2 < row.length; i += 4)
      seen.add(((row[i] ?? 0) << 16) | ((row[i + 1] ?? 0) << 8) | (row[i + 2] ?? 0));
    return seen.size;
  });
  expect(colours).toBeGreaterThan(50);
});

test('the first photos of one’s own take the place of the samples', async ({ tessera, page }) => {
  await tessera.open();
  await tessera.sampleButton.click();
  await tessera.made();
  // A picture that the page draws itself, so that this needs no file from outside.
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 40);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 40);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  await tessera.photos.setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: Buffer.from(png) });
  await expect(tessera.status).toContainText('1 photo ready');
});

test('clearing the photos brings the first screen back and keeps the settings', async ({ tessera }) => {
  await tessera.open();
  await tessera.cellsAcross.fill('42');
  await tessera.sampleButton.click();
  await tessera.made();
  await tessera.button('Clear photos').click();
  await expect(tessera.sampleButton).toBeVisible();
  await expect(tessera.mosaic).toHaveCount(0);
  await expect(tessera.cellsAcross).toHaveValue('42');
});
