/** The tiles of one mosaic for OpenSeadragon: regions that the engine composes when they come into view. */
import type OpenSeadragon from 'openseadragon';
import type { Engine } from '../../engine/api';
import type { MosaicFacts } from '../../engine/types';

/** Side of a region in pixels. */
const regionSide = 256;

export type AskRegion = (...asked: Parameters<Engine['region']>) => ReturnType<Engine['region']>;

const halved = (side: number, halvings: number): number => Math.ceil(side / 2 ** halvings);

/**
 * OpenSeadragon counts levels from the coarsest up, the engine from the finest down.
 * @param edition tells apart the tiles of a mosaic whose photos were cropped anew.
 */
export function regionSource(
  osd: typeof OpenSeadragon,
  facts: MosaicFacts,
  edition: string,
  ask: AskRegion,
): OpenSeadragon.TileSource {
  const { revision, finest } = facts;
  const maxLevel = Math.ceil(Math.log2(Math.max(finest.width, finest.height, 1)));
  const source = new osd.TileSource({ ...finest, tileSize: regionSide, tileOverlap: 0, minLevel: 0, maxLevel });

  const regionOf = ({ level, x, y }: OpenSeadragon.Tile) => {
    const halvings = maxLevel - level;
    const left = x * regionSide;
    const top = y * regionSide;
    return {
      revision,
      level: halvings,
      x: left,
      y: top,
      width: Math.min(regionSide, halved(finest.width, halvings) - left),
      height: Math.min(regionSide, halved(finest.height, halvings) - top),
    };
  };

  return Object.assign(source, {
    getTileUrl: (level: number, x: number, y: number) => `mosaic/${edition}/${level}/${x}/${y}`,
    hasTransparency: () => false,
    downloadTileStart: (job: OpenSeadragon.ImageJob) => {
      const abort = new AbortController();
      job.userData = abort;
      ask(abort.signal, regionOf(job.tile)).then(
        (bitmap) => job.finish(bitmap, null, 'imageBitmap'),
        (error: unknown) => job.fail(String(error), null),
      );
    },
    downloadTileAbort: (job: OpenSeadragon.ImageJob) => {
      if (job.userData instanceof AbortController) job.userData.abort();
    },
  });
}
