/** Draws the sample pictures and the art of the first screen away from the page's thread. */
import { drawArt } from './art';
import { contextOf, drawSample, sampleCount, targetCanvas } from './draw';
import type { SampleReply, SampleRequest } from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const side = 128;
const targetHeight = 780;
const batch = 32;

function reply(message: SampleReply, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

async function photo(index: number): Promise<Blob> {
  const { canvas, c } = contextOf(side, side);
  drawSample(c, index, side);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.88 });
}

async function pictures(): Promise<void> {
  reply({
    kind: 'target',
    blob: await targetCanvas(targetHeight).convertToBlob({ type: 'image/jpeg', quality: 0.94 }),
  });
  for (let first = 0; first < sampleCount; first += batch) {
    const count = Math.min(batch, sampleCount - first);
    const blobs = await Promise.all(Array.from({ length: count }, (_, i) => photo(first + i)));
    reply({ kind: 'photos', first, blobs, total: sampleCount });
  }
}

scope.onmessage = ({ data }: MessageEvent<SampleRequest>) => {
  if (data.kind === 'pictures') {
    pictures().catch((error: unknown) => {
      // Reaches the page as the worker's error event.
      setTimeout(() => {
        throw error;
      });
    });
    return;
  }
  const bitmap = drawArt(data.width, data.height, data.cell);
  reply({ kind: 'art', bitmap }, [bitmap]);
};
