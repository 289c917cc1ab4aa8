/**
 * The package's entry: what a page that is not ours can use of the engine.
 *
 * The files beside it are found by `new URL('…', import.meta.url)` throughout, which browsers resolve by
 * themselves and bundlers recognise.
 */
import type { Engine } from '../src/engine/api';
import { connectEngine } from '../src/engine/client';
import { single, threads } from './module_files';

export type * from '../src/engine/api';
export { defaultExportOptions, defaultMosaicOptions } from '../src/engine/defaults';
export * from '../src/engine/types';

/**
 * Starts the engine: with threads where the page is cross-origin isolated, else on one thread. An engine holds one
 * set of photos and one target; a page may have several.
 * @throws EngineError 'unsupported' where the browser cannot run it or its files are missing, 'out_of_memory' where
 *   the browser gives no memory.
 */
export function startEngine(): Promise<Engine> {
  return connectEngine({
    startWorker: () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'tessera-engine' }),
    moduleFiles: (threaded) => (threaded ? threads : single),
  });
}
