/** Cancel ends what runs, keeps what is there, and leaves a page that works. */
import { needPhotos, photos } from './photos';
import { sizeOf } from './pixels';
import { expect, test } from './tessera';

needPhotos();

test('while photos load: what was loaded stays and can be used', async ({ tessera }) => {
  const many = Array.from({ length: 6 }, () => [...photos.library(), ...photos.camera()]).flat();
  await tessera.open();
  await tessera.cancelOnceUnderWay(() => tessera.photos.setInputFiles(many));
  const heading = await tessera.page.getByRole('heading', { name: /photos?$/i }).innerText();
  const kept = Number(heading.replace(/\D/g, ''));
  expect(kept).toBeLessThan(many.length);
  await tessera.addPhotos(photos.library().slice(0, 20));
  await expect(tessera.status).toContainText(
    kept === 0 ? '20 photos ready' : `${(kept + 20).toLocaleString('en')} in all`,
  );
  await tessera.chooseTarget(photos.named('camera', 'p05.jpg'));
  await tessera.make();
});

test('while the file is written: the mosaic stays and can be saved afterwards', async ({ tessera }, info) => {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 120));
  await tessera.chooseTarget(photos.named('camera', 'p05.jpg'));
  await tessera.cellsAcross.fill('200');
  await tessera.tileSize.fill('64');
  await tessera.make();
  await tessera.cancelOnceUnderWay(() => tessera.downloadButton.click());
  await expect(tessera.mosaic).toBeVisible();
  const leftovers = await tessera.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const folder = await root.getDirectoryHandle('exports', { create: true });
    for await (const name of folder.keys()) names.push(name);
    return names;
  });
  expect(leftovers).toEqual([]);

  await tessera.cellsAcross.fill('50');
  await tessera.tileSize.fill('16');
  await tessera.make();
  const path = info.outputPath('after.png');
  await (await tessera.download()).saveAs(path);
  expect(sizeOf(path)).toMatchObject({ width: 800, height: 600 });
});

test('everything that was asked for and has not begun is dropped too', async ({ tessera }) => {
  const many = Array.from({ length: 12 }, () => photos.library()).flat();
  await tessera.open();
  await tessera.photos.setInputFiles(many);
  await tessera.makeButton.click();
  await tessera.cancelButton.click();
  await expect(tessera.status).toContainText('Cancelled');
  await tessera.idle();
  await expect(tessera.makeButton).toBeEnabled();
  await expect(tessera.mosaic).toHaveCount(0);
});
