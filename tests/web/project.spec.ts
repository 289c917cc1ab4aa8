/** A project is put away in a file, and gone on with on another day. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk } from './pixels';
import { expect, type Tessera, test } from './tessera';

needPhotos();

const count = 12;

/** Copies of photos under other names, in another order. */
function renamedCopies(folder: string, from: readonly string[]): string[] {
  mkdirSync(folder, { recursive: true });
  return from.map((path, i) => {
    const copy = `${folder}/${String(from.length - i).padStart(3, '0')} renamed.jpg`;
    copyFileSync(path, copy);
    return copy;
  });
}

async function makeMosaic(tessera: Tessera): Promise<void> {
  await tessera.open();
  await tessera.chooseTarget(photos.named('camera', 'p04.jpg'));
  await tessera.addPhotos(photos.library().slice(0, count));
  await tessera.cellsAcross.fill('16');
  await tessera.tileSize.fill('8');
  await tessera.make();
}

async function saveProject(tessera: Tessera, page: Page, path: string): Promise<string> {
  const download = page.waitForEvent('download');
  await tessera.button('Save project').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('p04.tessera');
  await file.saveAs(path);
  return path;
}

const openProject = (page: Page, path: string): Promise<void> => page.getByLabel('Open project').setInputFiles(path);

async function png(tessera: Tessera, path: string): Promise<Buffer> {
  await (await tessera.download()).saveAs(path);
  return readFileSync(path);
}

interface Written {
  readonly photos: readonly { readonly path: string; readonly content: string }[];
  readonly mosaic: { readonly photoOfCell: string };
}
const written = (path: string): Written => JSON.parse(readFileSync(path, 'utf8'));

/** The photo of each cell by its hash. */
function cellsOf(path: string): (string | undefined)[] {
  const { photos: saved, mosaic } = written(path);
  const bytes = Buffer.from(mosaic.photoOfCell, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, cell) => saved[bytes.readUInt32LE(4 * cell)]?.content);
}

/** The same project with its cells in the opposite order, which no matching would choose. */
function turnRound(path: string): string {
  const project = written(path);
  const words = new Uint32Array(new Uint8Array(Buffer.from(project.mosaic.photoOfCell, 'base64')).buffer).reverse();
  const photoOfCell = Buffer.from(words.buffer).toString('base64');
  const turned = path.replace('.tessera', ' turned.tessera');
  writeFileSync(turned, JSON.stringify({ ...project, mosaic: { ...project.mosaic, photoOfCell } }));
  return turned;
}

test('a saved project comes back with its settings, its target and the same picture', async ({
  tessera,
  page,
}, info) => {
  await makeMosaic(tessera);
  const before = await png(tessera, info.outputPath('before.png'));
  const project = await saveProject(tessera, page, info.outputPath('p04.tessera'));

  await tessera.open();
  await openProject(page, project);
  await expect(tessera.cellsAcross).toHaveValue('16');
  await expect(tessera.tileSize).toHaveValue('8');
  await expect(page.getByText('waits for its 12 photos')).toBeVisible();
  await tessera.photos.setInputFiles(renamedCopies(info.outputPath('copies'), photos.library().slice(0, count)));
  await expect(tessera.status).toContainText('“p04.tessera” is here again as it was saved.');
  await tessera.made();
  expect((await png(tessera, info.outputPath('after.png'))).equals(before)).toBe(true);
  await expect(page.getByText('waits for')).toHaveCount(0);
});

test('the mosaic stands as it was saved, not as it would be matched now', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  const project = turnRound(await saveProject(tessera, page, info.outputPath('p04.tessera')));

  await tessera.open();
  await openProject(page, project);
  await tessera.photos.setInputFiles(renamedCopies(info.outputPath('copies'), photos.library().slice(0, count)));
  await expect(tessera.status).toContainText('as it was saved');
  await tessera.made();
  expect(cellsOf(await saveProject(tessera, page, info.outputPath('again.tessera')))).toEqual(cellsOf(project));
});

test('photos that are missing are named, and only their cells are matched anew', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  const project = turnRound(await saveProject(tessera, page, info.outputPath('p04.tessera')));
  const saved = cellsOf(project);
  const library = photos.library().slice(0, count);
  const place = written(project).photos.findIndex(({ content }) => saved.includes(content));
  const lost = written(project).photos[place];
  const lostCells = saved.filter((content) => content === lost?.content).length;

  await tessera.open();
  await openProject(page, project);
  await tessera.photos.setInputFiles(renamedCopies(info.outputPath('copies'), library.toSpliced(place, 1)));
  await expect(tessera.status).toContainText(`1 photo of it is missing: ${lostCells} cell`);
  await tessera.made();
  await page.getByText('1 of its 12 photos is missing').click();
  await expect(page.getByText(lost?.path ?? '', { exact: true })).toBeVisible();
  const again = cellsOf(await saveProject(tessera, page, info.outputPath('again.tessera')));
  expect(again.filter((content, cell) => content !== saved[cell]).length).toBe(lostCells);
  expect(again).not.toContain(lost?.content);
});

test('a project with thumbnails is seen before its photos are there, and whole again with them', async ({
  tessera,
  page,
}, info) => {
  await makeMosaic(tessera);
  const before = await png(tessera, info.outputPath('before.png'));
  await page.getByLabel('Put thumbnails into it').check();
  const project = await saveProject(tessera, page, info.outputPath('p04.tessera'));

  await tessera.open();
  await openProject(page, project);
  await expect(tessera.status).toContainText('is here again, made of thumbnails. Add the folder');
  await expect(tessera.mosaic).toBeVisible();
  const small = await png(tessera, info.outputPath('thumbnails.png'));
  const difference = meanSquaredError(
    shrunk(info.outputPath('thumbnails.png'), 128, 96),
    shrunk(info.outputPath('before.png'), 128, 96),
  );
  expect(small.equals(before)).toBe(false);
  expect(difference).toBeLessThan(10);
  expect(cellsOf(await saveProject(tessera, page, info.outputPath('again.tessera')))).toEqual(cellsOf(project));

  await page.getByLabel('Size', { exact: true }).selectOption('px');
  await page.getByLabel('Width', { exact: true }).fill('2000');
  await tessera.downloadButton.click();
  await expect(tessera.status).toContainText('Only thumbnails of the photos are here, 64 pixels wide. Add the folder');
  await page.getByRole('application').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await tessera.button('Show the original').click();
  await expect(page.getByRole('alert')).toHaveText(/Only the thumbnail of this photo is here/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await tessera.photos.setInputFiles(renamedCopies(info.outputPath('copies'), photos.library().slice(0, count)));
  await expect(tessera.status).toContainText('“p04.tessera” is here again as it was saved.');
  await tessera.made();
  await page.getByLabel('Size', { exact: true }).selectOption('made');
  expect((await png(tessera, info.outputPath('after.png'))).equals(before)).toBe(true);

  const scratched = info.outputPath('scratched.tessera');
  const { thumbnails, ...rest } = JSON.parse(readFileSync(project, 'utf8'));
  expect(thumbnails).toHaveLength(1);
  writeFileSync(scratched, JSON.stringify({ ...rest, thumbnails: [thumbnails[0].slice(0, 200)] }));
  await openProject(page, scratched);
  await expect(tessera.status).toContainText('is damaged: what it says at “thumbnails[0]” makes no sense');
});

test('undo takes the opened settings back', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  const project = await saveProject(tessera, page, info.outputPath('p04.tessera'));
  await tessera.open();
  await tessera.cellsAcross.fill('33');
  await openProject(page, project);
  await expect(tessera.cellsAcross).toHaveValue('16');
  await tessera.button('Undo').click();
  await expect(tessera.cellsAcross).toHaveValue('33');
});

test('a project file from the future, cut in half or of another kind says so, and nothing is lost', async ({
  tessera,
  page,
}, info) => {
  await makeMosaic(tessera);
  const good = readFileSync(await saveProject(tessera, page, info.outputPath('p04.tessera')), 'utf8');
  const cases = [
    [
      'future',
      good.replace('"version":1', '"version":2'),
      'was written by a later version of Tessera. Reload the page',
    ],
    ['half', good.slice(0, good.length / 2), 'is cut off: its end is missing. Copy or download it again.'],
    ['letter', 'Dear project', 'is no Tessera project. Choose a file that “Save project” has written'],
    [
      'scratched',
      good.replace('"banned":[]', '"banned":[99]'),
      'is damaged: what it says at “banned[0]” makes no sense',
    ],
  ] as const;
  for (const [name, content, says] of cases) {
    const path = info.outputPath(`${name}.tessera`);
    writeFileSync(path, content);
    await openProject(page, path);
    await expect(tessera.status).toContainText(`“${name}.tessera” ${says}`);
    await expect(tessera.status).toContainText('Nothing was changed.');
  }
  await expect(tessera.cellsAcross).toHaveValue('16');
  await expect(tessera.mosaic).toBeVisible();
});

test('the same table gives the same bytes, on another day too', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  const download = page.waitForEvent('download');
  await tessera.button('Save table (CSV)').click();
  const table = info.outputPath('p04.csv');
  await (await download).saveAs(table);
  // A table that no matching would give.
  const [head, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n');
  const shown = lines.map((line) => line.split(',').slice(2)).reverse();
  const turned = lines.map((line, i) => [...line.split(',').slice(0, 2), ...(shown[i] ?? [])].join(','));
  writeFileSync(table, `${[head, ...turned].join('\n')}\n`);

  const openTable = async (): Promise<void> => {
    await page.getByLabel('Open table').setInputFiles(table);
    await expect(tessera.status).toContainText('The mosaic is as “p04.csv” says.');
    await tessera.made();
  };
  await openTable();
  const before = await png(tessera, info.outputPath('before.png'));
  await makeMosaic(tessera);
  expect((await png(tessera, info.outputPath('matched.png'))).equals(before)).toBe(false);
  await openTable();
  expect((await png(tessera, info.outputPath('after.png'))).equals(before)).toBe(true);

  writeFileSync(table, `${[head, ...turned.slice(1)].join('\n')}\n`);
  await page.getByLabel('Open table').setInputFiles(table);
  await expect(tessera.status).toContainText('“p04.csv” is incomplete: 1 cell of this mosaic is not in it');
});

test('the command line makes the mosaic of a saved project, cell by cell', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  // Nothing for the command line, which passes over them.
  await page.getByLabel('Put thumbnails into it').check();
  const project = turnRound(await saveProject(tessera, page, info.outputPath('p04.tessera')));
  const library = photos.library().slice(0, count);
  renamedCopies(info.outputPath('copies'), library);
  const table = info.outputPath('made.csv');
  const program = process.env.TESSERA_CLI ?? resolve(__dirname, '../../build/native/tessera');
  execFileSync(program, [
    ...['make', '--photos', info.outputPath('copies'), '--target', photos.named('camera', 'p04.jpg')],
    ...['--project', project, '--out', info.outputPath('made.png'), '--assignment', table],
  ]);
  // "012 renamed.jpg" is a copy of the first.
  const numbers = readFileSync(table, 'utf8').match(/\d{3}(?= renamed\.jpg)/g) ?? [];
  const shown = numbers.map((number) => basename(library[count - Number(number)] ?? ''));
  const { photos: saved } = written(project);
  const nameOf = new Map(saved.map(({ content, path }) => [content, basename(path)]));
  expect(shown).toEqual(cellsOf(project).map((content) => nameOf.get(content ?? '')));
});
