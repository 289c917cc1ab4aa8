/** Asks the sample worker for pictures. Each call has a worker of its own, which ends with it. */
import type { PhotoFile } from '../engine/api';
import type { SampleReply, SampleRequest } from './protocol';

function ask(
  signal: AbortSignal,
  request: SampleRequest,
  onReply: (reply: SampleReply) => 'more' | 'done',
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'samples' });
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      worker.terminate();
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason));
    signal.addEventListener('abort', onAbort);
    worker.onerror = (event) => end(() => reject(new Error(event.message || 'the sample pictures could not be drawn')));
    worker.onmessage = ({ data }: MessageEvent<SampleReply>) => {
      if (onReply(data) === 'done') end(resolve);
    };
    worker.postMessage(request);
  });
}

export interface SamplePictures {
  readonly photos: readonly PhotoFile[];
  readonly target: PhotoFile;
}

function jpeg(blob: Blob, name: string): PhotoFile {
  return { file: new File([blob], name, { type: 'image/jpeg', lastModified: 0 }), path: name };
}

/** A few hundred photos and a target, drawn on the spot. */
export async function drawSamples(
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<SamplePictures> {
  const photos: PhotoFile[] = [];
  let target: PhotoFile | undefined;
  await ask(signal, { kind: 'pictures' }, (reply) => {
    if (reply.kind === 'target') target = jpeg(reply.blob, 'balloons.jpg');
    if (reply.kind === 'photos') {
      reply.blobs.forEach((blob, i) => {
        photos.push(jpeg(blob, `sample ${String(reply.first + i + 1).padStart(3, '0')}.jpg`));
      });
      onProgress(photos.length, reply.total);
      if (photos.length === reply.total) return 'done';
    }
    return 'more';
  });
  if (!target) throw new Error('the sample target was not drawn');
  return { photos, target };
}

/** The mosaic of the first screen, `width` by `height` pixels. */
export async function drawArt(signal: AbortSignal, width: number, height: number, cell: number): Promise<ImageBitmap> {
  let art: ImageBitmap | undefined;
  await ask(signal, { kind: 'art', width, height, cell }, (reply) => {
    if (reply.kind === 'art') art = reply.bitmap;
    return 'done';
  });
  if (!art) throw new Error('the art was not drawn');
  return art;
}
