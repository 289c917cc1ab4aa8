/** What the engine does to write a mosaic into a file, or to say beforehand how large that file will be. */
import type { PhotoFile } from './api';
import type { Decoders } from './decoders';
import { type Core, check } from './module';
import { mosaicData } from './mosaic_data';
import type { Operations } from './operations';
import { decodeAgain } from './photos_again';
import { throttled } from './slices';
import { type ArchiveFile, EngineError, type ExportFormat, type ExportOptions, type StepProgress } from './types';

const formatNumber: Record<ExportFormat, number> = { png: 0, jpeg: 1, deepzoom: 2, webpage: 3 };
/** Of a tile in the core's memory. */
const bytesAPixel = 3;
/** Until an export has shown better. */
const firstPixelsPerSecond: Record<ExportFormat, number> = { png: 60e6, jpeg: 40e6, deepzoom: 20e6, webpage: 20e6 };

/**
 * @param photos the file of each photo in the library, by the photo's index: read, never changed.
 * @param thumbnailSide of a thumbnail in the library, in pixels.
 */
export function makeExportOperations(
  core: Core,
  decoders: Decoders,
  photos: readonly PhotoFile[],
  thumbnailSide: number,
): Pick<Operations, 'estimateExport' | 'beginExport' | 'readExport' | 'endExport'> {
  const { session } = core;
  const pixelsPerSecond = { ...firstPixelsPerSecond };
  let running: { readonly format: ExportFormat; readonly pixels: number; seconds: number } | null = null;
  /** While photos are decoded for an export: gives it up. */
  let preparing: AbortController | null = null;

  /** Decodes the photos that are smaller than tiles, at the size of the tiles. */
  const sharpenTiles = async (
    signal: AbortSignal,
    onProgress: (progress: StepProgress) => void,
  ): Promise<{ readonly wanted: number; readonly blurred: string[] }> => {
    const giveUp = new AbortController();
    const abort = () => giveUp.abort(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    preparing = giveUp;
    const wanted = session.photosToSharpen().map((photo) => ({ photo, file: photos[photo] as PhotoFile }));
    // Those keep their enlarged thumbnails.
    const failed = await decodeAgain(core, decoders, giveUp.signal, wanted, {
      accepts: (bytes) => session.acceptsTile(bytes),
      submit: (photo) => session.submitTile(photo),
      submitPicture: (photo, orientation) => session.submitTilePicture(photo, orientation),
      inFlight: () => session.tilesInFlight(),
      take: (begun) => {
        session.takeTiles();
        onProgress({ done: begun - session.tilesInFlight(), total: wanted.length });
      },
    }).finally(() => {
      preparing = null;
      signal.removeEventListener('abort', abort);
    });
    const blurred = failed.map((photo) => photos[photo]?.path ?? '');
    return { wanted: wanted.length, blurred };
  };

  /** Puts a page's files into the archive, and one about the mosaic. */
  const addPage = (title: string, files: readonly ArchiveFile[]): void => {
    const tile = session.exportTile();
    const { columns, rows, brick, blocks } = session.mosaicFacts();
    const photoOfCell = new Uint32Array(core.copy(session.assignment().photos).buffer);
    const leaders = blocks === 1 ? null : new Uint32Array(core.copy(session.leaders()).buffer);
    const data = mosaicData(
      {
        title,
        ...session.exportSize(),
        tileWidth: tile.width,
        tileHeight: tile.height,
        columns,
        rows,
        brick,
        thumbnail: { width: thumbnailSide, height: thumbnailSide },
        sheetSide: core.module.sheetSide,
      },
      photoOfCell,
      leaders,
      (photo) => photos[photo]?.path ?? '',
    );
    for (const { path, bytes } of [...files, { path: 'data.js', bytes: data }]) {
      core.put(bytes);
      session.addExportFile(path);
    }
  };

  const begin = (options: ExportOptions, onlyEstimate: boolean): void => {
    if (running !== null) throw new EngineError('invalid_argument', 'another file is being written');
    const { files, ...settings } = options;
    check(session.beginExport({ ...settings, format: formatNumber[options.format] }, onlyEstimate));
    if (options.format === 'webpage') addPage(options.title, files);
  };

  return {
    async estimateExport({ signal }, { options }) {
      begin(options, true);
      try {
        const started = performance.now();
        const { wanted } = await sharpenTiles(signal, () => {});
        const secondsAPhoto = wanted === 0 ? 0 : (performance.now() - started) / 1000 / wanted;
        const estimate = session.estimateExport();
        check(estimate);
        const { width, height } = session.exportSize();
        const { bytes, photos, sharp, allSharpWidth } = estimate;
        const tile = session.exportTile();
        return {
          bytes,
          seconds: (width * height) / pixelsPerSecond[options.format] + photos * secondsAPhoto,
          width,
          height,
          photos,
          sharp,
          allSharpWidth,
          tileBytes: photos * tile.width * tile.height * session.mosaicFacts().blocks ** 2 * bytesAPixel,
          memoryLimit: core.memoryLimit,
        };
      } finally {
        session.endExport();
      }
    },

    async beginExport({ signal, emit }, { options }) {
      begin(options, false);
      let blurred: string[];
      try {
        ({ blurred } = await sharpenTiles(signal, throttled<StepProgress>(emit)));
      } catch (error) {
        session.endExport();
        throw error;
      }
      const { width, height } = session.exportSize();
      running = { format: options.format, pixels: width * height, seconds: 0 };
      return blurred;
    },

    async readExport() {
      if (running === null) throw new EngineError('invalid_argument', 'no file is being written');
      const started = performance.now();
      check(session.advanceExport());
      const finished = session.exportFinished();
      // Without what the reader takes to put the bytes away.
      running.seconds += (performance.now() - started) / 1000;
      if (finished) pixelsPerSecond[running.format] = running.pixels / running.seconds;
      return {
        bytes: core.copy(session.exportedBytes()),
        progress: { done: session.exportDone(), total: session.exportTotal() },
        finished,
      };
    },

    async endExport() {
      if (preparing !== null) {
        // Who prepares it ends it, after the last of its tiles has come.
        preparing.abort(new EngineError('cancelled', 'the export was given up'));
        return null;
      }
      session.endExport();
      running = null;
      return null;
    },
  };
}
