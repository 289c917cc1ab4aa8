/** The engine comes to an end that nobody asked for: the page says so, and goes on with another where it was. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const startAgain = 'Start the engine again';

/** Lets the test end the page's workers, as a browser does that has no memory left: they say nothing any more. */
async function holdWorkers(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const held: Worker[] = [];
    Object.assign(window, { held });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        held.push(this);
      }
    };
  });
  return () =>
    page.evaluate(() => {
      for (const worker of (window as unknown as { held: Worker[] }).held.splice(0)) worker.terminate();
    });
}

/** From now on the engine's next look at the clock runs into WebAssembly's "unreachable". */
async function trapEngine(page: Page): Promise<void> {
  // Threads of the module never answer.
  const engines = page.workers().filter((worker) => /\/assets\/worker-/.test(worker.url()));
  const trapped = engines.map((worker) =>
    worker
      .evaluate(() => {
        if (self.name !== 'tessera-engine') return false;
        const code = '0061736d0100000001040160000003020100070801047472617000000a05010300000b';
        const bytes = Uint8Array.from(code.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
        const { trap } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
        performance.now = trap as () => number;
        return true;
      })
      // Workers of a page that was left are listed a little longer.
      .catch(() => false),
  );
  expect(await Promise.all(trapped)).toContain(true);
}

async function expectStopped(tessera: Tessera): Promise<void> {
  await expect(tessera.status).toContainText('The engine has stopped');
  await expect(tessera.status).toContainText('Photos, target and settings are kept');
  await expect(tessera.makeButton).toHaveAttribute('aria-disabled', 'true');
  await expect(tessera.progress).toHaveCount(0);
}

async function digestOfPng(tessera: Tessera, path: string): Promise<string> {
  await (await tessera.download()).saveAs(path);
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

test('an engine that the browser ends is started again, with the project as it was', async ({
  tessera,
  page,
}, info) => {
  const endWorkers = await holdWorkers(page);
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 60));
  await tessera.chooseTarget(photos.named('camera', 'p04.jpg'));
  await tessera.cellsAcross.fill('40');
  await tessera.tileSize.fill('16');
  await tessera.make();
  const before = await digestOfPng(tessera, info.outputPath('before.png'));

  await endWorkers();
  await expectStopped(tessera);
  await tessera.button(startAgain).click();
  await tessera.made();
  await expect(tessera.button(startAgain)).toHaveCount(0);
  await expect(tessera.cellsAcross).toHaveValue('40');
  await expect(tessera.tileSize).toHaveValue('16');
  expect(await digestOfPng(tessera, info.outputPath('after.png'))).toBe(before);

  // Again, as whatever ended the first may end the second.
  await endWorkers();
  await expectStopped(tessera);
  await tessera.button(startAgain).click();
  await tessera.made();
});

test('photos that were on their way when it ended come in afterwards', async ({ tessera, page }) => {
  const endWorkers = await holdWorkers(page);
  await tessera.open();
  const files = photos.library();
  await tessera.photos.setInputFiles(files);
  await expect(tessera.progress).toBeVisible();
  await endWorkers();
  await expectStopped(tessera);
  await tessera.button(startAgain).click();
  await expect(tessera.status).toContainText(`${files.length} photos`);
  await tessera.idle();
});

test('an engine whose code traps is stopped, with the reason', async ({ tessera, page }) => {
  await tessera.open();
  await tessera.addPhotos(photos.library().slice(0, 20));
  await tessera.chooseTarget(photos.named('camera', 'p04.jpg'));
  await trapEngine(page);
  // Whatever is made next, if not the mosaic that is being made.
  await tessera.cellsAcross.fill('40');
  await expectStopped(tessera);
  await expect(tessera.status).toContainText('unreachable');
  await tessera.button(startAgain).click();
  await tessera.made();
});
