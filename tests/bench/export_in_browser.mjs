/**
 * A large mosaic out of headless Chromium, to the origin private file system and from there to the disk:
 *   export_in_browser.mjs [--full] [--photos N] [--format PNG|JPEG]
 *
 * Serves web/dist, makes a mosaic of tiles of 128 pixels out of N photos (228) of ../shared/photos/library: 66 × 93
 * cells, 101 megapixels, or with --full 207 × 292, 990 megapixels. Prints seconds, raw megabytes a second, bytes,
 * what the page said beforehand, and how much the tab's process grew.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, openPage, root } from './browser.mjs';

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    photos: { type: 'string', default: '228' },
    format: { type: 'string', default: 'PNG' },
  },
});
const [columns, rows] = options.full ? [207, 292] : [66, 93];
const library = resolve(root, '../shared/photos/library');
const names = readdirSync(library).sort().slice(0, Number(options.photos));
const work = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
const target = join(work, 'target.png');
execFileSync('convert', [resolve(root, '../shared/photos/camera/p03.jpg'), '-resize', `${columns}x${rows}!`, target]);

const { browser, page, url, close } = await openBrowser();
await openPage(page, url);
const status = page.getByRole('status');
const said = (text) => status.filter({ hasText: text }).waitFor({ timeout: 600_000 });
await page.getByLabel('Photos', { exact: true }).setInputFiles(names.map((name) => join(library, name)));
await said(/ready/);
await page.getByLabel('Target picture').setInputFiles(target);
await said(/is the target/);
await page.getByLabel('Cells across').fill(String(columns));
await page.getByLabel('Tile size').fill('128');
// All photos equally often: a PNG gains nothing from long runs of the same tile.
await page.getByLabel('Matching').selectOption('greedy');
await page.getByRole('button', { name: 'Make mosaic' }).click();
await said(/Mosaic made/);
await page.getByLabel('Format').selectOption(options.format);
const beforehand = page.getByText(/megapixels, about .* about /);
await beforehand.waitFor({ timeout: 60_000 });

const cdp = await browser.newBrowserCDPSession();
const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
const [renderer] = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime);
const memory = (what) =>
  Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${renderer.id}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const before = memory('VmRSS');

const download = page.waitForEvent('download', { timeout: 600_000 });
const started = performance.now();
await page.getByRole('button', { name: `Download ${options.format}` }).click();
await said(/is ready/);
const seconds = (performance.now() - started) / 1000;
const file = join(work, 'mosaic');
await (await download).saveAs(file);

const pixels = columns * rows * 128 * 128;
console.log(`\n${options.format} in Chromium ${browser.version()}: ${columns * 128} × ${rows * 128} px of ${names.length} photos`);
console.log(`said beforehand: ${await beforehand.innerText()}`);
console.log(`${seconds.toFixed(2)} s, ${((3 * pixels) / seconds / 1e6).toFixed(0)} MB of pixels a second, ${statSync(file).size} bytes`);
console.log(`the tab's process: ${before.toFixed(0)} MiB before, ${memory('VmHWM').toFixed(0)} MiB at its peak`);
await close();
rmSync(work, { recursive: true });
