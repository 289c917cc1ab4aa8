/**
 * The WASM module as TypeScript sees it, and how it is started. Runs in the engine's worker.
 * The surface is that of wasm/bindings.cpp.
 */
import type { CoreMatchSettings } from './match_settings';
import type { StartOptions } from './protocol';
import {
  EngineError,
  type ExportOptions,
  type FailureCode,
  type MosaicFacts,
  type MosaicStyle,
  type Preparation,
  type TargetAdjustment,
  type VariantName,
} from './types';

/** What the core says of an operation. */
export interface CoreStatus {
  readonly code: FailureCode | 'ok';
  readonly detail: string;
}

/** core/codec/container.h; the numbers are there where the code is ok. */
export interface CoreContainer extends CoreStatus {
  /** A hash of the file, in hexadecimal digits. */
  readonly content: string;
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  /** An ICC profile; empty where there is none. */
  readonly profile: CoreBytes;
}

/** Bytes where the code is ok. */
export interface CorePreview extends CoreStatus {
  readonly bytes: CoreBytes;
}

/** Bytes in the module's memory; they are gone at the next call into it. */
export interface CoreBytes {
  readonly address: number;
  readonly length: number;
}

interface CoreSize {
  readonly width: number;
  readonly height: number;
}

/** What the core knows of the mosaic; the time is the worker's to say. */
export type CoreFacts = Omit<MosaicFacts, 'seconds' | 'leaderOfCell'>;

/** wasm/export_run.h. */
export type CoreExportSettings = Omit<ExportOptions, 'format' | 'files'> & { readonly format: number };

/** Bytes where the code is ok. */
export interface CoreEstimate extends CoreStatus {
  readonly bytes: number;
  /** core/mosaic/sharpness.h; always there. */
  readonly photos: number;
  readonly sharp: number;
  readonly allSharpWidth: number;
}

/** core/library/candidates.h. */
interface CoreShown {
  readonly photo: number;
  readonly variant: number;
}

/** wasm/session.h. */
export interface CoreSession {
  allocateFile(bytes: number): number;
  acceptsPhoto(bytes: number): boolean;
  submitPhoto(): void;
  acceptsKnownPhoto(): boolean;
  inspectFile(): CoreContainer;
  beginPicture(width: number, height: number): CoreStatus;
  appendRows(): void;
  convertPicture(): void;
  submitPicture(orientation: number, content: string): void;
  photosInFlight(): number;
  takePhotos(): CoreStatus[];
  cancelPhotos(): void;
  clearPhotos(): void;
  photoCount(): number;
  duplicateCount(): number;
  duplicates(
    first: number,
    count: number,
  ): { readonly copy: number; readonly original: number; readonly sameBytes: boolean }[];
  libraryIsFull(): boolean;
  thumbnails(first: number, count: number): CoreBytes;
  previewPhoto(side: number): CorePreview;
  previewPicture(side: number, orientation: number): CorePreview;
  previewedPhoto(): CoreSize;
  /** Of the file in the buffer; empty where it does not say. */
  dateTaken(): string;
  cropPhoto(photo: number, position: number): CoreStatus;
  cropPicture(photo: number, position: number, orientation: number): CoreStatus;
  cropPosition(photo: number): number;
  /** Of a photo's file, in hexadecimal digits (core/library/photo_hash.h). */
  contentHash(photo: number): string;
  /** Of the file in the buffer. */
  fileHash(): string;
  cropSize(width: number, height: number): CoreSize;
  setTarget(): CoreStatus;
  setTargetPicture(orientation: number): CoreStatus;
  adjustTarget(adjustment: TargetAdjustment): CoreStatus;
  targetSize(): CoreSize;
  targetPreview(side: number): CoreBytes;
  /** Its size is previewSize(). */
  suggestMask(side: number): CorePreview;
  previewSize(): CoreSize;
  beginMatch(settings: CoreMatchSettings): CoreStatus;
  /** Instead of a match: what each cell shall show. */
  beginGiven(settings: CoreMatchSettings, photos: Uint32Array, variants: Uint8Array): CoreStatus;
  advanceMatch(): CoreStatus;
  matchFinished(): boolean;
  /** These four only while a match runs. */
  settleMatch(): void;
  matchGap(): number;
  matchDone(): number;
  matchTotal(): number;
  endMatch(): void;
  hasMosaic(): boolean;
  /** These only where there is a mosaic. */
  mosaicFacts(): CoreFacts;
  /** Of each cell, where blocks are 2. */
  leaders(): CoreBytes;
  assignment(): { readonly photos: CoreBytes; readonly variants: CoreBytes };
  cell(cell: number): (CoreShown & { readonly others: number[] }) | null;
  preparationSteps(photo: number, width: number, height: number, preparation: Preparation): CorePreview;
  alternatives(cell: number, most: number): (CoreShown & { readonly cost: number })[];
  tileOf(photo: number, variant: number): CorePreview;
  /** The photos that a region shows larger than their thumbnails, and that are not decoded so large yet. */
  photosToEnlarge(revision: number, level: number, x: number, y: number, width: number, height: number): number[];
  acceptsLarge(bytes: number): boolean;
  submitLarge(photo: number, revision: number, level: number): void;
  submitLargePicture(photo: number, revision: number, level: number, orientation: number): void;
  largeInFlight(): number;
  takeLarge(): void;
  region(revision: number, level: number, x: number, y: number, width: number, height: number): CorePreview;
  beginPaint(width: number, height: number): CoreStatus;
  paintSize(): CoreSize;
  paintFinished(): boolean;
  setStyle(style: Omit<MosaicStyle, 'tone'> & { readonly tone: number }): CoreStatus;
  advancePaint(): CoreStatus & { readonly y: number; readonly height: number; readonly rgba: CoreBytes };
  beginExport(settings: CoreExportSettings, onlyEstimate: boolean): CoreStatus;
  photosToSharpen(): number[];
  acceptsTile(bytes: number): boolean;
  submitTile(photo: number): void;
  submitTilePicture(photo: number, orientation: number): void;
  tilesInFlight(): number;
  takeTiles(): number;
  exportSize(): CoreSize;
  /** Pixels of a whole tile of the export. */
  exportTile(): CoreSize;
  /** Puts the file in the buffer of allocateFile() into the archive. */
  addExportFile(path: string): void;
  estimateExport(): CoreEstimate;
  advanceExport(): CoreStatus;
  exportFinished(): boolean;
  exportDone(): number;
  exportTotal(): number;
  exportedBytes(): CoreBytes;
  endExport(): void;
}

/** wasm/photo_pack.h. */
export interface CorePack {
  allocate(bytes: number): number;
  open(): boolean;
  scan(): number;
  scanBytes(): number;
  bytes(): number;
  count(): number;
  photoCount(): number;
  find(path: string, bytes: number, modified: number): { readonly offset: number; readonly length: number } | null;
  restore(path: string, bytes: number, modified: number): boolean;
  remember(path: string, bytes: number, modified: number, code: string, detail: string, photo: number): void;
  pending(): CoreBytes;
  written(): void;
  wantsCompaction(): boolean;
  compact(): { readonly from: number; readonly length: number; readonly to: number }[];
}

interface CoreModule {
  readonly Session: new (threads: number, thumbnailSide: number, libraryBytes: number) => CoreSession;
  readonly PhotoPack: new (session: CoreSession, decoders: number, limit: number) => CorePack;
  /** The largest crop position; a negative one asks for what matters most. */
  readonly cropEnd: number;
  /** Thumbnails side by side in the sheets of a page (core/mosaic/photo_sheets.h). */
  readonly sheetSide: number;
  readonly signatureBytes: number;
  readonly maxFileBytes: number;
  checkDecodable(head: Uint8Array): CoreStatus;
  /** core/library/variants.h: by their numbers. */
  variantNames(): VariantName[];
  /** "JPEG", "HEIC", … or "unknown" (core/codec/file_format.cpp). */
  formatName(head: Uint8Array): string;
}

interface ModuleOptions {
  wasmMemory: WebAssembly.Memory;
  poolSize: number;
  /** What the threads load. */
  mainScriptUrlOrBlob: string;
  locateFile(name: string): string;
  onFileFinished(): void;
}

type ModuleFactory = (options: ModuleOptions) => Promise<CoreModule>;

/** The started module. */
export interface Core {
  readonly module: CoreModule;
  readonly session: CoreSession;
  /** Bytes in the module's memory themselves, until the next call into it. */
  view(bytes: CoreBytes): Uint8Array<ArrayBuffer>;
  /** Copies bytes out of the module's memory. */
  copy(bytes: CoreBytes): Uint8Array<ArrayBuffer>;
  /** Copies bytes into the buffer that submitPhoto, submitTile, setTarget, inspectFile and appendRows take. */
  put(bytes: Uint8Array): void;
  /** Bytes of the module's memory, which only grows. */
  memoryBytes(): number;
  /** Bytes that it can have at most. */
  readonly memoryLimit: number;
  /** Resolves when the next file has been decoded. */
  fileFinished(): Promise<void>;
}

const pageBytes = 65536;
const mebibyte = 1048576;
/** Must equal -sINITIAL_MEMORY in wasm/CMakeLists.txt. */
const initialMebibytes = 32;
/** Some browsers refuse large shared memories; the first that is granted is taken. -sMAXIMUM_MEMORY. */
const maximumMebibytes = [4096, 2048, 1024, 512] as const;

/** What decoding, matching and writing need beside the photos: so much, or half of a smaller memory. */
const workMebibytes = 512;

/**
 * Bytes that thumbnails may take: what the module's memory leaves beside the work, and half of the device's
 * memory where the browser tells it.
 */
function libraryBytes(memoryMebibytes: number): number {
  const { deviceMemory = 8 } = navigator as { readonly deviceMemory?: number };
  const inModule = memoryMebibytes - Math.min(workMebibytes, memoryMebibytes / 2);
  return Math.floor(Math.min(inModule, (deviceMemory * 1024) / 2) * mebibyte);
}

function makeMemory(shared: boolean): { readonly memory: WebAssembly.Memory; readonly mebibytes: number } {
  for (const mebibytes of maximumMebibytes) {
    try {
      const memory = new WebAssembly.Memory({
        initial: (initialMebibytes * mebibyte) / pageBytes,
        maximum: (mebibytes * mebibyte) / pageBytes,
        shared,
      });
      return { memory, mebibytes };
    } catch {
      // Try the next smaller one.
    }
  }
  throw new EngineError(
    'out_of_memory',
    'The browser gave no memory for the engine. Close other tabs and load the page again.',
  );
}

/** Loads and starts the module. The side of thumbnails is in pixels. */
export async function startCore(options: StartOptions, thumbnailSide: number): Promise<Core> {
  const { script, others } = options.module;
  const { default: makeModule } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ script)) as {
    default: ModuleFactory;
  };
  const { memory, mebibytes } = makeMemory(options.threaded);
  let waiting: (() => void)[] = [];
  const module = await makeModule({
    wasmMemory: memory,
    poolSize: options.threads,
    mainScriptUrlOrBlob: script,
    locateFile: (name) => others[name] ?? new URL(name, script).href,
    onFileFinished() {
      const resolves = waiting;
      waiting = [];
      for (const resolve of resolves) resolve();
    },
  });
  const session = new module.Session(options.threaded ? options.threads : 1, thumbnailSide, libraryBytes(mebibytes));
  return {
    module,
    session,
    // May be shared memory, which a synchronous file takes as well.
    view: ({ address, length }) => new Uint8Array(memory.buffer as ArrayBuffer, address, length),
    copy: ({ address, length }) => {
      const bytes = new Uint8Array(length);
      bytes.set(new Uint8Array(memory.buffer, address, length));
      return bytes;
    },
    put: (bytes) => {
      const address = session.allocateFile(bytes.length);
      new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    },
    memoryBytes: () => memory.buffer.byteLength,
    memoryLimit: mebibytes * mebibyte,
    fileFinished: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** Throws what a Status says, unless it is ok. */
export function check(status: CoreStatus): void {
  if (status.code !== 'ok') throw new EngineError(status.code, status.detail);
}
