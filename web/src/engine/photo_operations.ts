/** What the engine does about the photos that are in the library, one at a time or as a list. */
import { type Decoders, discard, giveToCore, type Picture } from './decoders';
import { type LibraryPhoto, readFile } from './files';
import { type Core, check } from './module';
import type { Operations } from './operations';
import type { PackStore } from './pack_store';
import { EngineError } from './types';

const previewSide = 1024;

/** Ranges of consecutive numbers, as [first, count]. */
export function runsOf(numbers: Uint32Array): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[0] + run[1] === number) run[1] += 1;
    else runs.push([number, 1]);
  }
  return runs;
}

/** Letters without their case and in one form, as a person who searches means them. */
const plain = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * @param photos the file of each photo in the library, by the photo's index: read, never changed.
 * @param side of a thumbnail.
 */
export function makePhotoOperations(
  core: Core,
  decoders: Decoders,
  pack: PackStore,
  photos: readonly LibraryPhoto[],
  side: number,
): Pick<
  Operations,
  'thumbnails' | 'findPhotos' | 'photoNames' | 'photoIdentities' | 'duplicates' | 'photo' | 'cropPhoto'
> {
  const { session } = core;
  const thumbnailBytes = side * side * 4;

  const known = (photo: number): LibraryPhoto => {
    const file = photos[photo];
    if (file === undefined) throw new EngineError('invalid_argument', 'there is no such photo any more');
    return file;
  };

  const pictureOf = async (signal: AbortSignal, photo: number): Promise<Picture> => {
    const file = known(photo);
    const outcome = await readFile(core, decoders, signal, file);
    if ('failure' in outcome) throw outcome.failure;
    // The photos may have been cleared meanwhile.
    if (photos[photo] !== file) {
      discard(outcome.picture);
      known(-1);
    }
    return outcome.picture;
  };

  return {
    async thumbnails(_context, { photos: wanted }) {
      const unknown = wanted.findIndex((photo) => photo >= photos.length);
      const present = unknown < 0 ? wanted : wanted.subarray(0, unknown);
      const rgba = new Uint8ClampedArray(present.length * thumbnailBytes);
      let count = 0;
      for (const [first, length] of runsOf(present)) {
        rgba.set(core.view(session.thumbnails(first, length)), count * thumbnailBytes);
        count += length;
      }
      return { count, side, rgba };
    },

    async findPhotos(_context, { text }) {
      const wanted = plain(text.trim());
      const found: number[] = [];
      photos.forEach(({ path }, photo) => {
        if (plain(path).includes(wanted)) found.push(photo);
      });
      return Uint32Array.from(found);
    },

    async photoNames(_context, { photos: wanted }) {
      return [...wanted].flatMap((photo) => photos[photo]?.path ?? []);
    },

    async photoIdentities(_context, { first, count }) {
      return photos.slice(first, first + count).map(
        ({ path, file, absent }, place) =>
          absent ?? {
            path,
            bytes: file.size,
            content: session.contentHash(first + place),
            position: session.cropPosition(first + place) / core.module.cropEnd,
          },
      );
    },

    async duplicates(_context, { first, count }) {
      return session.duplicates(first, count).map(({ original, copy, sameBytes }) => ({
        original,
        copy,
        reason: sameBytes ? 'same_bytes' : 'same_picture',
      }));
    },

    async photo({ signal }, { photo }) {
      const { file, path } = known(photo);
      const picture = await pictureOf(signal, photo);
      let taken = '';
      const preview = giveToCore(core, picture, {
        file: () => {
          taken = session.dateTaken();
          return session.previewPhoto(previewSide);
        },
        pixels: (orientation) => session.previewPicture(previewSide, orientation),
      });
      check(preview);
      const rgba = new Uint8ClampedArray(core.copy(preview.bytes).buffer);
      const { width, height } = session.previewedPhoto();
      const crop = session.cropSize(width, height);
      return {
        name: path,
        bytes: file.size,
        modified: file.lastModified,
        taken: taken === '' ? null : taken,
        width,
        height,
        cropWidth: crop.width,
        cropHeight: crop.height,
        position: session.cropPosition(photo) / core.module.cropEnd,
        preview: { ...session.previewSize(), rgba },
      };
    },

    async cropPhoto({ signal }, { photo, position }) {
      const picture = await pictureOf(signal, photo);
      const { cropEnd } = core.module;
      const at = position === 'smart' ? -1 : Math.round(Math.min(1, Math.max(0, position)) * cropEnd);
      const status = giveToCore(core, picture, {
        file: () => session.cropPhoto(photo, at),
        pixels: (orientation) => session.cropPicture(photo, at, orientation),
      });
      check(status);
      pack.remember(known(photo), status, photo);
      pack.flush();
      return session.cropPosition(photo) / cropEnd;
    },
  };
}
