/**
 * The engine's vocabulary: what a page passes in and gets back. No code, no browser objects beyond
 * File and typed arrays. See `api.ts` for the calls.
 */

export * from './output_types';

/** Why something failed, as the core names it (core/base/status.h); 'stopped': the engine has come to its end. */
export type FailureCode =
  | 'unsupported'
  | 'corrupt'
  | 'too_large'
  | 'out_of_memory'
  | 'cancelled'
  | 'invalid_argument'
  | 'io'
  | 'stopped';

/** A failure that a call rejects with. `message` is a sentence for a person. Cancelled calls reject
 * with the signal's own reason instead (a DOMException named AbortError). */
export class EngineError extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

/** What the engine runs on. */
export interface EngineInfo {
  /** Decoding threads; 1 where the page is not cross-origin isolated. */
  readonly threads: number;
  /** True where the build with threads runs. */
  readonly threaded: boolean;
}

/** A photo that could not be used, and why. */
export interface SkippedPhoto {
  /** The file's path inside the dropped folder where there is one, else its name. */
  readonly name: string;
  readonly code: FailureCode;
  /** A sentence for a person, without the name. */
  readonly detail: string;
}

/** How far addPhotos has come. */
export interface LoadProgress {
  /** Files looked at so far in this call, whether usable or not. */
  readonly done: number;
  /** Files in this call. */
  readonly total: number;
  /** Usable photos that the engine holds in all, from every call. */
  readonly photos: number;
  /** Photos among them that show the same as another one. */
  readonly duplicates: number;
  /** Files skipped since the last event. */
  readonly skipped: readonly SkippedPhoto[];
}

/** What addPhotos did in all. */
export interface LoadResult {
  /** Usable photos that the engine holds now, from every call. */
  readonly photos: number;
  /** Photos among them that show the same as another one. */
  readonly duplicates: number;
  /** Usable photos that this call added. */
  readonly added: number;
  /** Files of this call, usable or not, that were not decoded because they are remembered. */
  readonly fromPack: number;
  /** Files that were not looked at because there is no memory for more photos. */
  readonly leftOut: number;
  /** Files that this call skipped. */
  readonly skipped: readonly SkippedPhoto[];
  /** Wall-clock seconds of this call. */
  readonly seconds: number;
  /** Bytes of the engine's memory, which only grows. */
  readonly memoryBytes: number;
}

/** What is remembered of photos on this device, from this visit and those before. */
export interface PackInfo {
  /** Size of the file that they are kept in. */
  readonly bytes: number;
  /** Usable photos in it; files that are none are remembered beside them. */
  readonly photos: number;
}

/** Square pictures, one below the other: `count` × `side` rows of `side` RGBA pixels. */
export interface ThumbnailBatch {
  readonly count: number;
  readonly side: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A photo that shows the same as another one, which was there first: its file has the same bytes, or the same
 * picture encoded again or resized (core/library/duplicates.h). */
export interface DuplicatePair {
  /** The indices of the two photos. */
  readonly original: number;
  readonly copy: number;
  readonly reason: 'same_bytes' | 'same_picture';
}

/**
 * Where the part of a photo lies that its thumbnail and its tiles show: as large as it goes, it can be moved
 * along one axis, from 0 (left or top) to 1 (right or bottom).
 */
export type CropPosition = number;

/** One of the photos, whole. */
export interface PhotoView {
  /** Its path inside the dropped folder where there is one, else its file's name. */
  readonly name: string;
  readonly bytes: number;
  /** The file's time in milliseconds since 1970. */
  readonly modified: number;
  /** When it was taken, by the camera's clock ("2024-06-14T15:09:26"); null where a JPEG or PNG does not say, and in
   * other formats. */
  readonly taken: string | null;
  /** The upright photo in pixels. */
  readonly width: number;
  readonly height: number;
  /** The size of the part that its thumbnail and its tiles show, in pixels of the photo… */
  readonly cropWidth: number;
  readonly cropHeight: number;
  /** …and where it lies. */
  readonly position: CropPosition;
  /** The whole photo, its longer side at most 1024 px. */
  readonly preview: RgbaPicture;
}

/** What a photo is known again by, whatever its file is called. */
export interface PhotoIdentity {
  /** Its path inside the dropped folder where there is one, else its file's name. */
  readonly path: string;
  readonly bytes: number;
  /** A hash of its file, in 16 hexadecimal digits (core/library/photo_hash.h); zeros where none is known. */
  readonly content: string;
  /** The part of it that tiles show. */
  readonly position: CropPosition;
}

/** The target as decoded, after its EXIF orientation was applied; or as adjusted. */
export interface TargetInfo {
  readonly name: string;
  /** A hash of its file, as of photos. */
  readonly content: string;
  readonly width: number;
  readonly height: number;
  /** A small copy to show, its longer side at most 512 px. */
  readonly preview: RgbaPicture;
}

/** A picture as RGBA pixels, row after row. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** How a target is shown: turned by right angles, then a part of it, with other levels. */
export interface TargetAdjustment {
  /** Clockwise; any whole number. */
  readonly quarterTurns: number;
  /** Of the turned picture, as parts of its width and height, 0 to 1. */
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** -100 to 100 percent, 0 for no change, as core/image/levels.h defines them. */
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
}

/** A part of the target as it was decoded, before it is adjusted: what is cropped or turned moves its masks along. */
export interface Mask {
  /** Of any size: it is stretched over the target. */
  readonly width: number;
  readonly height: number;
  /** width × height values, row after row: from 0 (not here) to 255 (here). */
  readonly coverage: Uint8Array;
}

/** How photos are chosen for cells: 'nearest' allows repeats, 'greedy' uses each photo once (or, where
 * cells outnumber photos, as evenly as it goes), 'optimal' does so with the least total cost there is. */
export type Matching = 'nearest' | 'greedy' | 'optimal';

/** By what a photo and a cell are compared: the mean colour; the means of so many boxes across and down; those of
 * 16 × 16 (core/library/descriptor.h). */
export type DescriptorName = 'mean' | `grid${2 | 3 | 4 | 5 | 6 | 7 | 8}` | 'patch';

export interface Likeness {
  readonly descriptor: DescriptorName;
  /** With boxes: from 0, where only their colours count, to 1, where only what differs between them does. */
  readonly structure: number;
  /** Compare lightness alone. */
  readonly grey: boolean;
}

/** How photos may stand beside as they are; all count as the same photo. */
export interface VariantKinds {
  readonly mirror: boolean;
  /** Quarter turns. */
  readonly turns: boolean;
  /** Ten parts of ¾ and ½ of the sides. */
  readonly parts: boolean;
}

/** What is done to the tones of every photo before it is compared and drawn, in this order
 * (core/library/preparation.h). Thumbnails stay as they are. */
export interface Preparation {
  readonly greyscale: boolean;
  /** Stretches each channel from black to white without so many percent of the pixels at either end, 0 to 50; null:
   * not at all. */
  readonly autocontrast: number | null;
  /** Makes all levels of each channel equally frequent. */
  readonly equalise: boolean;
}

/** What tiles show of a photo, as it is and after each step of its preparation: pictures of the same size, one below
 * the other, RGBA. */
export interface PreparationSteps {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** What was done to a photo: 'plain', or as 'mirror', 'turn90', 'mirror-turn90', 'part3', 'turn180-part3'
 * (core/library/variants.h). */
export type VariantName = string;

/** A cell whose photo is given; it may be a duplicate that is left out elsewhere. */
export interface Pin {
  /** row · columns + column. One that a larger cell covers means that (MosaicFacts.leaderOfCell). */
  readonly cell: number;
  readonly photo: number;
  /** 'plain' where nothing is said; of any kind, whether it competes or not. */
  readonly variant?: VariantName;
}

/** A photo that may be used less or more often than the others. */
export interface PhotoLimit {
  readonly photo: number;
  /** At most so often, in place of MosaicOptions.maxUses. */
  readonly maxUses: number;
}

/** What makeMosaic is asked for. What is left out is as in `unsaidMosaicOptions` (defaults.ts). */
export interface MosaicOptions {
  /** Cells from the left to the right edge, 1 to 2000. */
  readonly cellsAcross: number;
  /** Side of a tile in the exported file in pixels, 4 to 512; its width, where it is not square. */
  readonly tileSize: number;
  /** Height of a tile in pixels, at least 1; as tileSize if nothing is said. Of a thumbnail, which is square, tiles
   * of another shape show the middle; an exported file shows as much of each photo as goes into the shape. */
  readonly tileHeight?: number;
  readonly matching: Matching;
  /** Use duplicates too; else of photos that show the same only the first. Those that show the same count as
   * one photo for the limits below. */
  readonly keepDuplicates: boolean;
  /** How often a photo may be used; 0: as the matching has it. */
  readonly maxUses: number;
  /** Cells (of cellsAcross) from one place of a photo to its next, along the longer axis; 0 and 1 allow neighbours. */
  readonly minDistance: number;
  /** Offset every other row by half a tile; not if nothing is said. */
  readonly brick?: boolean;
  readonly likeness?: Likeness;
  readonly variants?: VariantKinds;
  readonly preparation?: Preparation;
  /** Each cell at most once. */
  readonly pins?: readonly Pin[];
  /** Photos that stand nowhere but where they are pinned; nor do their duplicates. */
  readonly banned?: readonly number[];
  /** Of several for a photo and its duplicates the smallest counts. */
  readonly photoLimits?: readonly PhotoLimit[];
  /** Cells of which the target shows less than half stay empty, unless they are pinned. */
  readonly leaveTransparentEmpty?: boolean;
  /** Cells only here: those of which it covers less than half have no photo, unless they are pinned. */
  readonly only?: Mask;
  /** What such cells show: the target itself (if nothing is said), or nothing. */
  readonly outside?: 'target' | 'empty';
  /** Smaller cells here: those of which it covers at least half are split into 2 × 2. Tiles must have even sides then,
   * and rows cannot be offset nor tiles overlap. */
  readonly finer?: Mask;
}

/** Which photo each cell shows, and how, row after row. */
export interface MosaicAssignment {
  /** `emptyCell` where a cell is empty. */
  readonly photoOfCell: Uint32Array<ArrayBuffer>;
  /** For each cell the place of its variant in variantNames. */
  readonly variantOfCell: Uint8Array<ArrayBuffer>;
  readonly variantNames: readonly VariantName[];
}

/** Stands for the photo of a cell that is empty. */
export const emptyCell = 0xffffffff;

/** A cell of the mosaic that is not empty. */
export interface CellInfo {
  readonly photo: number;
  readonly variant: VariantName;
  /** The other cells that show this photo, as any of its variants; ascending. */
  readonly others: readonly number[];
}

/** A photo that would suit a cell. */
export interface CellCandidate {
  readonly photo: number;
  readonly variant: VariantName;
  /** What it would add to MosaicFacts.totalCost there. */
  readonly cost: number;
  /** The tile that it would be: as that variant, prepared and toned; no larger than a thumbnail. */
  readonly tile: RgbaPicture;
}

/** How the tiles of a mosaic are drawn, beside which photo stands where. Parts are from 0 (no effect) to 1, but
 * for gapWidth. */
export interface MosaicStyle {
  /** By how much of a cell's sides tiles are larger than cells: they fade into each other. The next makeMosaic
   * compares cells by all that their tiles cover. */
  readonly overlap: number;
  /** How far a tile's mean colour is moved towards that of its cell. */
  readonly colourPull: number;
  /** How much of the target is laid over the tiles. */
  readonly overlay: number;
  readonly tone: 'asIs' | 'grey' | 'sepia';
  /** Lines between cells, in parts of a tile's shorter side, 0 to 0.5. */
  readonly gapWidth: number;
  /** Colour of those lines: red · 65536 + green · 256 + blue. */
  readonly background: number;
}

/** The mosaic that stands after makeMosaic. */
export interface MosaicFacts {
  /** Tells the mosaics of one engine apart. */
  readonly revision: number;
  /** Its size in pixels on the finest level (see MosaicRegion), where a tile is as large as a screen shows one. */
  readonly finest: { readonly width: number; readonly height: number };
  readonly columns: number;
  readonly rows: number;
  /** How many cells there are, of one size or two. */
  readonly cells: number;
  /** Rows are offset as MosaicOptions.brick has it: odd ones stand half a tile to the left, rounded down. */
  readonly brick: boolean;
  /** With MosaicOptions.finer 2, else 1: columns, rows and tiles are those of the smallest cells, and larger cells are
   * blocks of so many of these each way, cut off at the right and lower edge. */
  readonly blocks: 1 | 2;
  /** Where blocks are 2: for each cell the one that it belongs to, which is the upper left one of a larger cell or the
   * cell itself. The others of a larger cell are empty in an assignment, and there is no CellInfo of them. Else null. */
  readonly leaderOfCell: Uint32Array<ArrayBuffer> | null;
  /** Size of a whole tile in the exported file, in pixels; those at the right and lower edge may be cut off. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Size of the exported file in pixels. */
  readonly width: number;
  readonly height: number;
  /** Photos that could be chosen from. */
  readonly photos: number;
  /** Different photos that stand in the mosaic. */
  readonly distinct: number;
  /** How often the most used photo stands in it; as everything below, with its duplicates. */
  readonly largestUse: number;
  /** How often each photo may be used: what was asked for (unless otherwise, once; with 'nearest' 0, which is no
   * limit), or as much more as it takes to fill all cells. */
  readonly useLimit: number;
  /** The least distance between two places of a photo, in cells as minDistance counts them: smaller cells may be half
   * of one apart. 0 where none is used twice. */
  readonly leastDistance: number;
  /** Where every photo has a limit of its own and all together are too few: what the lower ones were raised to;
   * else 0. */
  readonly raisedOwnLimit: number;
  /** Uses beyond maxUses, or a photo's own limit, of all photos together. */
  readonly usesOver: number;
  /** Pairs of places of a photo that are nearer than minDistance. */
  readonly pairsTooClose: number;
  /** How much of the total cost might be saved at most, as a fraction of it; null where nothing is known. */
  readonly gap: number | null;
  /** No other assignment within the limits costs less. */
  readonly optimal: boolean;
  /** Sum over cells of the squared OKLab distance between cell and photo, as the likeness has it. */
  readonly totalCost: number;
  /** Wall-clock seconds of the matching. */
  readonly seconds: number;
}
