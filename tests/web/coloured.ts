/** Pictures of one colour each, a target made of the same colours, and what of them is seen in the viewer. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { shrunk } from './pixels';
import { expect, type Tessera } from './tessera';

export const colours = ['#d02020', '#20a030', '#2040c0', '#e0c020'] as const;
/** A target of two by two fields, and for each field a photo of its very colour. */
const size = 240;

export interface Coloured {
  readonly target: string;
  readonly photos: readonly string[];
}

export function paintPictures(folder: string): Coloured {
  mkdirSync(folder, { recursive: true });
  const files = colours.map((colour, i) => {
    const path = `${folder}/colour${i}.png`;
    execFileSync('convert', ['-size', '80x80', `xc:${colour}`, path]);
    return path;
  });
  const target = `${folder}/fields.png`;
  const field = (colour: string): string[] => ['-size', `${size / 2}x${size / 2}`, `xc:${colour}`];
  const row = (a: string, b: string): string[] => ['(', ...field(a), ...field(b), '+append', ')'];
  execFileSync('convert', [...row(colours[0], colours[1]), ...row(colours[2], colours[3]), '-append', target]);
  return { target, photos: files };
}

/** What is seen at the place of the page, as the screen shows it. */
export async function colourAt(page: Page, folder: string, x: number, y: number): Promise<readonly number[]> {
  const path = `${folder}/spot.png`;
  await page.screenshot({ path, clip: { x: Math.round(x) - 2, y: Math.round(y) - 2, width: 5, height: 5 } });
  return [...shrunk(path, 1, 1)];
}

export const channels = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

export const near = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((v, i) => Math.abs(v - (b[i] ?? 0)) < 12);

/** The viewer's own rectangle. */
export async function viewerBox(page: Page) {
  const box = await page.locator('.viewer').boundingBox();
  if (!box) throw new Error('there is no viewer');
  return box;
}

export async function makeOfColours(tessera: Tessera, coloured: Coloured, cellsAcross = '8'): Promise<void> {
  await tessera.open();
  await tessera.addPhotos(coloured.photos);
  await tessera.chooseTarget(coloured.target);
  await tessera.cellsAcross.fill(cellsAcross);
  await tessera.make();
  await expect(tessera.button('Zoom in')).toBeVisible();
}

/** How large the picture is drawn, in CSS pixels. */
export const pictureWidth = (page: Page): Promise<number> =>
  page.locator('.mosaic canvas').evaluate((canvas) => canvas.getBoundingClientRect().width);
