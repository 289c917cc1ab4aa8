/**
 * Reading files for the core: several at a time, in order, a bounded number and amount ahead.
 */
import type { PhotoFile } from './api';
import { type Core, check } from './module';
import { EngineError } from './types';

/** Files that are being read ahead of the one that is used. */
const filesAhead = 6;
/** Bytes of files that are being read ahead; a larger file is read alone. */
const bytesAhead = 128 * 1048576;
/** Files larger than this show their beginning first: a video is not read to be refused. */
const smallFile = 1048576;

/** A file's bytes, or why there are none. */
export type ReadOutcome = { readonly bytes: Uint8Array } | { readonly failure: EngineError };

async function readBytes(core: Core, file: File): Promise<Uint8Array> {
  if (file.size > smallFile) {
    const head = await file.slice(0, core.module.signatureBytes).arrayBuffer();
    check(core.module.checkDecodable(new Uint8Array(head)));
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

/** Reads one file. Never rejects. */
export async function readFile(core: Core, file: File): Promise<ReadOutcome> {
  try {
    return { bytes: await readBytes(core, file) };
  } catch (error) {
    if (error instanceof EngineError) return { failure: error };
    return {
      failure: new EngineError('io', 'the file cannot be read; it may have been moved or changed'),
    };
  }
}

/** Reads files ahead and gives them in their order. */
export async function* readFiles(
  core: Core,
  files: readonly PhotoFile[],
): AsyncGenerator<{ readonly photo: PhotoFile; readonly outcome: ReadOutcome }> {
  const pending: { photo: PhotoFile; reading: Promise<ReadOutcome> }[] = [];
  let bytes = 0;
  let next = 0;
  while (next < files.length || pending.length > 0) {
    for (
      let photo = files[next];
      photo !== undefined &&
      pending.length < filesAhead &&
      (pending.length === 0 || bytes + photo.file.size <= bytesAhead);
      photo = files[next]
    ) {
      pending.push({ photo, reading: readFile(core, photo.file) });
      bytes += photo.file.size;
      next += 1;
    }
    const first = pending.shift();
    if (first === undefined) return;
    const outcome = await first.reading;
    bytes -= first.photo.file.size;
    yield { photo: first.photo, outcome };
  }
}
