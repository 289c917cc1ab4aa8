/**
 * Decodes HEIC by libheif, for browsers that do not. A worker of its own: loaded when the first such file
 * comes, and as a photo takes a second or more the engine's worker must not wait for it.
 *
 * libheif turns a picture by the file's own properties (irot, imir), as it should, and never by EXIF.
 */
import makeLibheif from 'libheif-js/libheif-wasm/libheif.js';
import wasmUrl from 'libheif-js/libheif-wasm/libheif.wasm?url';
import type { HeifReply, HeifRequest } from './heif_protocol';
import { EngineError, type FailureCode } from './types';

/** A value of one of libheif's enumerations. */
interface Enumerated {
  readonly value: number;
}

interface Failure {
  readonly code: Enumerated;
  readonly message: string;
}

interface Channel {
  readonly id: Enumerated;
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly data: Uint8Array;
}

interface DecodedImage {
  readonly image: object;
  readonly channels: readonly Channel[];
}

/** What is used here of libheif-js, whose own types say "any" for half of it. */
interface Libheif {
  readonly heif_colorspace: { readonly heif_colorspace_RGB: Enumerated };
  readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: Enumerated };
  readonly heif_channel: { readonly heif_channel_interleaved: Enumerated };
  heif_context_alloc(): object;
  heif_context_free(context: object): void;
  heif_context_read_from_memory(context: object, bytes: Uint8Array): Failure;
  heif_js_context_get_primary_image_handle(context: object): object | Failure;
  heif_image_handle_release(handle: object): void;
  heif_image_handle_get_width(handle: object): number;
  heif_image_handle_get_height(handle: object): number;
  heif_js_decode_image2(handle: object, colorspace: Enumerated, chroma: Enumerated): DecodedImage | Failure;
  heif_image_release(image: object): void;
}

/** heif_error.h. */
const heifOk = 0;
const codes: Readonly<Record<number, FailureCode>> = { 3: 'unsupported', 4: 'unsupported', 6: 'out_of_memory' };

const isFailure = (result: object): result is Failure => 'code' in result;

function check(result: Failure): void {
  if (result.code.value === heifOk) return;
  throw new EngineError(codes[result.code.value] ?? 'corrupt', `the HEIC file cannot be decoded (${result.message})`);
}

async function load(): Promise<Libheif> {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new EngineError('io', 'the decoder for HEIC pictures could not be loaded');
  const make = makeLibheif as unknown as (options: { wasmBinary: ArrayBuffer }) => Libheif;
  return make({ wasmBinary: await response.arrayBuffer() });
}

/** The pixels with no gaps between rows, in memory of their own. */
function packed(channel: Channel): Uint8Array<ArrayBuffer> {
  const rowBytes = channel.width * 4;
  const rgba = new Uint8Array(rowBytes * channel.height);
  for (let y = 0; y < channel.height; y++) {
    rgba.set(channel.data.subarray(y * channel.stride, y * channel.stride + rowBytes), y * rowBytes);
  }
  return rgba;
}

function decodePrimary(heif: Libheif, context: object, maxPixels: number): HeifReply & { kind: 'picture' } {
  const handle = heif.heif_js_context_get_primary_image_handle(context);
  if (isFailure(handle)) {
    check(handle);
    throw new EngineError('corrupt', 'the HEIC file has no picture');
  }
  try {
    const pixels = heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle);
    if (pixels > maxPixels) throw new EngineError('too_large', 'the picture has more pixels than can be decoded');
    const decoded = heif.heif_js_decode_image2(
      handle,
      heif.heif_colorspace.heif_colorspace_RGB,
      heif.heif_chroma.heif_chroma_interleaved_RGBA,
    );
    if (isFailure(decoded)) {
      check(decoded);
      throw new EngineError('corrupt', 'the HEIC file has no picture');
    }
    const channel = decoded.channels.find(({ id }) => id.value === heif.heif_channel.heif_channel_interleaved.value);
    if (channel === undefined) throw new EngineError('corrupt', 'the HEIC file has no colours');
    const picture = {
      kind: 'picture',
      width: channel.width,
      height: channel.height,
      rgba: packed(channel),
    } as const;
    heif.heif_image_release(decoded.image);
    return picture;
  } finally {
    heif.heif_image_handle_release(handle);
  }
}

async function decode({ bytes, maxPixels }: HeifRequest): Promise<HeifReply> {
  loading ??= load();
  const heif = await loading;
  const context = heif.heif_context_alloc();
  try {
    check(heif.heif_context_read_from_memory(context, bytes));
    return decodePrimary(heif, context, maxPixels);
  } finally {
    heif.heif_context_free(context);
  }
}

function failureOf(error: unknown): HeifReply {
  if (error instanceof EngineError) return { kind: 'failure', code: error.code, message: error.message };
  // What libheif throws is the end of its memory; what fetch throws, of the connection.
  if (error instanceof TypeError) {
    return { kind: 'failure', code: 'io', message: 'the decoder for HEIC pictures could not be loaded' };
  }
  return { kind: 'failure', code: 'out_of_memory', message: `the HEIC file cannot be decoded (${String(error)})` };
}

let loading: Promise<Libheif> | undefined;

self.onmessage = ({ data }: MessageEvent<HeifRequest>) => {
  decode(data).then(
    (reply) => self.postMessage(reply, { transfer: reply.kind === 'picture' ? [reply.rgba.buffer] : [] }),
    (error: unknown) => self.postMessage(failureOf(error)),
  );
};
