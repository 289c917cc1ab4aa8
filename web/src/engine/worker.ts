/**
 * The engine's worker: starts the core and serves calls. Those that change the same thing run one after the other, in
 * the order in which they came; the others run at once, a slice of each in turn.
 */
import { thumbnailSide } from './defaults';
import { startCore } from './module';
import { makeOperations, type Operations } from './operations';
import type { Calls, Method, Request, Response } from './protocol';
import { EngineError } from './types';

/** Calls that need no turn: quick, and safe at any time. */
const immediate: ReadonlySet<Method> = new Set([
  'thumbnails',
  'findPhotos',
  'photoNames',
  'photoIdentities',
  'duplicates',
  'photo',
  'cropPhoto',
  'targetCopy',
  'setStyle',
  'settleMatch',
  'mosaicAssignment',
  'cellInfo',
  'cellCandidates',
  'region',
  'readExport',
  'endExport',
]);

/**
 * What the other calls change. A mosaic is matched from copies, so that photos may come in and the target may change
 * meanwhile; only where photos go must it wait.
 */
type Lane = 'photos' | 'target' | 'mosaic' | 'painting';
const lanesOf: Partial<Record<Method, readonly Lane[]>> = {
  addPhotos: ['photos'],
  addThumbnails: ['photos'],
  packInfo: ['photos'],
  clearPack: ['photos'],
  setTarget: ['target'],
  adjustTarget: ['target'],
  suggestMask: ['target'],
  // What is painted is the mosaic that stood when that began.
  paint: ['painting'],
  clearPhotos: ['photos', 'mosaic', 'painting'],
};

type Served = Exclude<Method, 'start'>;

const running = new Map<number, AbortController>();
let operations: Operations | undefined;
const lastTurn: Record<Lane, Promise<unknown>> = {
  photos: Promise.resolve(),
  target: Promise.resolve(),
  mosaic: Promise.resolve(),
  painting: Promise.resolve(),
};

function post(response: Response, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}

/** The buffers of a result that can be handed over instead of copied. */
function buffersOf(result: Calls[Method]['result']): Transferable[] {
  if (result === null || typeof result !== 'object') return [];
  if (result instanceof ImageBitmap) return [result];
  if (result instanceof Uint32Array) return [result.buffer];
  if ('rgba' in result) return [result.rgba.buffer];
  if ('preview' in result) return [result.preview.rgba.buffer];
  if ('coverage' in result) return [result.coverage.buffer];
  if ('photoOfCell' in result) return [result.photoOfCell.buffer, result.variantOfCell.buffer];
  if ('bytes' in result && typeof result.bytes === 'object') return [result.bytes.buffer];
  return [];
}

async function start(options: Calls['start']['arguments']): Promise<Calls['start']['result']> {
  const core = await startCore(options, thumbnailSide).catch((error: unknown) => {
    if (error instanceof EngineError) throw error;
    // Whatever the glue says of it: the files were not there, or the browser cannot run them.
    console.error(error);
    throw new EngineError(
      'unsupported',
      'The engine could not be loaded. Check the connection and load the page again; a browser from before 2023 may be too old.',
    );
  });
  operations = makeOperations(core, thumbnailSide);
  return {
    info: { threads: options.threads, threaded: options.threaded },
    holdsLifeline: await hold(options.lifeline),
  };
}

/** Holds a lock until the end of the worker, however that comes. False where the browser has none for the page. */
function hold(lock: string): Promise<boolean> {
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve(true);
      return new Promise(() => {});
    };
    // Not there on pages that are not secure, refused where the browser keeps nothing for the page.
    if (navigator.locks === undefined) resolve(false);
    else navigator.locks.request(lock, held).catch(() => resolve(false));
  });
}

async function serve<M extends Served>(
  id: number,
  method: M,
  args: Calls[M]['arguments'],
  signal: AbortSignal,
): Promise<Calls[M]['result']> {
  if (operations === undefined) throw new EngineError('invalid_argument', 'not started');
  signal.throwIfAborted();
  const emit = (event: Calls[M]['event'], transfer?: Transferable[]) => post({ kind: 'event', id, event }, transfer);
  return await operations[method]({ signal, emit }, args);
}

async function answer(id: number, work: () => Promise<Calls[Method]['result']>): Promise<void> {
  try {
    const result = await work();
    post({ kind: 'result', id, result }, buffersOf(result));
  } catch (error) {
    if (error instanceof EngineError) {
      post({ kind: 'failure', id, code: error.code, message: error.message });
    } else if (running.get(id)?.signal.aborted) {
      post({ kind: 'failure', id, code: 'cancelled', message: 'cancelled' });
    } else if (error instanceof WebAssembly.RuntimeError) {
      post({ kind: 'stopped', message: error.message });
    } else {
      // The core throws nothing: what arrives here is the end of the worker's memory.
      post({ kind: 'failure', id, code: 'out_of_memory', message: String(error) });
    }
  } finally {
    running.delete(id);
  }
}

self.onmessage = ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'cancel') {
    running.get(data.id)?.abort();
    return;
  }
  const { id } = data;
  if (data.method === 'start') {
    const options = data.arguments;
    void answer(id, () => start(options));
    return;
  }
  const { method, arguments: args } = data;
  const controller = new AbortController();
  running.set(id, controller);
  const work = () => answer(id, () => serve(id, method, args, controller.signal));
  if (immediate.has(method)) {
    void work();
    return;
  }
  const lanes = lanesOf[method] ?? ['mosaic'];
  const turn = Promise.all(lanes.map((lane) => lastTurn[lane])).then(work);
  for (const lane of lanes) lastTurn[lane] = turn;
};
