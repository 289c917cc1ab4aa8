/**
 * What a page can ask of the engine. `startEngine()` gives the real one; tests of a page may pass their own.
 *
 * Every long call takes an AbortSignal first and rejects with its reason when it is aborted; the engine stays usable
 * after that. All else that a call rejects with is an EngineError. Photos come in (addPhotos), a target is read
 * (setTarget), a mosaic is made and written (makeMosaic, setMosaic, estimateExport, exportMosaic) and painted (paint)
 * beside each other; of each kind one call runs at a time, and a second one waits for the first. A mosaic is made of
 * the photos that are there when it is begun. What is about these alone (thumbnails, findPhotos, photoNames,
 * photoIdentities, duplicates, photo, cropPhoto) or about the mosaic that stands (region, mosaicAssignment, cellInfo,
 * cellCandidates) does not wait, nor does settleMatch.
 */
import type {
  CellCandidate,
  CellInfo,
  CropPosition,
  DuplicatePair,
  EngineError,
  EngineInfo,
  ExportEstimate,
  ExportOptions,
  LoadProgress,
  LoadResult,
  Mask,
  MatchProgress,
  MosaicAssignment,
  MosaicFacts,
  MosaicOptions,
  MosaicRegion,
  MosaicStyle,
  PackInfo,
  PaintBand,
  PaintSize,
  PhotoIdentity,
  PhotoView,
  PreparationSteps,
  RgbaPicture,
  StepProgress,
  TargetAdjustment,
  TargetInfo,
  ThumbnailBatch,
} from './types';

/** A file to load, and the path to show for it (its path inside a dropped folder). */
export interface PhotoFile {
  readonly file: File;
  readonly path: string;
}

/** What addThumbnails did. */
export interface AddedThumbnails {
  /** Photos that the engine holds now. */
  readonly photos: number;
  /** Photos among them that show the same as another one. */
  readonly duplicates: number;
}

export interface Engine {
  readonly info: EngineInfo;

  /** Resolves, with the reason, when the engine has come to an end that nobody asked for: its memory ended, or the
   * browser ended its worker. From then on every call rejects with that reason; start another engine, and give it the
   * photos and the target again. */
  readonly stopped: Promise<EngineError>;

  /**
   * Decodes and thumbnails photos. Files are read a few at a time, so that memory does not grow with
   * their bytes. A file that cannot be used is skipped and reported; it never ends the call. When
   * aborted, or when there is no memory for more photos, those that were loaded stay.
   */
  addPhotos(
    signal: AbortSignal,
    files: readonly PhotoFile[],
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<LoadResult>;

  /**
   * Adds photos that are not here themselves: their thumbnails, as thumbnails() gave them, stand for them. Mosaics are
   * made of them as of others, but nothing shows them larger: photo() and cropPhoto() reject, and exportMosaic()
   * enlarges their thumbnails.
   * @param identities of as many photos as there are thumbnails.
   */
  addThumbnails(
    signal: AbortSignal,
    identities: readonly PhotoIdentity[],
    thumbnails: ThumbnailBatch,
  ): Promise<AddedThumbnails>;

  /** Forgets all photos and the mosaic made from them. */
  clearPhotos(): Promise<void>;

  /** How much is remembered of photos, so that they need not be decoded again when they are added on another
   * visit. Nothing where the browser keeps no files, or another tab has them open. */
  packInfo(): Promise<PackInfo>;

  /** Forgets that; the photos that were added stay. */
  clearPack(): Promise<void>;

  /** Thumbnails of photos by their indices, which are the order in which they were added. Where an index is no
   * photo's the batch ends before it. Quick; may be called while photos load. */
  thumbnails(photos: Uint32Array): Promise<ThumbnailBatch>;

  /** The indices of photos whose name or folder has the text in it, whatever the case of its letters, in their
   * order. Quick; may be called while photos load. */
  findPhotos(text: string): Promise<Uint32Array<ArrayBuffer>>;

  /** The names of photos (their paths inside a dropped folder), as far as there are photos of these indices. */
  photoNames(photos: Uint32Array): Promise<string[]>;

  /** What photos `first` to `first + count - 1` are known again by (fewer where there are not so many). Quick. */
  photoIdentities(first: number, count: number): Promise<PhotoIdentity[]>;

  /** A photo, decoded again from its file. Rejects where that has gone or was changed. */
  photo(signal: AbortSignal, photo: number): Promise<PhotoView>;

  /**
   * Moves the part of a photo that its thumbnail and tiles show; with 'smart', to what matters most in it. A
   * mosaic that was made keeps its assignment.
   */
  cropPhoto(signal: AbortSignal, photo: number, position: CropPosition | 'smart'): Promise<CropPosition>;

  /** Duplicates `first` to `first + count - 1`, in the order in which they were added (fewer where there are not
   * so many). The list only grows until the photos are cleared. Quick; may be called while photos load. */
  duplicates(first: number, count: number): Promise<DuplicatePair[]>;

  /** Decodes the picture that mosaics shall look like, and shows it as it is. */
  setTarget(signal: AbortSignal, file: PhotoFile): Promise<TargetInfo>;

  /** Shows the target in another way, from the picture that setTarget decoded. Mosaics that are made from now on
   * follow. Rejects with 'invalid_argument' where there is no target or a value is out of its range. */
  adjustTarget(signal: AbortSignal, adjustment: TargetAdjustment): Promise<TargetInfo>;

  /** A copy of the target as it is shown, its longer side at most `side` pixels. Rejects with 'invalid_argument' where
   * there is no target. */
  targetCopy(side: number): Promise<RgbaPicture>;

  /** A mask of what there is to see in the target: faces, detail. Its longer side has `side` pixels, or as many as the
   * target where it has less. Rejects with 'invalid_argument' where there is no target. */
  suggestMask(side: number): Promise<Mask>;

  /** Matches photos to the cells of the target. Needs at least one photo and a target. */
  makeMosaic(
    signal: AbortSignal,
    options: MosaicOptions,
    onProgress?: (progress: MatchProgress) => void,
  ): Promise<MosaicFacts>;

  /**
   * Makes a mosaic of what each cell shall show, without matching: one that was made before, perhaps changed.
   * The options say the grid and by what facts are counted; photos and variants may be others than they allow.
   */
  setMosaic(
    signal: AbortSignal,
    options: MosaicOptions,
    assignment: MosaicAssignment,
    onProgress?: (progress: MatchProgress) => void,
  ): Promise<MosaicFacts>;

  /** What each cell of the mosaic shows: of the last makeMosaic or setMosaic, as the two below. Quick. */
  mosaicAssignment(): Promise<MosaicAssignment>;

  /** What one cell shows (row · columns + column), or null where there is no such cell or it is empty. Quick. */
  cellInfo(cell: number): Promise<CellInfo | null>;

  /** The photos that would suit a cell best, each as the variant that does, the best first; without those that are
   * banned, with the one that stands there. Quick, but for very many photos with all their variants. */
  cellCandidates(cell: number, count: number): Promise<CellCandidate[]>;

  /** What tiles of that shape show of a photo before and after each step of its preparation. Quick; from its
   * thumbnail. */
  preparationSteps(photo: number, options: MosaicOptions): Promise<PreparationSteps>;

  /** How mosaics are drawn from now on: by paint, region, estimateExport and exportMosaic. Nothing is matched again.
   * Quick; may be called while a mosaic is made. */
  setStyle(style: MosaicStyle): Promise<void>;

  /** Lets the makeMosaic that runs, if one does, come to its end soon with the best that it has found. */
  settleMatch(): Promise<void>;

  /**
   * Composes the mosaic of the last makeMosaic, scaled so that it fits into a box, and hands it over band by band.
   * @param onSize called once before the first band.
   */
  paint(
    signal: AbortSignal,
    box: { readonly maxWidth: number; readonly maxHeight: number },
    onSize: (size: PaintSize) => void,
    onBand: (band: PaintBand) => void,
  ): Promise<void>;

  /** A part of the mosaic of the last makeMosaic, composed of thumbnails. Rejects with 'invalid_argument' where that
   * is another one now. */
  region(signal: AbortSignal, region: MosaicRegion): Promise<ImageBitmap>;

  /** How large the file of exportMosaic would be, and how long it would take. Rejects with 'too_large' where the
   * format cannot hold the mosaic. */
  estimateExport(signal: AbortSignal, options: ExportOptions): Promise<ExportEstimate>;

  /**
   * The mosaic of the last makeMosaic as a file, encoded while it is read: a reader that stops reading
   * stops the encoder. Photos whose tiles are larger than thumbnails are decoded again first.
   * @param onBlurred called before the first byte where that could not be done with all of them: with the names of
   *   the photos whose tiles are enlarged thumbnails.
   */
  exportMosaic(
    signal: AbortSignal,
    options: ExportOptions,
    onProgress?: (progress: StepProgress) => void,
    onBlurred?: (names: readonly string[]) => void,
  ): ReadableStream<Uint8Array<ArrayBuffer>>;

  /** Ends the engine's threads. No call may follow. */
  dispose(): void;
}
