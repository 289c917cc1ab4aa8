/**
 * From photos to the PNG in headless Chromium, stage by stage: mosaic_in_browser.mjs [FILES]
 *
 * Serves web/dist, gives the page the photos of ../shared/photos/library (copies of them that differ, where
 * FILES asks for more) and a target, and prints what each stage took and how much memory the engine had.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openBrowser, openPage, root, sirv } from './browser.mjs';

const library = resolve(root, '../shared/photos/library');
const target = resolve(root, '../shared/photos/camera/p03.jpg');
const names = readdirSync(library).sort();
const count = Number(process.argv[2] ?? names.length);

const photos = sirv(library);
const { browser, page, url, close } = await openBrowser((request, response, site) => {
  if (!request.url.startsWith('/photos/')) return site();
  request.url = request.url.replace('/photos', '');
  return photos(request, response, () => response.writeHead(404).end());
});
await openPage(page, url);
const status = page.getByRole('status');
const patience = { timeout: 3_600_000 };

/** Seconds from an action to the moment in which the status line says so. */
async function timed(action, said) {
  await page.evaluate((pattern) => {
    const line = document.querySelector('[role=status]');
    window.saidAt = new Promise((told) => {
      const look = () => new RegExp(pattern).test(line.textContent) && told(performance.now());
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, said.source);
  const from = await page.evaluate(() => performance.now());
  await action();
  return ((await page.evaluate(() => window.saidAt)) - from) / 1000;
}

// Files are made in the page out of the library's bytes and a tail that differs.
await page.evaluate(
  async ({ names, count }) => {
    const bytes = await Promise.all(names.map(async (name) => (await fetch(`photos/${name}`)).arrayBuffer()));
    const transfer = new DataTransfer();
    for (let i = 0; i < count; i++) {
      const tail = i < names.length ? [] : [new Uint32Array([i])];
      transfer.items.add(new File([bytes[i % names.length], ...tail], `${i} ${names[i % names.length]}`));
    }
    window.photosToDrop = transfer.files;
  },
  { names, count },
);
const drop = () =>
  page.evaluate(() => {
    const input = document.querySelector('input[type=file][multiple]');
    input.files = window.photosToDrop;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });

const cdp = await browser.newBrowserCDPSession();
const renderers = async () =>
  (await cdp.send('SystemInfo.getProcessInfo')).processInfo.filter(({ type }) => type === 'renderer');
const cpuSeconds = async () => (await renderers()).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
const threads = await page.evaluate(() => navigator.hardwareConcurrency);

const cpuBefore = await cpuSeconds();
const loading = await timed(drop, /ready|in all/);
const busy = ((await cpuSeconds()) - cpuBefore) / (loading * threads);
const size = readFileSync(target).length;
const reading = await timed(() => page.getByLabel('Target picture').setInputFiles(target), /is the target/);
const making = await timed(() => page.getByRole('button', { name: 'Make mosaic' }).click(), /Mosaic made/);
const saved = page.waitForEvent('download', patience);
const saving = await timed(() => page.getByRole('button', { name: 'Download PNG' }).click(), /downloads|is ready/);
const file = readFileSync(await (await saved).path());

const row = (stage, seconds, more = '') => console.log(`${stage.padEnd(28)}${seconds.toFixed(2).padStart(8)} s  ${more}`);
console.log(`\nIn Chromium ${browser.version()}, ${threads} threads: ${await status.innerText()}`);
row(`${count} photos loaded`, loading, `${(count / loading).toFixed(0)} photos/s, cores ${(100 * busy).toFixed(0)} % busy with the page`);
row('target decoded', reading, `${(size / 1e6).toFixed(1)} MB JPEG`);
row('matched and painted', making);
row('PNG written', saving, `${file.readUInt32BE(16)} × ${file.readUInt32BE(20)} px, ${(file.length / 1e6).toFixed(1)} MB`);
row('all', loading + reading + making + saving);
const peaks = (await renderers()).map(({ id }) =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0),
);
console.log(`peak memory of the tab's process: ${(Math.max(...peaks) / 1024).toFixed(0)} MiB`);
await close();
