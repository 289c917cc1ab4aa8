/** What is known of a tile: which photo it shows, where else that stands, and what would suit as well. */
import { useEffect, useState } from 'preact/hooks';
import type { CellCandidate, CellInfo, PhotoView } from '../../engine/types';
import type { Session } from '../session';

/** Photos that are offered in place of the one that stands there. */
const offered = 12;

export interface Offer {
  readonly candidate: CellCandidate;
  readonly name: string;
  /** Its tile. */
  readonly picture: ImageData;
}

export interface Tile {
  readonly info: CellInfo;
  readonly name: string;
  readonly thumbnail: ImageData | null;
  /** From the photo's file; null until it has been read, or where it has gone. */
  readonly view: PhotoView | null;
  readonly offers: readonly Offer[];
}

async function thumbnailOf(session: Session, photo: number): Promise<ImageData | null> {
  const { count, side, rgba } = await session.thumbnails(Uint32Array.of(photo));
  return count > 0 ? new ImageData(rgba, side, side) : null;
}

async function offersFor(session: Session, cell: number, info: CellInfo): Promise<readonly Offer[]> {
  // The one that stands there is among them.
  const found = await session.cellCandidates(cell, offered + 1);
  const candidates = found.filter(({ photo }) => photo !== info.photo).slice(0, offered);
  const names = await session.photoNames(Uint32Array.from(candidates, ({ photo }) => photo));
  return candidates.map((candidate, i) => {
    const { rgba, width, height } = candidate.tile;
    return { candidate, name: names[i] ?? '', picture: new ImageData(rgba, width, height) };
  });
}

/**
 * @param cell counted row by row; null: none.
 * @param edition changes with the mosaic, and with what may be used in it.
 */
export function useTile(session: Session, cell: number | null, edition: string): Tile | null {
  const [tile, setTile] = useState<Tile | null>(null);
  useEffect(() => {
    if (cell === null) {
      setTile(null);
      return;
    }
    const abort = new AbortController();
    const show = (change: (before: Tile | null) => Tile | null): void => {
      if (!abort.signal.aborted) setTile(change);
    };
    const look = async (): Promise<void> => {
      const info = await session.cellInfo(cell);
      if (!info) {
        show(() => null);
        return;
      }
      const [thumbnail, name, offers] = await Promise.all([
        thumbnailOf(session, info.photo),
        session.photoName(info.photo),
        offersFor(session, cell, info),
      ]);
      show((before) => ({
        info,
        name,
        thumbnail,
        view: before?.info.photo === info.photo ? before.view : null,
        offers,
      }));
      const view = await session.photoView(abort.signal, info.photo);
      show((before) => before && { ...before, view });
    };
    look().catch((error: unknown) => {
      if (!abort.signal.aborted) console.warn('the tile could not be shown whole', error);
    });
    return () => abort.abort();
  }, [session, cell, edition]);
  return tile;
}
