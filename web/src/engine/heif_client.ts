/** HEIC for the engine's worker, decoded by workers that come when there is something to decode and go after it. */
import type { HeifReply, HeifRequest } from './heif_protocol';
import { EngineError } from './types';

/** A worker that has had nothing to do for so long is ended: its memory never shrinks. In milliseconds. */
const patience = 10_000;

export interface HeifPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array<ArrayBuffer>;
}

interface Idle {
  readonly worker: Worker;
  readonly end: ReturnType<typeof setTimeout>;
}

export class HeifDecoder {
  private readonly idle: Idle[] = [];

  /**
   * Decodes a file, upright. Calls at the same time have a worker each: the caller bounds their number.
   * @throws EngineError; the signal's reason when it is aborted, at once.
   */
  async decode(signal: AbortSignal, bytes: Uint8Array<ArrayBuffer>, maxPixels: number): Promise<HeifPicture> {
    signal.throwIfAborted();
    const worker = this.take();
    try {
      const reply = await ask(signal, worker, { bytes, maxPixels });
      if (reply.kind === 'failure') throw new EngineError(reply.code, reply.message);
      this.keep(worker);
      return reply;
    } catch (error) {
      // Whatever state it is in: the next file has a new one.
      worker.terminate();
      throw error;
    }
  }

  private take(): Worker {
    const known = this.idle.pop();
    if (known === undefined) {
      return new Worker(new URL('./heif_worker.ts', import.meta.url), { type: 'module', name: 'tessera-heif' });
    }
    clearTimeout(known.end);
    return known.worker;
  }

  private keep(worker: Worker): void {
    const end = setTimeout(() => {
      this.idle.splice(
        this.idle.findIndex((one) => one.worker === worker),
        1,
      );
      worker.terminate();
    }, patience);
    this.idle.push({ worker, end });
  }
}

function ask(signal: AbortSignal, worker: Worker, request: HeifRequest): Promise<HeifReply> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    worker.onmessage = ({ data }: MessageEvent<HeifReply>) => {
      signal.removeEventListener('abort', abort);
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      signal.removeEventListener('abort', abort);
      reject(new EngineError('io', 'the decoder for HEIC pictures could not be loaded'));
    };
    worker.postMessage(request);
  });
}
