/** What the page remembers of photos from one visit to the next. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { expect, Tessera, test } from './tessera';

const remembered = (page: Page) => page.getByText(/^Remembered photos: /);

/** The engine's worker; threads of the module never answer. */
const isEngine = (worker: Worker): boolean => /\/assets\/worker-/.test(worker.url());

/** Counts the files whose bytes the engine reads from now on, for filesRead(). */
function countReads(page: Page): void {
  page.on('worker', (worker) => {
    if (!isEngine(worker)) return;
    worker
      .evaluate(() => {
        const scope = globalThis as unknown as { filesRead: number; name: string };
        if (scope.name !== 'tessera-engine') return;
        scope.filesRead = 0;
        const read = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = function (this: Blob) {
          if (this instanceof File) scope.filesRead += 1;
          return read.call(this);
        };
      })
      .catch(() => undefined);
  });
}

async function filesRead(page: Page): Promise<number> {
  const answers = await Promise.all(
    page
      .workers()
      .filter(isEngine)
      .map((worker) =>
        // Workers of a page that was left are listed a little longer.
        worker.evaluate(() => (globalThis as unknown as { filesRead?: number }).filesRead).catch(() => undefined),
      ),
  );
  const counts = answers.filter((count) => count !== undefined);
  expect(counts).toHaveLength(1);
  return counts[0] ?? Number.NaN;
}

async function mosaicDigest(tessera: Tessera, path: string): Promise<string> {
  await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
  await tessera.cellsAcross.fill('40');
  await tessera.tileSize.fill('16');
  await tessera.make();
  const download = await tessera.download();
  await download.saveAs(path);
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

test.describe('photos that were loaded before', () => {
  needPhotos();

  test('load without being read, in their places, and give the same mosaic', async ({ tessera, page }, info) => {
    countReads(page);
    await tessera.open();
    const library = photos.library();
    const some = library.filter((_, i) => i % 7 !== 3);
    await tessera.addPhotos([...some, ...photos.awkward()]);
    await expect(remembered(page)).toBeVisible();
    const skipped = await tessera.skippedNames();
    expect(await filesRead(page)).toBeGreaterThan(some.length);

    // What was left out is decoded now, between what is known.
    await tessera.open();
    await expect(remembered(page)).toBeVisible();
    await tessera.addPhotos([...library, ...photos.awkward()]);
    const heading = await page.getByRole('heading', { name: /photos$/ }).innerText();
    expect(await filesRead(page)).toBe(library.length - some.length);
    expect((await tessera.skippedNames()).sort()).toEqual(skipped.sort());
    const mixed = await mosaicDigest(tessera, info.outputPath('mixed.png'));

    await tessera.open();
    await tessera.addPhotos([...library, ...photos.awkward()]);
    expect(await filesRead(page)).toBe(0);
    await expect(page.getByRole('heading', { name: /photos$/ })).toHaveText(heading);
    expect((await tessera.skippedNames()).sort()).toEqual(skipped.sort());
    const known = await mosaicDigest(tessera, info.outputPath('known.png'));

    await tessera.button('Forget them').click();
    await expect(remembered(page)).toHaveCount(0);
    await tessera.open();
    await tessera.addPhotos([...library, ...photos.awkward()]);
    const anew = await mosaicDigest(tessera, info.outputPath('anew.png'));
    expect(known).toBe(anew);
    expect(mixed).toBe(anew);
  });

  test('are forgotten when asked to, and stay on the page', async ({ tessera, page }) => {
    await tessera.open();
    await expect(remembered(page)).toHaveCount(0);
    await tessera.addPhotos(photos.library().slice(0, 40));
    await expect(remembered(page)).toHaveText(/^Remembered photos: 40, \d+ kB$/);
    await tessera.button('Forget them').click();
    await expect(tessera.status).toContainText('Nothing is remembered any more');
    await expect(remembered(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '40 photos' })).toBeVisible();
    await tessera.open();
    await expect(page.getByRole('heading', { name: 'Photos', exact: true })).toBeVisible();
    await tessera.addPhotos(photos.library().slice(0, 10));
    await expect(remembered(page)).toHaveText(/^Remembered photos: 10, /);
  });

  test('are sharp again when they are exported as larger tiles', async ({ tessera }, info) => {
    const digests: string[] = [];
    for (const name of ['first.png', 'again.png']) {
      await tessera.open();
      await tessera.addPhotos(photos.library().slice(0, 60));
      await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
      await tessera.cellsAcross.fill('10');
      await tessera.tileSize.fill('100');
      await tessera.make();
      const path = info.outputPath(name);
      await (await tessera.download()).saveAs(path);
      digests.push(createHash('sha256').update(readFileSync(path)).digest('hex'));
    }
    expect(digests[0]).toBe(digests[1]);
  });

  test('are still there when the file was cut off or damaged', async ({ tessera, page }) => {
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 50));
    await expect(remembered(page)).toHaveText(/^Remembered photos: 50, /);
    // The engine lets go of the file when its page is left.
    await page.goto(`${tessera.url}icon.svg`);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('photos.pack');
      const size = (await handle.getFile()).size;
      const stream = await handle.createWritable({ keepExistingData: true });
      await stream.truncate(Math.floor(size / 2));
      await stream.close();
    });
    await tessera.open();
    await expect(remembered(page)).toHaveText(/^Remembered photos: 2[345], /);
    await tessera.addPhotos(photos.library().slice(0, 50));
    await expect(tessera.status).toContainText('50 photos ready');
    await expect(remembered(page)).toHaveText(/^Remembered photos: 50, /);
  });

  test('are loaded as ever in a second window, which the file is closed to', async ({
    tessera,
    page,
    site,
    context,
  }) => {
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 30));
    await expect(remembered(page)).toBeVisible();
    const second = new Tessera(await context.newPage(), site);
    await second.open();
    await second.addPhotos(photos.library().slice(0, 30));
    await expect(second.status).toContainText('30 photos ready');
    await expect(remembered(second.page)).toHaveCount(0);
    await second.chooseTarget(photos.named('camera', 'p03.jpg'));
    await second.make();
  });
});

test.describe('where storage is denied or scarce', () => {
  needPhotos();
  // Scripts that come by way of the service worker cannot be changed by a test.
  test.use({ serviceWorkers: 'block' });

  /** Runs code in the engine's worker before anything else. */
  async function changeEngine(context: BrowserContext, code: string): Promise<void> {
    await context.route('**/assets/worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${code}\n${await response.text()}` });
    });
  }

  test('photos are loaded as ever', async ({ tessera, page, context }) => {
    await changeEngine(context, `navigator.storage.getDirectory = () => Promise.reject(new DOMException('no'));`);
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 30));
    await expect(tessera.status).toContainText('30 photos ready');
    await expect(remembered(page)).toHaveCount(0);
    await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
    await tessera.make();
  });

  test('photos of this visit take the room of others when there is no more of it', async ({
    tessera,
    page,
    context,
  }) => {
    // Half of what the browser grants is two megabytes, which some 150 photos fill.
    await changeEngine(context, 'navigator.storage.estimate = () => Promise.resolve({ quota: 4e6 });');
    countReads(page);
    const library = photos.library();
    await tessera.open();
    await tessera.addPhotos(library.slice(0, 120));
    await expect(remembered(page)).toHaveText(/^Remembered photos: 120, /);
    for (const read of [120, 0]) {
      await tessera.open();
      await expect(remembered(page)).toHaveText(/^Remembered photos: 120, /);
      await tessera.addPhotos(library.slice(-120));
      expect(await filesRead(page)).toBe(read);
      await expect(remembered(page)).toHaveText(/^Remembered photos: 120, 1\.6 MB$/);
    }
    // Of more photos than there is room for, as many as fit.
    await tessera.addPhotos(library.slice(0, 200));
    await expect(tessera.status).toContainText('320 in all');
    await expect(remembered(page)).toHaveText(/^Remembered photos: 15\d, 2 MB$/);
  });
});

test('the sample pictures are not remembered', async ({ tessera, page }) => {
  await tessera.open();
  await tessera.sampleButton.click();
  await tessera.made();
  await expect(remembered(page)).toHaveCount(0);
});
