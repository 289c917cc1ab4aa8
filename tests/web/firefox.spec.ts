/** The main path in Firefox: photos and a target in, a mosaic on the page and in a file. */
import { writeFileSync } from 'node:fs';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk, shuffled, sizeOf } from './pixels';
import { expect, test } from './tessera';

needPhotos();

test('a mosaic of real photos is made, shown and offered as a file that looks like its target', async ({
  tessera,
  page,
}, info) => {
  const target = photos.named('camera', 'p03.jpg');
  await tessera.open();
  await tessera.addPhotos(photos.library());
  await expect(tessera.status).toContainText('330 photos ready');
  await tessera.chooseTarget(target);
  await tessera.make();
  await tessera.made();
  await expect(tessera.mosaic).toBeVisible();

  // Firefox tells nothing of downloads here: the file is read from where the page has put it for that.
  await tessera.downloadButton.click();
  await expect(tessera.status).toContainText('downloads');
  const base64 = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('exports');
    for await (const handle of folder.values()) {
      const file = await (handle as FileSystemFileHandle).getFile();
      const url = await new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(file);
      });
      return url.slice(url.indexOf(',') + 1);
    }
    throw new Error('there is no file');
  });
  const path = info.outputPath('mosaic.png');
  writeFileSync(path, Buffer.from(base64, 'base64'));
  expect(sizeOf(path)).toEqual({ format: 'PNG', width: 3200, height: 2400 });
  const wanted = shrunk(target, 100, 75);
  const got = shrunk(path, 100, 75);
  expect(meanSquaredError(got, wanted)).toBeLessThan(0.6 * meanSquaredError(shuffled(got), wanted));
});
