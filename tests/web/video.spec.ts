/** The video from the whole mosaic to one of its tiles, as a browser plays it. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { channels, colours, makeOfColours, near, paintPictures, viewerBox } from './coloured';
import { expect, test } from './tessera';

interface Played {
  readonly seconds: number;
  readonly size: readonly [width: number, height: number];
  /** The colours of the four quarters of the first frame and the last. */
  readonly first: readonly (readonly number[])[];
  readonly last: readonly (readonly number[])[];
}

/** Plays a file on an empty page, which has no policy against it. */
async function play(page: Page, path: string): Promise<Played> {
  await page.goto('about:blank');
  return page.evaluate(async (base64) => {
    const video = document.createElement('video');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const event = (name: string): Promise<void> =>
      new Promise((resolve, reject) => {
        video.addEventListener(name, () => resolve(), { once: true });
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
      });
    const loaded = event('loadeddata');
    video.src = URL.createObjectURL(new Blob([bytes]));
    await loaded;
    const frameAt = async (time: number): Promise<number[][]> => {
      const seeked = event('seeked');
      video.currentTime = time;
      await seeked;
      const canvas = new OffscreenCanvas(8, 8);
      const c = canvas.getContext('2d');
      if (!c) throw new Error('no canvas');
      c.imageSmoothingQuality = 'high';
      c.drawImage(video, 0, 0, 8, 8);
      // Amid each quarter: scaling mixes what lies at their borders.
      const at = (x: number, y: number): number[] => [...c.getImageData(x, y, 1, 1).data.slice(0, 3)];
      return [at(2, 2), at(5, 2), at(2, 5), at(5, 5)];
    };
    const [first, last] = [await frameAt(0), await frameAt(video.duration - 0.05)];
    return { seconds: video.duration, size: [video.videoWidth, video.videoHeight] as const, first, last };
  }, readFileSync(path).toString('base64'));
}

test('a video goes from the whole to the selected tile; where nothing can encode one the page says so', async ({
  tessera,
  page,
  context,
}, info) => {
  const coloured = paintPictures(info.outputPath('pictures'));
  await makeOfColours(tessera, coloured);
  const { x, y, width, height } = await viewerBox(page);
  // Of the yellow quarter, below on the right.
  await page.mouse.click(x + width / 2 + height / 4, y + (3 * height) / 4);
  await expect(page.getByRole('heading', { name: 'colour3.png' })).toBeVisible();
  await expect(page.getByText('the one that is selected or else the middle one: 7 s, 720 × 720 px.')).toBeVisible();

  await tessera.cancelOnceUnderWay(() => tessera.button('Save a video').click());
  const download = page.waitForEvent('download');
  await tessera.button('Save a video').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('fields-mosaic.mp4');
  const path = info.outputPath('video.mp4');
  await file.saveAs(path);
  await expect(tessera.status).toContainText('“fields-mosaic.mp4” is ready');

  const { seconds, size, first, last } = await play(await context.newPage(), path);
  expect(seconds).toBeCloseTo(7, 1);
  expect(size).toEqual([720, 720]);
  const wanted = colours.map(channels);
  expect(
    first.map((seen, i) => near(seen, wanted[i] ?? [])),
    String(first),
  ).toEqual([true, true, true, true]);
  expect(
    last.map((seen) => near(seen, wanted[3] ?? [])),
    String(last),
  ).toEqual([true, true, true, true]);

  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'));
  await makeOfColours(tessera, coloured);
  await expect(page.getByText('this browser has no encoder for it')).toBeVisible();
  await expect(tessera.button('Save a video')).toHaveCount(0);
});
