/** A project is put away in a file, and gone on with on another day. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { needPhotos, photos } from './photos';
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
