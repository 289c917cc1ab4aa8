/**
 * What the page of a shared mosaic (shared_page/page.js) knows of the mosaic, as a script that sets a variable: a
 * page that was opened from the disk may load scripts, but read no files.
 */

export interface SharedMosaic {
  readonly title: string;
  /** Pixels of the mosaic, and of a whole tile. */
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly columns: number;
  readonly rows: number;
  /** Odd rows stand half a tile to the left. */
  readonly brick: boolean;
  /** Pixels of a thumbnail, and how many stand side by side in a sheet (core/mosaic/photo_sheets.h). */
  readonly thumbnail: { readonly width: number; readonly height: number };
  readonly sheetSide: number;
}

/** core/match/constraints.h. */
const emptyCell = 0xffffffff;

/** What stands for the photo of a cell that has none, or that is a part of a larger cell: of two by two, of which the
 * upper left one has the photo. */
const none = -1;
const covered = -2;

/** The file's name without its folders, which are nobody's business. */
const fileName = (path: string): string => path.replace(/^.*[\\/]/, '');

/**
 * @param photoOfCell the index of the photo in each cell.
 * @param leaderOfCell as MosaicFacts has it.
 * @param pathOf the path of a photo.
 */
export function mosaicData(
  mosaic: SharedMosaic,
  photoOfCell: Uint32Array,
  leaderOfCell: Uint32Array | null,
  pathOf: (photo: number) => string,
): Uint8Array<ArrayBuffer> {
  const photos = [...new Set(photoOfCell)].filter((photo) => photo !== emptyCell).sort((a, b) => a - b);
  const slots = new Map(photos.map((photo, slot) => [photo, slot]));
  const cells = Array.from(photoOfCell, (photo, cell) =>
    (leaderOfCell?.[cell] ?? cell) === cell ? (slots.get(photo) ?? none) : covered,
  );
  const names = photos.map((photo) => fileName(pathOf(photo)));
  return new TextEncoder().encode(`window.tesseraMosaic = ${JSON.stringify({ ...mosaic, cells, names })};\n`);
}
