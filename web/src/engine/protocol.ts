/**
 * The messages between the page and the engine's worker, in one place.
 *
 * Each request has an id. The worker answers it with any number of events and then exactly one result
 * or failure, unless it has to stop. A cancel message with the same id asks for a failure soon.
 */
import type { AddedThumbnails, PhotoFile } from './api';
import type {
  CellCandidate,
  CellInfo,
  CropPosition,
  DuplicatePair,
  EngineInfo,
  ExportEstimate,
  ExportOptions,
  FailureCode,
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

/** A call: what goes in, what it says on the way, what comes out. */
interface Call<Arguments, Event, Result> {
  readonly arguments: Arguments;
  readonly event: Event;
  readonly result: Result;
}

/** Everything that the page can ask the worker for. */
export interface Calls {
  start: Call<StartOptions, never, Started>;
  addPhotos: Call<{ files: readonly PhotoFile[] }, LoadProgress, LoadResult>;
  addThumbnails: Call<{ identities: readonly PhotoIdentity[]; thumbnails: ThumbnailBatch }, never, AddedThumbnails>;
  clearPhotos: Call<Record<string, never>, never, null>;
  packInfo: Call<Record<string, never>, never, PackInfo>;
  clearPack: Call<Record<string, never>, never, null>;
  thumbnails: Call<{ photos: Uint32Array }, never, ThumbnailBatch>;
  findPhotos: Call<{ text: string }, never, Uint32Array<ArrayBuffer>>;
  photoNames: Call<{ photos: Uint32Array }, never, string[]>;
  photoIdentities: Call<{ first: number; count: number }, never, PhotoIdentity[]>;
  photo: Call<{ photo: number }, never, PhotoView>;
  cropPhoto: Call<{ photo: number; position: CropPosition | 'smart' }, never, CropPosition>;
  duplicates: Call<{ first: number; count: number }, never, DuplicatePair[]>;
  setTarget: Call<{ file: PhotoFile }, never, TargetInfo>;
  adjustTarget: Call<{ adjustment: TargetAdjustment }, never, TargetInfo>;
  targetCopy: Call<{ side: number }, never, RgbaPicture>;
  suggestMask: Call<{ side: number }, never, Mask>;
  makeMosaic: Call<{ options: MosaicOptions }, MatchProgress, MosaicFacts>;
  setMosaic: Call<{ options: MosaicOptions; assignment: MosaicAssignment }, MatchProgress, MosaicFacts>;
  setStyle: Call<{ style: MosaicStyle }, never, null>;
  settleMatch: Call<Record<string, never>, never, null>;
  mosaicAssignment: Call<Record<string, never>, never, MosaicAssignment>;
  cellInfo: Call<{ cell: number }, never, CellInfo | null>;
  cellCandidates: Call<{ cell: number; count: number }, never, CellCandidate[]>;
  preparationSteps: Call<{ photo: number; options: MosaicOptions }, never, PreparationSteps>;
  region: Call<{ region: MosaicRegion }, never, ImageBitmap>;
  paint: Call<{ maxWidth: number; maxHeight: number }, PaintEvent, null>;
  estimateExport: Call<{ options: ExportOptions }, never, ExportEstimate>;
  /** The result: names of photos whose files could not be read again. */
  beginExport: Call<{ options: ExportOptions }, StepProgress, string[]>;
  readExport: Call<Record<string, never>, never, ExportPart>;
  endExport: Call<Record<string, never>, never, null>;
}

/** Where the files of one of the module's builds lie, as absolute URLs. */
export interface ModuleFiles {
  readonly script: string;
  /** What the script loads, by name, where that does not lie beside it under this name. */
  readonly others: Readonly<Record<string, string>>;
}

export interface StartOptions {
  readonly module: ModuleFiles;
  /** Use the build with threads (the page is cross-origin isolated). */
  readonly threaded: boolean;
  readonly threads: number;
  /** The name of a lock that the worker is to hold for as long as it lives. */
  readonly lifeline: string;
}

export interface Started {
  readonly info: EngineInfo;
  /** The lock is held. It is not where the browser has no locks for the page. */
  readonly holdsLifeline: boolean;
}

export type PaintEvent =
  | { readonly kind: 'size'; readonly size: PaintSize }
  | { readonly kind: 'band'; readonly band: PaintBand };

/** The next bytes of a file that is being exported. */
export interface ExportPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly progress: StepProgress;
  readonly finished: boolean;
}

export type Method = keyof Calls;

export type Request =
  | {
      [M in Method]: {
        readonly kind: 'call';
        readonly id: number;
        readonly method: M;
        readonly arguments: Calls[M]['arguments'];
      };
    }[Method]
  | { readonly kind: 'cancel'; readonly id: number };

export type Response =
  | { readonly kind: 'event'; readonly id: number; readonly event: Calls[Method]['event'] }
  | { readonly kind: 'result'; readonly id: number; readonly result: Calls[Method]['result'] }
  | { readonly kind: 'failure'; readonly id: number; readonly code: FailureCode; readonly message: string }
  /** The core has trapped: nothing will work any more. */
  | { readonly kind: 'stopped'; readonly message: string };
