/** Too few photos, targets of odd sizes, storage that is not to be had: what the page makes of it, and says. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import { needPhotos, photos } from './photos';
import { sizeOf } from './pixels';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const target = (): string => photos.named('camera', 'p04.jpg');

async function makeSmall(tessera: Tessera): Promise<void> {
  await tessera.cellsAcross.fill('20');
  await tessera.tileSize.fill('8');
  await tessera.make();
}

/** Saves the mosaic, and gives the size of the file in pixels. */
async function save(tessera: Tessera, path: string): Promise<{ readonly width: number; readonly height: number }> {
  await (await tessera.download()).saveAs(path);
  return sizeOf(path);
}

test.describe('photos', () => {
  test.beforeEach(({ tessera }) => tessera.open());

  test('a target without photos asks for photos', async ({ tessera }) => {
    await tessera.chooseTarget(target());
    await expect(tessera.status).toContainText('Now add photos');
    await tessera.makeButton.click();
    await expect(tessera.status).toContainText('Photos are missing. Drop a folder or choose some first.');
    await expect(tessera.mosaic).toHaveCount(0);
  });

  for (const count of [1, 2]) {
    test(`${count} of them make a mosaic, with advice to add others`, async ({ tessera }, info) => {
      await tessera.chooseTarget(target());
      await tessera.addPhotos(photos.library().slice(0, count));
      await makeSmall(tessera);
      await expect(tessera.status).toContainText('best a hundred or more');
      expect(await tessera.fact('Photos used')).toBe(`${count} of ${count}`);
      expect(await save(tessera, info.outputPath('mosaic.png'))).toMatchObject({ width: 160 });
    });
  }

  test('20 that are the same count as one, and the page says so', async ({ tessera }, info) => {
    const [photo = ''] = photos.library();
    const copies = Array.from({ length: 20 }, (_, i) => info.outputPath(`copy ${i}.jpg`));
    for (const copy of copies) copyFileSync(photo, copy);
    await tessera.chooseTarget(target());
    await tessera.addPhotos(copies);
    await expect(tessera.status).toContainText('19 duplicates found');
    await makeSmall(tessera);
    await expect(tessera.status).toContainText('All tiles are the same photo');
    expect(await tessera.fact('Photos used')).toBe('1 of 1');
  });

  test('a folder with none that can be read lists each file, with the reason', async ({ tessera }, info) => {
    const files = ['notes.txt', 'cut off.jpg', 'empty.png'].map((name) => info.outputPath(name));
    writeFileSync(files[0] ?? '', 'Buy film.');
    writeFileSync(files[1] ?? '', Buffer.from('ffd8ffe000104a464946', 'hex'));
    writeFileSync(files[2] ?? '', '');
    await tessera.addPhotos(files);
    await expect(tessera.status).toContainText('None of the 3 files could be used as a photo. The list says why.');
    expect(await tessera.skippedNames()).toHaveLength(3);
    // Nothing stands in the way of better ones.
    await tessera.addPhotos(photos.library().slice(0, 5));
    await expect(tessera.status).toContainText('5 photos');
  });
});

test.describe('a target', () => {
  test.beforeEach(async ({ tessera }) => {
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 30));
  });

  test('of 1 × 1 pixel is a square of one colour', async ({ tessera }, info) => {
    const path = info.outputPath('pixel.png');
    execFileSync('convert', ['-size', '1x1', 'xc:#4080c0', path]);
    await tessera.chooseTarget(path);
    await expect(tessera.status).toContainText('“pixel.png” is the target.');
    await makeSmall(tessera);
    expect(await tessera.fact('Photos used')).toBe('1 of 30');
    expect(await save(tessera, info.outputPath('mosaic.png'))).toMatchObject({ width: 160, height: 160 });
  });

  test('of 100 megapixels is taken like any other', async ({ tessera, page }, info) => {
    const path = info.outputPath('large.jpg');
    const draw = `from PIL import Image; Image.linear_gradient("L").resize((12650, 7906)).convert("RGB").save("${path}")`;
    execFileSync('/usr/bin/python3', ['-c', draw]);
    await tessera.chooseTarget(path);
    await expect(tessera.status).toContainText('“large.jpg” is the target.');
    await expect(page.getByText('12,650 × 7,906')).toBeVisible();
    await makeSmall(tessera);
    // From black to white.
    expect(Number((await tessera.fact('Photos used')).split(' ')[0])).toBeGreaterThan(3);
    expect(await save(tessera, info.outputPath('mosaic.png'))).toMatchObject({ width: 160 });
  });
});

test.describe('storage', () => {
  /** What the page could keep is not kept; all else works. */
  async function expectWorking(tessera: Tessera, path: string): Promise<void> {
    const copy = path.replace('mosaic.png', 'photo.jpg');
    copyFileSync(photos.library()[0] ?? '', copy);
    utimesSync(copy, 1e9, 1e9);
    const { page } = tessera;
    await page.clock.install();
    await tessera.open();
    await tessera.addPhotos([copy, ...photos.library().slice(1, 30)]);
    await tessera.chooseTarget(target());
    await makeSmall(tessera);
    expect(await save(tessera, path)).toMatchObject({ width: 160 });
    // A project would be kept when nothing has changed for a moment.
    const givenUp = page.waitForEvent('console', (message) => message.text().startsWith('projects are not kept'));
    await page.clock.fastForward(4000);
    await givenUp;
    await tessera.open();
    await expect(page.getByText('Recent projects')).toHaveCount(0);
  }

  test('that is refused in every form costs nothing but the memory of it', async ({ tessera, page }, info) => {
    await page.addInitScript(() => {
      const refused = (): never => {
        throw new DOMException('It is forbidden.', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: refused });
      Object.defineProperty(window, 'sessionStorage', { get: refused });
      IDBFactory.prototype.open = refused;
      StorageManager.prototype.getDirectory = async () => refused();
      StorageManager.prototype.estimate = async () => refused();
    });
    page.on('worker', (worker) => {
      worker
        .evaluate(() => {
          StorageManager.prototype.getDirectory = async () => {
            throw new DOMException('It is forbidden.', 'SecurityError');
          };
        })
        .catch(() => undefined);
    });
    await expectWorking(tessera, info.outputPath('mosaic.png'));
    await expect(page.getByText(/^Remembered photos: /)).toHaveCount(0);
  });

  test('that is full is no reason to stop', async ({ tessera, page, context }, info) => {
    const session = await context.newCDPSession(page);
    const { origin } = new URL(tessera.url);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await expectWorking(tessera, info.outputPath('mosaic.png'));
  });
});
