/** From photos and a target to a PNG file: the main road. */
import { basename } from 'node:path';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk, shuffled, sizeOf } from './pixels';
import { expect, test } from './tessera';

test.describe('a mosaic of real photos', () => {
  needPhotos();

  test('is made, shown, and saved as a PNG that looks like its target', async ({ tessera }, info) => {
    const library = photos.library();
    const awkward = photos.awkward();
    const target = photos.named('camera', 'p03.jpg');
    await tessera.open();

    await tessera.addPhotos([...library, ...awkward]);
    // Nothing is lost: every file is either a photo or listed.
    const counted = Number(
      (await tessera.page.getByRole('heading', { name: /photos$/ }).innerText()).replace(/\D/g, ''),
    );
    const skipped = await tessera.skippedNames();
    expect(counted + skipped.length).toBe(library.length + awkward.length);
    expect(counted).toBeGreaterThanOrEqual(library.length);
    const awkwardNames = awkward.map((path) => basename(path));
    for (const name of skipped) expect(awkwardNames).toContain(name);
    expect(skipped).toContain('corrupted.jpg');
    expect(skipped).not.toContain('IMG_5195.HEIC');

    await tessera.chooseTarget(target);
    await tessera.make();
    expect(await tessera.fact('Cells')).toBe('7,500 (100 × 75)');
    expect(await tessera.fact('Size')).toBe('3,200 × 2,400 px');

    const download = await tessera.download();
    expect(download.suggestedFilename()).toBe('p03-mosaic.png');
    const path = info.outputPath('mosaic.png');
    await download.saveAs(path);
    expect(sizeOf(path)).toEqual({ format: 'PNG', width: 3200, height: 2400 });
    const wanted = shrunk(target, 100, 75);
    const got = shrunk(path, 100, 75);
    const error = meanSquaredError(got, wanted);
    expect(error).toBeLessThan(0.6 * meanSquaredError(shuffled(got), wanted));

    // The canvas shows what the file holds.
    await tessera.mosaic.screenshot({ path: info.outputPath('shown.png') });
    await expect(tessera.status).toContainText('downloads');
  });

  test('with each photo once uses every photo, none more often than said', async ({ tessera }) => {
    await tessera.open();
    await tessera.addPhotos(photos.library());
    await tessera.chooseTarget(photos.named('camera', 'p00.jpg'));
    await tessera.cellsAcross.fill('20');
    await tessera.matching.selectOption({ label: 'Each photo once' });
    await tessera.make();
    expect(await tessera.fact('Photos used')).toBe('300 of 330');
    expect(await tessera.fact('Most used')).toBe('1 ×');
  });

  test('follows a changed setting without loading anything again', async ({ tessera }) => {
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 40));
    await tessera.chooseTarget(photos.named('camera', 'p03.jpg'));
    await tessera.make();
    await expect(tessera.page.getByText('Changed since')).toHaveCount(0);
    const loads: string[] = [];
    tessera.page.on('request', (request) => loads.push(request.url()));
    await tessera.cellsAcross.fill('40');
    await expect.poll(() => tessera.fact('Cells')).toBe('1,200 (40 × 30)');
    await expect(tessera.page.getByText('Changed since')).toHaveCount(0);
    await tessera.make();
    expect(await tessera.fact('Cells')).toBe('1,200 (40 × 30)');
    expect(loads).toEqual([]);
  });

  test('may have its target chosen first, and everything asked for at once', async ({ tessera }) => {
    await tessera.open();
    await tessera.target.setInputFiles(photos.named('camera', 'p02.jpg'));
    await tessera.photos.setInputFiles(photos.library().slice(0, 30));
    await tessera.makeButton.click();
    await tessera.made();
  });
});

test.describe('what cannot work', () => {
  needPhotos();

  test('a mosaic of nothing says what is missing, piece by piece', async ({ tessera }) => {
    await tessera.open();
    await tessera.makeButton.click();
    await expect(tessera.status).toContainText('photos, and a target picture');
    await tessera.addPhotos(photos.library().slice(0, 3));
    await tessera.makeButton.click();
    await expect(tessera.status).toContainText('The target picture is missing');
    await tessera.chooseTarget(photos.named('camera', 'p01.jpg'));
    await tessera.cellsAcross.fill('0');
    await tessera.makeButton.click();
    await expect(tessera.status).toContainText('Cells across must be a whole number from 1 to 2,000');
  });

  test('a target that cannot be read is named, and everything else stays', async ({ tessera }) => {
    await tessera.open();
    await tessera.addPhotos(photos.library().slice(0, 30));
    await tessera.chooseTarget(photos.named('camera', 'p01.jpg'));
    await tessera.make();
    await tessera.chooseTarget(photos.named('awkward', 'corrupted.jpg'));
    await expect(tessera.status).toContainText('“corrupted.jpg” cannot be the target');
    await expect(tessera.status).toContainText('“p01.jpg” stays the target');
    await expect(tessera.mosaic).toBeVisible();
    await tessera.cellsAcross.fill('30');
    await tessera.make();
  });

  test('files that are no pictures are all listed, and the page goes on', async ({ tessera }) => {
    const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    await tessera.open();
    await tessera.photos.setInputFiles([
      file('notes.txt', 'no picture'),
      file('empty.jpg', ''),
      file('fake.png', 'not a png'),
    ]);
    await expect(tessera.status).toContainText('None of the 3 files');
    await tessera.page.getByText('3 files skipped').click();
    expect((await tessera.skippedNames()).sort()).toEqual(['empty.jpg', 'fake.png', 'notes.txt']);
    await tessera.addPhotos(photos.library().slice(0, 5));
    await expect(tessera.status).toContainText('5 photos ready');
  });
});
