/**
 * Reading files for the core: several at a time, in order, a bounded number and amount ahead.
 */
import type { PhotoFile } from './api';
import { checkReadable, type Decoders, discard, type Picture } from './decoders';
import type { Core } from './module';
import { EngineError, type PhotoIdentity } from './types';

/** Files that are being read ahead of the one that is used. */
const filesAhead = 24;
/** Bytes of files that are being read ahead; a larger file is read alone. */
const bytesAhead = 128 * 1048576;
/** Of those, how many are decoded at once, where that happens outside the core: pixels take memory. */
const decodesAtOnce = 2;
/** Files larger than this show their beginning first: a video is not read to be refused. */
const smallFile = 1048576;

/** A photo in the library. */
export interface LibraryPhoto extends PhotoFile {
  /** What a photo is known by that is not here itself: its file is empty. */
  readonly absent?: PhotoIdentity;
}

/** A file's picture as the core takes it, or why there is none. */
export type ReadOutcome = { readonly picture: Picture } | { readonly failure: EngineError };

async function readBytes(core: Core, { file, absent }: LibraryPhoto): Promise<Uint8Array<ArrayBuffer>> {
  if (absent !== undefined) {
    throw new EngineError('io', 'only its thumbnail is here; add the folder of the photos to have them whole');
  }
  if (file.size > smallFile) {
    const head = await file.slice(0, core.module.signatureBytes).arrayBuffer();
    checkReadable(core, new Uint8Array(head));
  }
  if (file.size > core.module.maxFileBytes) {
    const mebibytes = (bytes: number) => Math.round(bytes / 1048576);
    throw new EngineError(
      'too_large',
      `the file has ${mebibytes(file.size)} MiB, the limit is ${mebibytes(core.module.maxFileBytes)} MiB`,
    );
  }
  return new Uint8Array(await file.arrayBuffer());
}

async function outcomeOf(work: Promise<Picture>): Promise<ReadOutcome> {
  try {
    return { picture: await work };
  } catch (error) {
    if (error instanceof EngineError) return { failure: error };
    return {
      failure: new EngineError('io', 'the file cannot be read; it may have been moved or changed'),
    };
  }
}

/** A file on its way: read at once, decoded when asked for. */
class Arriving {
  private readonly reading: Promise<Uint8Array<ArrayBuffer>>;
  private outcome: Promise<ReadOutcome> | undefined;

  constructor(
    core: Core,
    private readonly decoders: Decoders,
    private readonly signal: AbortSignal,
    readonly photo: LibraryPhoto,
  ) {
    this.reading = readBytes(core, photo);
    // Its failure is the outcome's; until somebody asks for that it is no uncaught one.
    this.reading.catch(() => {});
  }

  decode(): Promise<ReadOutcome> {
    this.outcome ??= outcomeOf(this.reading.then((bytes) => this.decoders.decode(this.signal, bytes)));
    return this.outcome;
  }

  /** Frees what nobody took. */
  drop(): void {
    void this.outcome?.then((outcome) => {
      if ('picture' in outcome) discard(outcome.picture);
    });
  }
}

/** Reads one file. Rejects only when aborted, with the signal's reason. */
export async function readFile(
  core: Core,
  decoders: Decoders,
  signal: AbortSignal,
  photo: LibraryPhoto,
): Promise<ReadOutcome> {
  const arriving = new Arriving(core, decoders, signal, photo);
  try {
    return await unlessAborted(signal, arriving.decode());
  } catch (error) {
    arriving.drop();
    throw error;
  }
}

/** Waits for work that cannot be stopped only as long as it is wanted. */
function unlessAborted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Reads files ahead and gives them in their order. Ends early, without an error, when aborted. */
export async function* readFiles(
  core: Core,
  decoders: Decoders,
  signal: AbortSignal,
  files: readonly LibraryPhoto[],
): AsyncGenerator<{ readonly photo: LibraryPhoto; readonly outcome: ReadOutcome }> {
  const pending: Arriving[] = [];
  let bytes = 0;
  let next = 0;
  try {
    while (next < files.length || pending.length > 0) {
      for (
        let photo = files[next];
        photo !== undefined &&
        pending.length < filesAhead &&
        (pending.length === 0 || bytes + photo.file.size <= bytesAhead);
        photo = files[next]
      ) {
        pending.push(new Arriving(core, decoders, signal, photo));
        bytes += photo.file.size;
        next += 1;
      }
      for (const arriving of pending.slice(0, decodesAtOnce)) void arriving.decode();
      const first = pending[0];
      if (first === undefined) return;
      const outcome = await unlessAborted(signal, first.decode());
      pending.shift();
      bytes -= first.photo.file.size;
      yield { photo: first.photo, outcome };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const arriving of pending) arriving.drop();
  }
}
