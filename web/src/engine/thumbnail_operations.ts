/** What the engine does with thumbnails that stand for photos which are not here themselves, on one started core. */
import { giveToCore } from './decoders';
import type { LibraryPhoto } from './files';
import { type Core, type CoreStatus, check } from './module';
import type { Operations } from './operations';
import { pixelsOf } from './pixels';
import { waitUntil } from './slices';
import { EngineError } from './types';

const bytesAPixel = 4;

/**
 * @param photos the photos in the library, by their indices: added to.
 * @param side of a thumbnail in the library, in pixels.
 */
export function makeThumbnailOperations(
  core: Core,
  photos: LibraryPhoto[],
  side: number,
): Pick<Operations, 'addThumbnails'> {
  const { session } = core;
  return {
    async addThumbnails({ signal }, { identities, thumbnails }) {
      const { count, rgba } = thumbnails;
      if (
        thumbnails.side !== side ||
        count !== identities.length ||
        rgba.length !== count * side * side * bytesAPixel
      ) {
        throw new EngineError('invalid_argument', `it takes a thumbnail of ${side} × ${side} pixels for each photo`);
      }
      const bytes = new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.length);
      const submitted: LibraryPhoto[] = [];
      let failure: CoreStatus | null = null;
      let refused: unknown = null;
      const take = () => {
        for (const status of session.takePhotos()) {
          const photo = submitted.shift();
          if (status.code === 'ok' && photo !== undefined) photos.push(photo);
          else failure ??= status;
        }
      };
      for (const [place, absent] of identities.entries()) {
        await waitUntil(core, () => session.acceptsPhoto(side * side * bytesAPixel) || signal.aborted, take);
        if (signal.aborted) break;
        const pixels = pixelsOf(side, side, bytes.subarray(place * side * side * bytesAPixel));
        try {
          giveToCore(
            core,
            { kind: 'pixels', pixels, orientation: 1, content: absent.content },
            { file: () => undefined, pixels: (orientation, content) => session.submitPicture(orientation, content) },
          );
        } catch (error) {
          refused = error;
          break;
        }
        submitted.push({ path: absent.path, file: new File([], absent.path, { lastModified: 0 }), absent });
      }
      if (signal.aborted) session.cancelPhotos();
      await waitUntil(core, () => session.photosInFlight() === 0, take);
      signal.throwIfAborted();
      if (refused !== null) throw refused;
      if (failure !== null) check(failure);
      return { photos: session.photoCount(), duplicates: session.duplicateCount() };
    },
  };
}
