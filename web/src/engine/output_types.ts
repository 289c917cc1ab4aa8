/** The part of the engine's vocabulary (types.ts) for what comes out of it: files, regions, paintings, progress. */

/** What a mosaic is saved as: a picture, or a zip archive with a Deep Zoom pyramid (DZI) of JPEG tiles, by itself or
 * with a page that shows it. */
export type ExportFormat = 'png' | 'jpeg' | 'deepzoom' | 'webpage';

/** A file to be put into an archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ExportOptions {
  readonly format: ExportFormat;
  /** Of JPEG, 1 to 100. */
  readonly quality: number;
  /** Side of a tile in the file in pixels (its width, where tiles are not square); 0: as the mosaic was made. */
  readonly tileWidth: number;
  /** JPEG with colours at full resolution (4:4:4), else at half of it (4:2:0). */
  readonly fullChroma: boolean;
  /** Dots an inch that the file says it has, 1 to 65535; 0: it says nothing of it. */
  readonly dotsPerInch: number;
  /** PNG: take more time for a smaller file, where tiles are hardly repeated. */
  readonly small: boolean;
  /** The file's title; of a pyramid the name of its files. */
  readonly title: string;
  /** How the mosaic was made, for the file to say. */
  readonly comment: string;
  /** Of 'webpage': the page (shared_page/files.ts). */
  readonly files: readonly ArchiveFile[];
}

/** What an export will come to. */
export interface ExportEstimate {
  /** Bytes of the file, mostly within 5 %, at most 15 % off. */
  readonly bytes: number;
  /** Seconds until it is written, from what was measured so far: a guess. */
  readonly seconds: number;
  /** Pixels of the file. */
  readonly width: number;
  readonly height: number;
  /** Different photos that stand in the mosaic… */
  readonly photos: number;
  /** …and those among them that have at least as many pixels as their tiles. */
  readonly sharp: number;
  /** The widest tiles at which all of them would be sharp, in pixels. */
  readonly allSharpWidth: number;
  /** Bytes of memory that its tiles take, and that the engine can have at most. */
  readonly tileBytes: number;
  readonly memoryLimit: number;
}

/** Progress of a long call, in units that only their ratio matters of. */
export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

/** Progress of makeMosaic. */
export interface MatchProgress extends StepProgress {
  /** With 'optimal', how near it has come, as MosaicFacts.gap; 1 while nothing is known. To keep repeats apart may
   * cost some of that again. Else null. */
  readonly gap: number | null;
}

/** A rectangle of a mosaic at 1 / 2^level of its finest size, rounded up; in pixels of that size, inside it.
 * Photos that it shows larger than their thumbnails are decoded again for it, as far as their files are still there. */
export interface MosaicRegion {
  /** MosaicFacts.revision of the mosaic that is meant. */
  readonly revision: number;
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size of the painting that paint() is about to deliver. */
export interface PaintSize {
  readonly width: number;
  readonly height: number;
}

/** Some rows of the painting, from the top to the bottom. */
export interface PaintBand {
  /** The first row. */
  readonly y: number;
  readonly height: number;
  /** `height` × the painting's width RGBA pixels, opaque. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}
