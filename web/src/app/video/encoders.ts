/** Which kind of video the browser can encode, if any. */
import { framesASecond, type Size } from './flight';

export interface VideoKind {
  readonly container: 'mp4' | 'webm';
  readonly codec: 'avc' | 'vp9' | 'vp8';
  /** The codec with its profile and level, as WebCodecs names them. */
  readonly codecString: string;
}

/** What most programs play comes first. */
const kinds: readonly VideoKind[] = [
  { container: 'mp4', codec: 'avc', codecString: 'avc1.4d0028' },
  { container: 'webm', codec: 'vp9', codecString: 'vp09.00.40.08' },
  { container: 'webm', codec: 'vp8', codecString: 'vp8' },
];

/** Bits a second. Mosaics are all detail. */
export const bitrate = 10_000_000;

/** The first kind that the browser can encode; null where there is none. */
export async function encodableKind({ width, height }: Size): Promise<VideoKind | null> {
  if (!('VideoEncoder' in globalThis)) return null;
  for (const kind of kinds) {
    const config = { codec: kind.codecString, width, height, bitrate, framerate: framesASecond };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported) return kind;
  }
  return null;
}
