/** The engine by itself, without the page around it: its worker, spoken to as web/src/engine/protocol.ts says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { builtSite, type Site, test as siteTest } from './site';

/** What a test's function in the page can use. */
export interface EngineInPage {
  /** Asks the worker; events are left out but for the bands of a painting. */
  call(method: string, args: object): Promise<unknown>;
  /** A picture file of columns of equal width, each of one colour (CSS); 192 pixels high, and as wide if nothing is
   * said. */
  columns(name: string, colours: readonly string[], type?: string, width?: number): Promise<File>;
  /** Some pixels of a picture, RGBA. */
  pixels(picture: ImageBitmap, places: readonly (readonly [number, number])[]): number[][];
  /** The mosaic's PNG, as it would be saved. */
  saved(): Promise<ImageBitmap>;
  /** The whole painting of a mosaic, RGBA. */
  painting(side: number): Promise<{ width: number; height: number; rgba: number[] }>;
}

declare global {
  interface Window {
    engine: EngineInPage;
  }
}

function engineWorker(): string {
  const assets = join(builtSite, 'assets');
  const worker = readdirSync(assets).find(
    (name) => name.startsWith('worker-') && readFileSync(join(assets, name), 'utf8').includes('makeMosaic'),
  );
  if (worker === undefined) throw new Error(`there is no engine in ${assets}`);
  return `assets/${worker}`;
}

/** Opens a page of the site and starts an engine in it, on one thread. It stands in `window.engine`. */
async function startEngine(page: Page, site: Site): Promise<void> {
  await page.goto(site.url);
  const worker = new URL(engineWorker(), site.url).href;
  const { folder } = JSON.parse(readFileSync(join(builtSite, 'wasm/manifest.json'), 'utf8')) as { folder: string };
  const script = new URL(`wasm/${folder}/single/tessera.js`, site.url).href;
  await page.evaluate(
    async ({ worker, script }) => {
      type Band = { readonly y: number; readonly rgba: Uint8ClampedArray };
      type Answer = { kind: string; id: number; event?: unknown; result?: unknown; message?: string };
      const engine = new Worker(worker, { type: 'module' });
      let last = 0;
      const ask = (method: string, args: object, onEvent: (event: never) => void) =>
        new Promise<unknown>((resolve, reject) => {
          last += 1;
          const id = last;
          const listen = ({ data }: MessageEvent<Answer>) => {
            if (data.id !== id) return;
            if (data.kind === 'event') {
              onEvent(data.event as never);
              return;
            }
            engine.removeEventListener('message', listen);
            if (data.kind === 'result') resolve(data.result);
            else reject(new Error(data.message));
          };
          engine.addEventListener('message', listen);
          engine.postMessage({ kind: 'call', id, method, arguments: args });
        });
      const call = (method: string, args: object) => ask(method, args, () => {});
      window.engine = {
        call,
        async columns(name, colours, type = 'image/png', width = 192) {
          const height = 192;
          const canvas = new OffscreenCanvas(width, height);
          const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          const column = width / colours.length;
          for (const [index, colour] of colours.entries()) {
            context.fillStyle = colour;
            context.fillRect(index * column, 0, column, height);
          }
          return new File([await canvas.convertToBlob({ type, quality: 1 })], name, { type });
        },
        pixels(picture, places) {
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          context.drawImage(picture, 0, 0);
          return places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
        },
        async saved() {
          const options = {
            format: 'png',
            quality: 90,
            tileWidth: 0,
            fullChroma: true,
            dotsPerInch: 0,
            small: false,
            title: '',
            comment: '',
            files: [],
          };
          await call('beginExport', { options });
          const parts: Uint8Array<ArrayBuffer>[] = [];
          for (;;) {
            const part = (await call('readExport', {})) as { bytes: Uint8Array<ArrayBuffer>; finished: boolean };
            parts.push(part.bytes);
            if (part.finished) break;
          }
          await call('endExport', {});
          return createImageBitmap(new Blob(parts));
        },
        async painting(side) {
          let size = { width: 0, height: 0 };
          const bands: Band[] = [];
          await ask(
            'paint',
            { maxWidth: side, maxHeight: side },
            (event: { kind: string; size: typeof size; band: Band }) => {
              if (event.kind === 'size') size = event.size;
              else bands.push(event.band);
            },
          );
          return { ...size, rgba: bands.flatMap((band) => [...band.rgba]) };
        },
      };
      await call('start', { module: { script, others: {} }, threaded: false, threads: 1 });
    },
    { worker, script },
  );
}

/** Of a small mosaic with as many repeats as it takes. */
export const options = {
  cellsAcross: 4,
  tileSize: 32,
  matching: 'nearest',
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
};

/** Tests of the engine, each with one of its own. */
export const test = siteTest.extend<{ engine: undefined }>({
  // Else the page loads a second time, to be isolated.
  serviceWorkers: 'block',
  engine: [
    async ({ page, site }, use) => {
      await startEngine(page, site);
      await use(undefined);
    },
    { auto: true },
  ],
});
