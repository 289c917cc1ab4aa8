/** What the engine does for each call, in the worker, on one started core. */
import { bytesInCore, Decoders, discard, giveToCore, type Picture } from './decoders';
import { makeExportOperations } from './export_operations';
import { type LibraryPhoto, readFile } from './files';
import { makeMatchOperations } from './match_operations';
import { type Core, check } from './module';
import { PackStore } from './pack_store';
import { makePhotoOperations } from './photo_operations';
import { decodeAgain } from './photos_again';
import type { Calls, Method } from './protocol';
import { makeSometimesNextTask, nextTask, throttled, waitUntil } from './slices';
import { makeThumbnailOperations } from './thumbnail_operations';
import { EngineError, type MosaicRegion, type RgbaPicture, type SkippedPhoto, type TargetInfo } from './types';

/** What a call has beside its arguments. */
export interface Context<Event> {
  readonly signal: AbortSignal;
  /** Sends an event to the page; buffers in it are handed over. */
  readonly emit: (event: Event, transfer?: Transferable[]) => void;
}

/** One function for each call. */
export type Operations = {
  [M in Exclude<Method, 'start'>]: (
    context: Context<Calls[M]['event']>,
    args: Calls[M]['arguments'],
  ) => Promise<Calls[M]['result']>;
};

const targetPreviewSide = 512;

export function makeOperations(core: Core, thumbnailSide: number): Operations {
  const { session } = core;
  const decoders = new Decoders(core);
  /** The file of each photo in the library, by the photo's index. */
  const photoFiles: LibraryPhoto[] = [];
  const pack = new PackStore(core);

  const addPhotos: Operations['addPhotos'] = async ({ signal, emit }, { files }) => {
    const started = performance.now();
    const skipped: SkippedPhoto[] = [];
    let reported = 0;
    const before = session.photoCount();
    let fromPack = 0;
    /** Files for which there was no room in the library. */
    let leftOut = 0;
    /** Photos that are being decoded, or wait behind those because the pack knows them, oldest first. */
    const decoding: { readonly photo: LibraryPhoto; readonly known: boolean }[] = [];
    const sometimesNextTask = makeSometimesNextTask();
    await pack.prepare();

    const progress = () => {
      emit({
        done: session.photoCount() - before + skipped.length,
        total: files.length,
        photos: session.photoCount(),
        duplicates: session.duplicateCount(),
        skipped: skipped.slice(reported),
      });
      reported = skipped.length;
    };
    const progressSometimes = throttled<null>(progress);
    const skip = (photo: LibraryPhoto, code: EngineError['code'], detail: string) => {
      skipped.push({ name: photo.path, code, detail });
    };
    const take = () => {
      for (const status of session.takePhotos()) {
        const next = decoding.shift();
        if (next === undefined || status.code === 'cancelled') continue;
        if (status.code === 'ok') {
          photoFiles.push(next.photo);
        } else if (status.code === 'out_of_memory' && session.libraryIsFull()) {
          leftOut += 1;
          continue;
        } else skip(next.photo, status.code, status.detail);
        if (next.known) fromPack += 1;
        else pack.remember(next.photo, status, photoFiles.length - 1);
      }
      progressSometimes(null);
    };

    const submit = (photo: LibraryPhoto, picture: Picture) => {
      try {
        giveToCore(core, picture, {
          file: () => session.submitPhoto(),
          pixels: (orientation, content) => session.submitPicture(orientation, content),
        });
        decoding.push({ photo, known: false });
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        skip(photo, error.code, error.message);
      }
    };

    let begun = 0;
    for await (const { photo, outcome: found } of pack.readFiles(decoders, signal, files)) {
      if (signal.aborted || session.libraryIsFull()) {
        if ('picture' in found) discard(found.picture);
        break;
      }
      begun += 1;
      let outcome = found;
      if ('known' in outcome) {
        await waitUntil(core, () => session.acceptsKnownPhoto() || signal.aborted, take);
        if (signal.aborted) break;
        const read = await pack.restore(decoders, signal, photo);
        if (read === null) {
          decoding.push({ photo, known: true });
          take();
          await sometimesNextTask();
          continue;
        }
        outcome = read;
      }
      if ('failure' in outcome) {
        const { code, message } = outcome.failure;
        pack.remember(photo, { code, detail: message }, 0);
        skip(photo, code, message);
        continue;
      }
      const { picture } = outcome;
      await waitUntil(core, () => session.acceptsPhoto(bytesInCore(picture)) || signal.aborted, take);
      if (signal.aborted) {
        discard(picture);
        break;
      }
      submit(photo, picture);
      // On a single thread the file has been decoded by now: let messages in.
      if (session.photosInFlight() > 0) take();
      await sometimesNextTask();
    }
    if (signal.aborted) session.cancelPhotos();
    await waitUntil(core, () => session.photosInFlight() === 0, take);
    pack.flush();
    progress();
    signal.throwIfAborted();
    return {
      photos: session.photoCount(),
      duplicates: session.duplicateCount(),
      added: session.photoCount() - before,
      fromPack,
      leftOut: session.libraryIsFull() ? leftOut + files.length - begun : 0,
      skipped,
      seconds: (performance.now() - started) / 1000,
      memoryBytes: core.memoryBytes(),
    };
  };

  let targetSource = { name: '', content: '' };
  const copyTarget = (side: number): RgbaPicture => {
    const rgba = new Uint8ClampedArray(core.copy(session.targetPreview(side)).buffer);
    return { ...session.previewSize(), rgba };
  };
  const targetInfo = (): TargetInfo => ({
    ...targetSource,
    ...session.targetSize(),
    preview: copyTarget(targetPreviewSide),
  });

  const setTarget: Operations['setTarget'] = async ({ signal }, { file }) => {
    const outcome = await readFile(core, decoders, signal, file);
    if ('failure' in outcome) throw outcome.failure;
    let content = '';
    check(
      giveToCore(core, outcome.picture, {
        file: () => {
          content = session.fileHash();
          return session.setTarget();
        },
        pixels: (orientation, hash) => {
          content = hash;
          return session.setTargetPicture(orientation);
        },
      }),
    );
    targetSource = { name: file.path, content };
    return targetInfo();
  };

  const adjustTarget: Operations['adjustTarget'] = async (_, { adjustment }) => {
    check(session.adjustTarget(adjustment));
    return targetInfo();
  };

  const suggestMask: Operations['suggestMask'] = async (_, { side }) => {
    const mask = session.suggestMask(side);
    check(mask);
    return { ...session.previewSize(), coverage: core.copy(mask.bytes) };
  };

  const paint: Operations['paint'] = async ({ signal, emit }, { maxWidth, maxHeight }) => {
    check(session.beginPaint(maxWidth, maxHeight));
    emit({ kind: 'size', size: session.paintSize() });
    while (!session.paintFinished()) {
      const part = session.advancePaint();
      check(part);
      const { y, height, rgba: bytes } = part;
      const rgba = new Uint8ClampedArray(core.copy(bytes).buffer);
      emit({ kind: 'band', band: { y, height, rgba } }, [rgba.buffer]);
      await nextTask();
      signal.throwIfAborted();
    }
    return null;
  };

  /** Files that could not be read again: nobody asks for them for each region. */
  const gone = new Set<LibraryPhoto>();
  /** Decodes what a region shows larger than thumbnails. */
  const enlarge = async (signal: AbortSignal, { revision, level, x, y, width, height }: MosaicRegion) => {
    const wanted = session
      .photosToEnlarge(revision, level, x, y, width, height)
      .map((photo) => ({ photo, file: photoFiles[photo] as LibraryPhoto }))
      .filter(({ file }) => !gone.has(file));
    const failed = await decodeAgain(core, decoders, signal, wanted, {
      accepts: (bytes) => session.acceptsLarge(bytes),
      submit: (photo) => session.submitLarge(photo, revision, level),
      submitPicture: (photo, orientation) => session.submitLargePicture(photo, revision, level, orientation),
      inFlight: () => session.largeInFlight(),
      take: () => session.takeLarge(),
    });
    for (const { photo, file } of wanted) if (failed.includes(photo)) gone.add(file);
  };

  const compose = async (signal: AbortSignal, wanted: MosaicRegion): Promise<ImageBitmap> => {
    signal.throwIfAborted();
    const { revision, level, x, y, width, height } = wanted;
    await enlarge(signal, wanted);
    const pixels = session.region(revision, level, x, y, width, height);
    check(pixels);
    const rgba = new Uint8ClampedArray(core.copy(pixels.bytes).buffer);
    return await createImageBitmap(new ImageData(rgba, width, height));
  };

  /** Regions are asked for by the dozen, and given up as often: between them the worker looks at its messages. */
  let lastRegion: Promise<unknown> = Promise.resolve();
  const region: Operations['region'] = ({ signal }, { region: wanted }) => {
    const composed = lastRegion.then(nextTask).then(() => compose(signal, wanted));
    lastRegion = composed.catch(() => undefined);
    return composed;
  };

  return {
    addPhotos,
    setTarget,
    adjustTarget,

    async targetCopy(_context, { side }) {
      const copy = copyTarget(side);
      if (copy.width === 0) throw new EngineError('invalid_argument', 'there is no target picture yet');
      return copy;
    },

    suggestMask,
    paint,
    region,

    async clearPhotos() {
      session.clearPhotos();
      photoFiles.length = 0;
      return null;
    },

    packInfo: () => pack.info(),

    async clearPack() {
      pack.clear();
      return null;
    },

    ...makeThumbnailOperations(core, photoFiles, thumbnailSide),

    ...makePhotoOperations(core, decoders, pack, photoFiles, thumbnailSide),

    ...makeMatchOperations(core),

    ...makeExportOperations(core, decoders, photoFiles, thumbnailSide),
  };
}
