/**
 * From a changed setting to the mosaic on the screen in headless Chromium: live_in_browser.mjs [PHOTOS]
 *
 * Serves web/dist, gives the page 10,000 small pictures that differ (or so many as PHOTOS says) and a target, waits for
 * the mosaic of 115 × 87 cells (10,005) that comes by itself, and changes settings. What each change takes is printed beside
 * what it takes to load all of it and to make the mosaic anew.
 */
import { resolve } from 'node:path';
import { openBrowser, openPage, root } from './browser.mjs';

const count = Number(process.argv[2] ?? 10_000);
const target = resolve(root, '../shared/photos/camera/p03.jpg');
const rounds = 9;

const { browser, page, url, close } = await openBrowser();
await openPage(page, url);
await page.getByLabel('Target picture').setInputFiles(target);
await page.getByText('is the target').waitFor();
await page.getByLabel('Cells across').fill('115');

// Bitmaps of 64 × 64 pixels: blocks of random colours around a colour of their own, so that no two are the same.
await page.evaluate((count) => {
  let seed = 1;
  const random = () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  const side = 64;
  const head = new Uint8Array(54);
  const view = new DataView(head.buffer);
  head.set([0x42, 0x4d]);
  for (const [at, value] of [[2, 54 + side * side * 3], [10, 54], [14, 40], [18, side], [22, side]]) view.setUint32(at, value, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  const transfer = new DataTransfer();
  for (let photo = 0; photo < count; photo++) {
    const own = [random(), random(), random()];
    const blocks = Array.from({ length: 64 }, () => own.map((c) => Math.round(255 * (0.7 * c + 0.3 * random()))));
    const pixels = new Uint8Array(side * side * 3);
    for (let y = 0, at = 0; y < side; y++) {
      for (let x = 0; x < side; x++, at += 3) pixels.set(blocks[(y >> 3) * 8 + (x >> 3)], at);
    }
    transfer.items.add(new File([head, pixels], `${photo}.bmp`));
  }
  window.photosToDrop = transfer.files;
}, count);

/** Milliseconds from a change in the page to the moment in which the mosaic that comes of it is painted. */
const changed = (change) =>
  page.evaluate(
    ({ label, value }) =>
      new Promise((done) => {
        const input = [...document.querySelectorAll('label')].find((one) => one.textContent === label).control;
        const mosaic = document.querySelector('.mosaic');
        const cells = () => document.querySelector('dl.facts').textContent;
        const before = cells();
        let from = 0;
        const observer = new MutationObserver(() => {
          // The picture has no name while it is painted.
          if (cells() === before || mosaic.getAttribute('role') !== 'img') return;
          observer.disconnect();
          done(performance.now() - from);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        from = performance.now();
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    change,
  );

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const status = page.getByRole('status');
const rebuild = await page.evaluate(
  () =>
    new Promise((done) => {
      const from = performance.now();
      const line = document.querySelector('[role=status]');
      const look = () => /ready.*Mosaic made/.test(line.textContent) && done(performance.now() - from);
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
      const input = document.querySelector('input[type=file][multiple]');
      input.files = window.photosToDrop;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }),
);
console.log(`Chromium ${browser.version()}, ${await page.evaluate(() => navigator.hardwareConcurrency)} threads`);
console.log(await status.innerText());
await page.waitForTimeout(1000);
const row = (what, milliseconds) =>
  console.log(
    `${what.padEnd(44)}${milliseconds.toFixed(0).padStart(8)} ms${(rebuild / milliseconds).toFixed(0).padStart(8)} times as fast`,
  );
row('all loaded and made', rebuild);
for (const [what, label, values] of [
  ['cells across, 116 and 115 in turn', 'Cells across', ['116', '115']],
  ['tile size, 33 and 32 in turn', 'Tile size', ['33', '32']],
]) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await changed({ label, value: values[round % 2] }));
    await page.waitForTimeout(400);
  }
  row(`changed: ${what} (median of ${rounds})`, median(times));
}
await close();
