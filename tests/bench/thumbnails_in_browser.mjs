/**
 * Thumbnails by the WASM module in headless Chromium: thumbnails_in_browser.mjs PHOTO...
 *
 * Each line "SIDE THREADS TIMES" on standard input is a measurement, answered by a line of JSON: seconds of
 * wall-clock, bytes of the module's memory, failed photos. The module runs in a worker as in the page, with the
 * smart crop, fed from memory in the order of the files, the list so many times over. The photos are not read,
 * and the browser's compiler has seen all of them once, before the time is taken. Says "ready" first.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openBrowser, root } from './browser.mjs';

const photos = process.argv.slice(2);
const folder = readdirSync(`${root}/web/dist/wasm`).find((name) => /^[0-9a-f]{16}$/.test(name));

// Runs in the worker; speaks to the module as web/src/engine does.
const workerSource = `
import make from '/wasm/${folder}/threads/tessera.js';
onmessage = ({ data }) => measure(data).then(postMessage, (error) => postMessage({ error: String(error) }));
const measure = async ({ side, threads, times, files }) => {
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536, shared: true });
  let wake = () => {};
  const module = await make({ wasmMemory: memory, poolSize: threads, onFileFinished: () => wake() });
  const session = new module.Session(threads, side, 2 ** 30);
  let failed = 0;
  const take = () => { for (const { code } of session.takePhotos()) failed += code !== 'ok'; };
  const until = async (done) => {
    for (;;) {
      // Before the look at what there is: a photo that finishes meanwhile must not be waited for.
      const finished = new Promise((resolve) => { wake = resolve; });
      take();
      if (done()) return;
      await finished;
    }
  };
  const once = async () => {
    for (const file of files) {
      await until(() => session.acceptsPhoto(file.length));
      const address = session.allocateFile(file.length);  // May grow the memory: its buffer after that.
      new Uint8Array(memory.buffer, address, file.length).set(file);
      session.submitPhoto();
    }
    await until(() => session.photosInFlight() === 0);
  };
  await once();
  session.clearPhotos();
  const start = performance.now();
  for (let i = 0; i < times; i++) await once();
  return { wall: (performance.now() - start) / 1000, peak: memory.buffer.byteLength, failed };
};
postMessage('ready');
`;

const { page, url, close } = await openBrowser((request, response, site) => {
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  const photo = /^\/photo\/(\d+)$/.exec(request.url);
  if (photo) response.end(readFileSync(photos[Number(photo[1])]));
  else if (request.url === '/bench.html') response.setHeader('Content-Type', 'text/html').end('<!doctype html>');
  else if (request.url === '/bench.js') response.setHeader('Content-Type', 'text/javascript').end(workerSource);
  else site();
});
await page.goto(`${url}bench.html`);
await page.evaluate(async (count) => {
  self.files = [];
  for (let i = 0; i < count; i++) self.files.push(new Uint8Array(await (await fetch(`/photo/${i}`)).arrayBuffer()));
}, photos.length);
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [side, threads, times] = line.split(' ').map(Number);
  const result = await page.evaluate(
    async ({ side, threads, times }) => {
      const worker = new Worker('/bench.js', { type: 'module' });
      const said = () =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
        });
      await said();
      worker.postMessage({ side, threads, times, files: self.files });
      const result = await said();
      worker.terminate();
      return result;
    },
    { side, threads, times },
  );
  console.log(JSON.stringify(result));
}
await close();
