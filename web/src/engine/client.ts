/**
 * The engine for a page: `connectEngine()` gives the Engine of `api.ts`, which talks to the worker.
 */
import type { Engine, PhotoFile } from './api';
import type { Calls, Method, ModuleFiles, Request, Response } from './protocol';
import { EngineError, type LoadProgress, type LoadResult } from './types';

/** More threads than this gain nothing and cost memory. */
const maximumThreads = 16;
const filesPerMessage = 500;

/** Where the parts of the engine lie: the site (`start.ts`) has them elsewhere than the package. */
export interface EngineParts {
  /** Starts `worker.ts`. */
  readonly startWorker: () => Worker;
  /** The module's build with threads, or without. */
  readonly moduleFiles: (threaded: boolean) => ModuleFiles;
}

interface Pending {
  readonly onEvent: (event: never) => void;
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** Requests and responses over one worker. */
class Connection {
  /** Resolves when the worker has come to an end that nobody asked for. */
  readonly stopped: Promise<EngineError>;
  private tellStopped: (reason: EngineError) => void = () => {};
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  /** Why no call can be answered any more. */
  private end: EngineError | null = null;

  constructor(private readonly worker: Worker) {
    this.worker.onmessage = ({ data }: MessageEvent<Response>) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.stop(event.message);
    };
    this.stopped = new Promise((resolve) => {
      this.tellStopped = resolve;
    });
  }

  /**
   * Waits for a lock that the worker holds. A worker that the browser ends, for want of memory, says nothing, but its
   * locks are free then.
   */
  watch(lifeline: string): void {
    const freed = () => this.stop('the browser has ended it, perhaps for want of memory');
    navigator.locks.request(lifeline, freed).catch((error: unknown) => console.warn(error));
  }

  call<M extends Method>(
    method: M,
    args: Calls[M]['arguments'],
    signal?: AbortSignal,
    onEvent: (event: Calls[M]['event']) => void = () => {},
  ): Promise<Calls[M]['result']> {
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      if (signal?.aborted || this.end !== null) {
        reject(this.end ?? signal?.reason);
        return;
      }
      // The call ends when the worker says so: then nothing of it is still going on.
      const abort = () => this.post({ kind: 'cancel', id });
      signal?.addEventListener('abort', abort, { once: true });
      const settle = () => {
        signal?.removeEventListener('abort', abort);
        this.pending.delete(id);
      };
      this.pending.set(id, {
        onEvent,
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (reason) => {
          settle();
          reject(signal?.aborted ? signal.reason : reason);
        },
      });
      this.post({ kind: 'call', id, method, arguments: args } as Request);
    });
  }

  close(): void {
    this.endWith(new EngineError('cancelled', 'The engine was ended.'));
  }

  private post(request: Request): void {
    this.worker.postMessage(request);
  }

  private receive(response: Response): void {
    if (response.kind === 'stopped') {
      this.stop(response.message);
      return;
    }
    const pending = this.pending.get(response.id);
    if (pending === undefined) return;
    if (response.kind === 'event') pending.onEvent(response.event as never);
    else if (response.kind === 'result') pending.resolve(response.result as never);
    else pending.reject(new EngineError(response.code, response.message));
  }

  private stop(reason: string): void {
    if (this.end !== null) return;
    const error = new EngineError('stopped', `The engine has stopped: ${reason || 'the browser gives no reason'}.`);
    this.endWith(error);
    this.tellStopped(error);
  }

  private endWith(reason: EngineError): void {
    this.end = reason;
    this.worker.terminate();
    for (const pending of [...this.pending.values()]) pending.reject(reason);
  }
}

/** Adds photos some hundreds a message: one message with a large folder's files would hold the page up. */
async function addInParts(
  connection: Connection,
  signal: AbortSignal,
  files: readonly PhotoFile[],
  onProgress: (progress: LoadProgress) => void,
): Promise<LoadResult> {
  const started = performance.now();
  let result: LoadResult = {
    photos: 0,
    duplicates: 0,
    added: 0,
    fromPack: 0,
    leftOut: 0,
    skipped: [],
    seconds: 0,
    memoryBytes: 0,
  };
  for (let first = 0; first === 0 || first < files.length; first += filesPerMessage) {
    const part = await connection.call(
      'addPhotos',
      { files: files.slice(first, first + filesPerMessage) },
      signal,
      (progress) => onProgress({ ...progress, done: first + progress.done, total: files.length }),
    );
    result = {
      photos: part.photos,
      duplicates: part.duplicates,
      added: result.added + part.added,
      fromPack: result.fromPack + part.fromPack,
      leftOut: part.leftOut === 0 ? 0 : part.leftOut + Math.max(0, files.length - first - filesPerMessage),
      skipped: [...result.skipped, ...part.skipped],
      seconds: (performance.now() - started) / 1000,
      memoryBytes: part.memoryBytes,
    };
    if (result.leftOut > 0) break;
  }
  return result;
}

/**
 * Starts the engine: with threads where the page is cross-origin isolated, else on one thread.
 * @throws EngineError where the browser cannot run it.
 */
export async function connectEngine({ startWorker, moduleFiles }: EngineParts): Promise<Engine> {
  const threaded = globalThis.crossOriginIsolated === true;
  const threads = threaded ? Math.min(navigator.hardwareConcurrency || 2, maximumThreads) : 1;
  const connection = new Connection(startWorker());
  // A page may have several engines, and an origin several pages.
  const lifeline = `tessera-engine ${performance.timeOrigin} ${Math.random()}`;
  const { info, holdsLifeline } = await connection.call('start', {
    module: moduleFiles(threaded),
    threaded,
    threads,
    lifeline,
  });
  if (holdsLifeline) connection.watch(lifeline);

  return {
    info,
    stopped: connection.stopped,
    addPhotos: (signal, files, onProgress = () => {}) => addInParts(connection, signal, files, onProgress),
    addThumbnails: (signal, identities, thumbnails) =>
      connection.call('addThumbnails', { identities, thumbnails }, signal),
    clearPhotos: async () => {
      await connection.call('clearPhotos', {});
    },
    packInfo: () => connection.call('packInfo', {}),
    clearPack: async () => {
      await connection.call('clearPack', {});
    },
    thumbnails: (photos) => connection.call('thumbnails', { photos }),
    findPhotos: (text) => connection.call('findPhotos', { text }),
    photoNames: (photos) => connection.call('photoNames', { photos }),
    photoIdentities: (first, count) => connection.call('photoIdentities', { first, count }),
    photo: (signal, photo) => connection.call('photo', { photo }, signal),
    cropPhoto: (signal, photo, position) => connection.call('cropPhoto', { photo, position }, signal),
    duplicates: (first, count) => connection.call('duplicates', { first, count }),
    setTarget: (signal, file) => connection.call('setTarget', { file }, signal),
    adjustTarget: (signal, adjustment) => connection.call('adjustTarget', { adjustment }, signal),
    targetCopy: (side) => connection.call('targetCopy', { side }),
    suggestMask: (side) => connection.call('suggestMask', { side }),
    makeMosaic: (signal, options, onProgress) => connection.call('makeMosaic', { options }, signal, onProgress),
    setMosaic: (signal, options, assignment, onProgress) =>
      connection.call('setMosaic', { options, assignment }, signal, onProgress),
    mosaicAssignment: () => connection.call('mosaicAssignment', {}),
    cellInfo: (cell) => connection.call('cellInfo', { cell }),
    cellCandidates: (cell, count) => connection.call('cellCandidates', { cell, count }),
    setStyle: async (style) => {
      await connection.call('setStyle', { style });
    },
    preparationSteps: (photo, options) => connection.call('preparationSteps', { photo, options }),
    settleMatch: async () => {
      await connection.call('settleMatch', {});
    },
    region: (signal, region) => connection.call('region', { region }, signal),
    paint: async (signal, box, onSize, onBand) => {
      await connection.call('paint', box, signal, (event) => {
        if (event.kind === 'size') onSize(event.size);
        else onBand(event.band);
      });
    },
    estimateExport: (signal, options) => connection.call('estimateExport', { options }, signal),
    exportMosaic: (signal, options, onProgress = () => {}, onBlurred = () => {}) =>
      new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          start: async () => {
            const blurred = await connection.call('beginExport', { options }, signal, onProgress);
            if (blurred.length > 0) onBlurred(blurred);
          },
          pull: async (controller) => {
            if (signal.aborted) {
              await connection.call('endExport', {});
              throw signal.reason;
            }
            const part = await connection.call('readExport', {});
            onProgress(part.progress);
            if (part.bytes.length > 0) controller.enqueue(part.bytes);
            if (!part.finished) return;
            await connection.call('endExport', {});
            controller.close();
          },
          cancel: async () => {
            await connection.call('endExport', {});
          },
        },
        { highWaterMark: 2 },
      ),
    dispose: () => connection.close(),
  };
}
