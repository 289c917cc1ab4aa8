/** A project is put away in a file, and gone on with on another day. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk, sizeOf } from './pixels';
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

/** All pixels of a picture, by another program. */
function pixels(path: string): Buffer {
  const { width, height } = sizeOf(path);
  return shrunk(path, width, height);
}

/** Runs the command line on the same photos, renamed. */
function commandLine(info: TestInfo, args: readonly string[]): void {
  const program = process.env.TESSERA_CLI ?? resolve(__dirname, '../../build/native/tessera');
  const copies = info.outputPath('copies');
  renamedCopies(copies, photos.library().slice(0, count));
  execFileSync(program, ['make', '--photos', copies, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
}

test('the command line makes a saved project with the very pixels of the page', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  const same = async (name: string): Promise<void> => {
    await tessera.idle();
    await png(tessera, info.outputPath(`${name}.png`));
    const project = await saveProject(tessera, page, info.outputPath(`${name}.tessera`));
    // The project has the target itself.
    commandLine(info, ['--project', project, '--out', info.outputPath(`${name} again.png`)]);
    const [inPage, again] = [info.outputPath(`${name}.png`), info.outputPath(`${name} again.png`)];
    expect(sizeOf(again)).toEqual(sizeOf(inPage));
    expect(pixels(again).equals(pixels(inPage))).toBe(true);
  };
  await same('small tiles');

  await page.getByText('Mark areas').click();
  await tessera.button('Suggest').click();
  await expect(page.getByText(/% of the picture is marked/)).toBeVisible();
  await tessera.make();
  await same('tiles of two sizes');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();

  await page.getByLabel('Cell shape').selectOption('3 : 2, wide');
  await tessera.tileSize.fill('90');
  await page.getByText('Prepare photos').click();
  await page.getByLabel('Autocontrast').check();
  await page.getByLabel('Leave out at either end').fill('3');
  await page.getByText('Flips, turns, close-ups').click();
  await page.getByLabel('Mirrored').check();
  await page.getByLabel('Close-ups').check();
  await page.getByText('Colour', { exact: true }).last().click();
  await page.getByLabel('Pull towards the target').fill('30');
  await page.getByText('Shape and edges').click();
  await page.getByLabel('Gaps', { exact: true }).fill('4');
  await page.getByText('Crop, turn, lighten').click();
  await tessera.button('Turn right').click();
  await page.getByLabel('Brightness').fill('15');
  await tessera.make();
  await same('large tiles');
});

test('a project that the command line has saved opens in the page, which makes its very pixels', async ({
  tessera,
  page,
}, info) => {
  const project = info.outputPath('made.tessera');
  const made = info.outputPath('made.png');
  commandLine(info, [
    ...['--target', photos.named('camera', 'p04.jpg'), '--out', made, '--save-project', project, '--with-target'],
    ...['--cells-across', '14', '--tile', '72x72', '--crop', 'smart', '--match', 'greedy', '--min-distance', '2'],
    ...['--greyscale', '--autocontrast', '1', '--overlay', '0.2', '--overlap', '0.3', '--variants', 'mirror'],
  ]);
  await tessera.open();
  await openProject(page, project);
  await expect(tessera.cellsAcross).toHaveValue('14');
  await tessera.photos.setInputFiles(photos.library().slice(0, count));
  await expect(tessera.status).toContainText('“made.tessera” is here again as it was saved.');
  await tessera.made();
  await png(tessera, info.outputPath('page.png'));
  expect(pixels(info.outputPath('page.png')).equals(pixels(made))).toBe(true);
});

test('the command line makes the mosaic of a saved project, cell by cell', async ({ tessera, page }, info) => {
  await makeMosaic(tessera);
  // Nothing for the command line, which passes over them.
  await page.getByLabel('Put thumbnails into it').check();
  const project = turnRound(await saveProject(tessera, page, info.outputPath('p04.tessera')));
  const library = photos.library().slice(0, count);
  const table = info.outputPath('made.csv');
  commandLine(info, ['--project', project, '--out', info.outputPath('made.png'), '--assignment', table]);
  // "012 renamed.jpg" is a copy of the first.
  const numbers = readFileSync(table, 'utf8').match(/\d{3}(?= renamed\.jpg)/g) ?? [];
  const shown = numbers.map((number) => basename(library[count - Number(number)] ?? ''));
  const { photos: saved } = written(project);
  const nameOf = new Map(saved.map(({ content, path }) => [content, basename(path)]));
  expect(shown).toEqual(cellsOf(project).map((content) => nameOf.get(content ?? '')));
});
