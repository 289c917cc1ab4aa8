/**
 * Who decodes a file: the core, the browser, or libheif. Photos, tiles that are decoded again and the
 * target all come through here.
 *
 *     const picture = await decoders.decode(signal, bytes);  // the core's bytes, or pixels
 *     giveToCore(core, picture, { file: () => …submitPhoto(), pixels: (turn, hash) => …submitPicture(turn, hash) });
 *
 * The core decodes what it can, so that the same file gives the same pixels everywhere. Pixels that a
 * browser decoded are that browser's: another, or its next release, may round them differently.
 */
import { abilityFor, type BrowserFormat, canvasIsExact, decodeByBrowser } from './browser_decoder';
import { HeifDecoder } from './heif_client';
import { type Core, type CoreContainer, check } from './module';
import { type Pixels, pixelsOf, putPixels } from './pixels';
import { EngineError } from './types';

/** An EXIF orientation, 1 to 8. */
type Orientation = number;
const upright: Orientation = 1;

/** Larger pictures are not decoded outside the core: they would be in memory twice. */
const maxPixels = 100_000_000;

export type Picture =
  | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: 'pixels';
      readonly pixels: Pixels;
      readonly orientation: Orientation;
      /** The hash of the file (CoreContainer). */
      readonly content: string;
      /** The ICC profile of the pixels' colours, where they are not sRGB's. */
      readonly profile?: Uint8Array;
    };

/** Bytes that a picture takes in the core. */
export function bytesInCore(picture: Picture): number {
  return picture.kind === 'file' ? picture.bytes.length : picture.pixels.width * picture.pixels.height * 3;
}

/** Frees a picture that is not needed any more. giveToCore does so by itself. */
export function discard(picture: Picture): void {
  if (picture.kind === 'pixels') picture.pixels.close();
}

/** Copies a picture into the core, then calls what takes it there. Throws EngineError where it does not fit. */
export function giveToCore<Result>(
  core: Core,
  picture: Picture,
  take: { readonly file: () => Result; readonly pixels: (orientation: Orientation, content: string) => Result },
): Result {
  try {
    if (picture.kind === 'file') {
      core.put(picture.bytes);
      return take.file();
    }
    putPixels(core, picture.pixels);
    if (picture.profile !== undefined) {
      core.put(picture.profile);
      core.session.convertPicture();
    }
    return take.pixels(picture.orientation, picture.content);
  } finally {
    discard(picture);
  }
}

const outsideFormats: ReadonlySet<string> = new Set<BrowserFormat>(['WebP', 'AVIF', 'HEIC', 'JPEG XL']);
const isOutside = (format: string): format is BrowserFormat => outsideFormats.has(format);

export const instead = 'save it as JPEG or PNG and add it again';

/** Throws EngineError where nothing here reads files that begin like this. */
export function checkReadable(core: Core, head: Uint8Array): void {
  if (!isOutside(core.module.formatName(head))) check(core.module.checkDecodable(head));
}

export class Decoders {
  private readonly heif = new HeifDecoder();
  /** Whether the browser reads HEIC, once one file has shown it. */
  private browserReadsHeic: boolean | undefined;

  constructor(private readonly core: Core) {}

  /**
   * What the core shall be given for a whole file.
   * @throws EngineError; the signal's reason when it is aborted.
   */
  async decode(signal: AbortSignal, bytes: Uint8Array<ArrayBuffer>): Promise<Picture> {
    const format = this.core.module.formatName(bytes.subarray(0, this.core.module.signatureBytes));
    if (!isOutside(format)) return { kind: 'file', bytes };
    const { container, profile } = this.inspect(bytes);
    if (format === 'HEIC') return await this.decodeHeic(signal, bytes, container, profile);
    if (!canvasIsExact()) {
      throw new EngineError(
        'unsupported',
        `${format} pictures are decoded by the browser, whose protection against fingerprinting blurs them; ${instead}`,
      );
    }
    const ability = await abilityFor(format);
    if (!ability.reads) {
      throw new EngineError('unsupported', `this browser does not read ${format} pictures; ${instead}`);
    }
    const pixels = await decodeByBrowser(bytes, format).catch(() => {
      throw new EngineError('corrupt', `${format} file is damaged: the browser cannot decode it`);
    });
    const orientation = ability.turns ? upright : container.orientation;
    return { kind: 'pixels', pixels, orientation, content: container.content };
  }

  /** What the container says. A file that is cut off is refused here: decoders make half a picture of it. */
  private inspect(bytes: Uint8Array): { readonly container: CoreContainer; readonly profile: Uint8Array } {
    this.core.put(bytes);
    const container = this.core.session.inspectFile();
    check(container);
    const profile = this.core.copy(container.profile);
    if (container.width * container.height > maxPixels) {
      throw new EngineError(
        'too_large',
        `the picture has ${container.width} × ${container.height} pixels, the limit is ${maxPixels / 1e6} megapixels`,
      );
    }
    return { container, profile };
  }

  private async decodeHeic(
    signal: AbortSignal,
    bytes: Uint8Array<ArrayBuffer>,
    { content }: CoreContainer,
    profile: Uint8Array,
  ): Promise<Picture> {
    if (this.browserReadsHeic !== false && canvasIsExact()) {
      const pixels = await decodeByBrowser(bytes, 'HEIC').catch(() => null);
      if (pixels !== null) {
        this.browserReadsHeic = true;
        return { kind: 'pixels', pixels, orientation: upright, content };
      }
    }
    const { width, height, rgba } = await this.heif.decode(signal, bytes, maxPixels);
    // The browser had refused a good file.
    this.browserReadsHeic ??= false;
    // It leaves colours as they are stored.
    return { kind: 'pixels', pixels: pixelsOf(width, height, rgba), orientation: upright, content, profile };
  }
}
