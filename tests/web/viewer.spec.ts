/** Looking closer: from the whole mosaic down to one photo, and beside its target. */
import { execFileSync } from 'node:child_process';
import { channels, colourAt, colours, makeOfColours, near, paintPictures, pictureWidth, viewerBox } from './coloured';
import { needPhotos, photos } from './photos';
import { shrunk } from './pixels';
import { expect, test } from './tessera';

test('the wheel zooms in to one tile, which shows its photo and nothing else', async ({ tessera, page }, info) => {
  await makeOfColours(tessera, paintPictures(info.outputPath('pictures')));
  const home = await tessera.mosaic.boundingBox();
  if (!home) throw new Error('there is no mosaic');
  // The upper right field is green.
  const x = home.x + 0.8 * home.width;
  const y = home.y + 0.2 * home.height;
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await pictureWidth(page)) / 8).toBeGreaterThan(200);
  await expect
    .poll(async () => near(await colourAt(page, info.outputPath('pictures'), x, y), channels(colours[1])))
    .toBe(true);
  const box = await viewerBox(page);
  const corner = await colourAt(page, info.outputPath('pictures'), box.x + box.width - 40, box.y + 40);
  expect(near(corner, channels(colours[1]))).toBe(true);

  // And out again, to exactly where it was.
  for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 300);
  await expect.poll(() => pictureWidth(page)).toBeCloseTo(home.width, 0);
});

test('the tiles that are drawn are those of the photos that the painting shows', async ({ tessera, page }, info) => {
  needPhotos();
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 60));
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('30');
  await tessera.make();
  const before = info.outputPath('painting.png');
  await tessera.mosaic.screenshot({ path: before });
  // A little nearer, so that regions are drawn; what lies in the middle stays there.
  await tessera.button('Zoom in').click();
  await expect(page.locator('.surface[data-zoomed]')).toBeVisible();
  await page.waitForTimeout(1500);
  const after = info.outputPath('regions.png');
  await tessera.mosaic.screenshot({ path: after });
  const grid = 24;
  const whole = shrunk(before, grid * 3, grid * 3);
  const part = shrunk(after, grid * 2, grid * 2);
  let difference = 0;
  for (let y = 0; y < grid; y++) {
    for (let x = 0; x < grid; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const a = whole[((y + grid) * grid * 3 + x + grid) * 3 + channel] ?? 0;
        const b = part[((y + grid / 2) * grid * 2 + x + grid / 2) * 3 + channel] ?? 0;
        difference += Math.abs(a - b);
      }
    }
  }
  expect(difference / (grid * grid * 3)).toBeLessThan(8);
});

test('the keyboard zooms, moves and comes back', async ({ tessera, page }, info) => {
  const folder = info.outputPath('pictures');
  await makeOfColours(tessera, paintPictures(folder));
  const whole = await pictureWidth(page);
  await page.getByRole('application').focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('+');
  await expect.poll(() => pictureWidth(page)).toBeGreaterThan(3 * whole);
  // Up and to the left as far as it goes lies the red field.
  for (let press = 0; press < 30; press++) {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
  }
  const box = await viewerBox(page);
  const middle = async () => colourAt(page, folder, box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(async () => near(await middle(), channels(colours[0]))).toBe(true);
  // To the right the green one.
  for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => near(await middle(), channels(colours[1]))).toBe(true);
  await page.keyboard.press('0');
  await expect.poll(() => pictureWidth(page)).toBeCloseTo(whole, 0);
});

test('a new mosaic is looked at where the old one was', async ({ tessera, page }, info) => {
  const folder = info.outputPath('pictures');
  await makeOfColours(tessera, paintPictures(folder));
  const box = await viewerBox(page);
  await page.mouse.move(box.x + 0.7 * box.width, box.y + 0.3 * box.height);
  for (let turn = 0; turn < 3; turn++) await page.mouse.wheel(0, -300);
  await page.waitForTimeout(1000);
  const width = await pictureWidth(page);
  await tessera.cellsAcross.fill('16');
  await tessera.make();
  await expect.poll(async () => Math.round((await pictureWidth(page)) - width)).toBe(0);
  await expect(page.locator('.surface[data-zoomed]')).toBeVisible();
});

test('mosaic and target are compared by moving the line between them', async ({ tessera, page }, info) => {
  const folder = info.outputPath('pictures');
  const coloured = paintPictures(folder);
  await tessera.open();
  // The only photo is blue: then mosaic and target differ everywhere but in one field.
  await tessera.addPhotos(coloured.photos.slice(2, 3));
  await tessera.chooseTarget(coloured.target);
  await tessera.make();
  const home = await tessera.mosaic.boundingBox();
  if (!home) throw new Error('there is no mosaic');
  const redField = async () => colourAt(page, folder, home.x + 0.1 * home.width, home.y + 0.1 * home.height);
  const greenField = async () => colourAt(page, folder, home.x + 0.9 * home.width, home.y + 0.1 * home.height);
  expect(near(await redField(), channels(colours[2]))).toBe(true);

  await tessera.button('Compare with target').click();
  await expect.poll(async () => near(await greenField(), channels(colours[1]))).toBe(true);
  expect(near(await redField(), channels(colours[2]))).toBe(true);

  const line = page.getByRole('slider', { name: 'Mosaic on the left, target on the right' });
  await line.press('Home');
  await expect.poll(async () => near(await redField(), channels(colours[0]))).toBe(true);
  await line.press('End');
  await expect.poll(async () => near(await greenField(), channels(colours[2]))).toBe(true);

  await tessera.button('Compare with target').click();
  await expect(line).toHaveCount(0);
});

test('a mosaic of 100,000 cells is zoomed and moved without a hitch', async ({ tessera, page }) => {
  needPhotos();
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('366');
  await tessera.make();
  expect(await tessera.fact('Cells')).toContain('100,650');
  const whole = (await page.locator('.mosaic canvas').boundingBox())?.width ?? 0;
  const box = await viewerBox(page);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  for (let turn = 0; turn < 30; turn++) {
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(20);
    if (turn % 5 !== 0) continue;
    await page.mouse.down();
    await page.mouse.move(middle.x + 150, middle.y + 90, { steps: 6 });
    await page.mouse.up();
    await page.mouse.move(middle.x, middle.y);
  }
  await expect.poll(async () => (await pictureWidth(page)) / 366).toBeGreaterThan(100);
  await tessera.button('See it whole').click();
  await expect.poll(() => pictureWidth(page)).toBeCloseTo(whole, 0);
});

test('the viewer fills the screen and gives it back', async ({ tessera, page }, info) => {
  await makeOfColours(tessera, paintPictures(info.outputPath('pictures')));
  await tessera.button('Full screen').click();
  await expect.poll(async () => (await viewerBox(page)).height).toBe(800);
  await expect.poll(async () => (await tessera.mosaic.boundingBox())?.height ?? 0).toBeGreaterThan(650);
  await tessera.button('Full screen').click();
  await expect.poll(async () => (await viewerBox(page)).height).toBeLessThan(700);
});

test('what is seen whole is seen whole in a window of another size, too', async ({ tessera, page }, info) => {
  await makeOfColours(tessera, paintPictures(info.outputPath('pictures')));
  for (const width of [900, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect
      .poll(async () => {
        const home = await tessera.mosaic.boundingBox();
        return Math.round((await pictureWidth(page)) - (home?.width ?? 0));
      })
      .toBe(0);
    await expect(page.locator('.surface[data-zoomed]')).toHaveCount(0);
  }
});

test('a mosaic that is made is seen whole, also where it is not square', async ({ tessera, page }, info) => {
  const coloured = paintPictures(info.outputPath('pictures'));
  const target = info.outputPath('wide.png');
  execFileSync('convert', [coloured.target, '-resize', '200%x100%!', target]);
  await makeOfColours(tessera, { ...coloured, target });
  // OpenSeadragon comes after the painting.
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.zoom canvas').first()).toBeAttached();
  const [canvas, surface] = await Promise.all([
    page.locator('.mosaic canvas').boundingBox(),
    page.locator('.surface').boundingBox(),
  ]);
  const middle = (box: typeof canvas) => Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2);
  expect(middle(canvas)).toBe(middle(surface));
  await expect(page.locator('.surface[data-zoomed]')).toHaveCount(0);
});
