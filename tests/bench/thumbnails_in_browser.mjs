/**
 * Thumbnails by the WASM module in headless Chromium: thumbnails_in_browser.mjs SIDE THREADS PHOTO...
 *
 * The module runs in a worker as in the page, fed from memory in the order of the files; prints one line of
 * JSON: seconds of wall-clock, bytes of the module's memory. Reading the files is not counted.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? '.', '../..');
const require = createRequire(`${root}/web/package.json`);
const { chromium } = require('@playwright/test');
const sirv = require('sirv');

const [side, threads, ...photos] = process.argv.slice(2);
const folder = readdirSync(`${root}/web/dist/wasm`).find((name) => /^[0-9a-f]{16}$/.test(name));

// Runs in the worker; speaks to the module as web/src/engine does.
const workerSource = `
import make from '/wasm/${folder}/threads/tessera.js';
onmessage = async ({ data: { side, threads, files } }) => {
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536, shared: true });
  let wake = () => {};
  const module = await make({ wasmMemory: memory, poolSize: threads, onFileFinished: () => wake() });
  const session = new module.Session(threads, side);
  const start = performance.now();
  let failed = 0;
  const take = () => { for (const { code } of session.takePhotos()) failed += code !== 'ok'; };
  const until = async (done) => {
    for (take(); !done(); take()) await new Promise((resolve) => { wake = resolve; });
  };
  for (const file of files) {
    await until(() => session.acceptsPhoto(file.length));
    new Uint8Array(memory.buffer, session.allocateFile(file.length), file.length).set(file);
    session.submitPhoto();
  }
  await until(() => session.photosInFlight() === 0);
  postMessage({ wall: (performance.now() - start) / 1000, peak: memory.buffer.byteLength, failed });
};
postMessage('ready');
`;

const site = sirv(`${root}/web/dist`);
const server = createServer((request, response) => {
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  const photo = /^\/photo\/(\d+)$/.exec(request.url);
  if (photo) response.end(readFileSync(photos[Number(photo[1])]));
  else if (request.url === '/bench.html') response.setHeader('Content-Type', 'text/html').end('<!doctype html>');
  else if (request.url === '/bench.js') response.setHeader('Content-Type', 'text/javascript').end(workerSource);
  else site(request, response, () => response.writeHead(404).end());
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const browser = await chromium.launch({
  executablePath: process.env.TESSERA_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/bench.html`);
const result = await page.evaluate(
  async ({ side, threads, count }) => {
    const files = [];
    for (let i = 0; i < count; i++) files.push(new Uint8Array(await (await fetch(`/photo/${i}`)).arrayBuffer()));
    const worker = new Worker('/bench.js', { type: 'module' });
    const said = () => new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
    await said();
    worker.postMessage({ side, threads, files });
    return await said();
  },
  { side: Number(side), threads: Number(threads), count: photos.length },
);
console.log(JSON.stringify(result));
await browser.close();
server.close();
