/** Decoding photos of the library again, because they are wanted larger than their thumbnails. */
import type { PhotoFile } from './api';
import { bytesInCore, type Decoders, discard, giveToCore } from './decoders';
import { readFiles } from './files';
import type { Core } from './module';
import { nextTask, waitUntil } from './slices';
import { EngineError } from './types';

/** What becomes of the photos in the core. */
export interface Receiver {
  accepts(bytes: number): boolean;
  submit(photo: number): void;
  submitPicture(photo: number, orientation: number): void;
  inFlight(): number;
  /** Takes what has finished; `begun` of the photos were read by then. */
  take(begun: number): void;
}

/**
 * @param photos whose files are read, by their indices.
 * @returns those whose files are gone, or do not fit into the memory any more. Rejects only when aborted, with the
 *   signal's reason.
 */
export async function decodeAgain(
  core: Core,
  decoders: Decoders,
  signal: AbortSignal,
  photos: readonly { readonly photo: number; readonly file: PhotoFile }[],
  receiver: Receiver,
): Promise<number[]> {
  const failed: number[] = [];
  let begun = 0;
  const take = () => receiver.take(begun);
  const files = photos.map(({ file }) => file);
  for await (const { outcome } of readFiles(core, decoders, signal, files)) {
    const { photo } = photos[begun] as { readonly photo: number };
    begun += 1;
    if ('failure' in outcome) {
      failed.push(photo);
      continue;
    }
    await waitUntil(core, () => receiver.accepts(bytesInCore(outcome.picture)) || signal.aborted, take);
    if (signal.aborted) {
      discard(outcome.picture);
      break;
    }
    try {
      giveToCore(core, outcome.picture, {
        file: () => receiver.submit(photo),
        pixels: (orientation) => receiver.submitPicture(photo, orientation),
      });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      failed.push(photo);
    }
    await nextTask();
  }
  signal.throwIfAborted();
  await waitUntil(core, () => receiver.inFlight() === 0, take);
  return failed;
}
