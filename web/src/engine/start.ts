/** The engine as the site has it: the worker bundled by Vite, the module where scripts/build put it. */
import type { Engine } from './api';
import { connectEngine } from './client';

function moduleFolder(threaded: boolean): string {
  const build = threaded ? 'threads' : 'single';
  return new URL(`${import.meta.env.BASE_URL}wasm/${__WASM_FOLDER__}/${build}/`, document.baseURI).href;
}

/**
 * Starts the engine: with threads where the page is cross-origin isolated, else on one thread.
 * @throws EngineError where the browser cannot run it.
 */
export function startEngine(): Promise<Engine> {
  return connectEngine({
    startWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'tessera-engine' }),
    moduleFiles: (threaded) => ({ script: `${moduleFolder(threaded)}tessera.js`, others: {} }),
  });
}
