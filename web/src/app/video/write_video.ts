/** Writes the flight to a tile as a video, frame by frame, of regions that the engine composes. */
import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, Quality, WebMOutputFormat } from 'mediabunny';
import { nextTask } from '../../engine/slices';
import type { MosaicFacts } from '../../engine/types';
import type { Box } from '../viewer/geometry';
import type { AskRegion } from '../viewer/region_source';
import { bitrate, type VideoKind } from './encoders';
import { type Flight, frames, framesASecond, levelFor, regionOf, type Size, viewAt } from './flight';

/** A part of a level, and its pixels. */
interface Composed {
  readonly level: number;
  readonly region: Box;
  readonly bitmap: ImageBitmap;
}

/** The region that was composed last. Later views lie in earlier ones, so it lasts until the next level. */
class Regions {
  private latest: Composed | null = null;

  constructor(
    private readonly facts: MosaicFacts,
    private readonly ask: AskRegion,
  ) {}

  async for(signal: AbortSignal, view: Box, level: number): Promise<Composed> {
    if (this.latest?.level === level) return this.latest;
    const { revision, finest } = this.facts;
    const region = regionOf(view, level, finest);
    const bitmap = await this.ask(signal, { revision, level, ...region });
    this.close();
    this.latest = { level, region, bitmap };
    return this.latest;
  }

  close(): void {
    this.latest?.bitmap.close();
  }
}

/** @param onFrame called after each frame with the number of those that are done. */
export async function writeVideo(
  signal: AbortSignal,
  facts: MosaicFacts,
  flight: Flight,
  { width, height }: Size,
  kind: VideoKind,
  ask: AskRegion,
  onFrame: (done: number) => void,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const c = canvas.getContext('2d', { alpha: false });
  if (!c) throw new Error('no canvas');
  c.imageSmoothingQuality = 'high';
  const target = new BufferTarget();
  const format = kind.container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat();
  const output = new Output({ format, target });
  const quality = new Quality({ bitrate });
  const source = new CanvasSource(canvas, { codec: kind.codec, fullCodecString: kind.codecString, quality });
  output.addVideoTrack(source, { frameRate: framesASecond });
  const regions = new Regions(facts, ask);
  try {
    await output.start();
    for (let frame = 0; frame < frames; frame++) {
      const view = viewAt(flight, frame);
      const level = levelFor(view, width);
      const { region, bitmap } = await regions.for(signal, view, level);
      const scale = 2 ** level;
      const [x, y] = [view.x / scale - region.x, view.y / scale - region.y];
      c.drawImage(bitmap, x, y, view.width / scale, view.height / scale, 0, 0, width, height);
      await source.add(frame / framesASecond, 1 / framesASecond);
      onFrame(frame + 1);
      // The page goes on meanwhile.
      await nextTask();
      signal.throwIfAborted();
    }
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  } finally {
    regions.close();
  }
  return new Blob([target.buffer ?? new ArrayBuffer(0)], { type: `video/${kind.container}` });
}
