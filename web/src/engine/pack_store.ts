/**
 * The file of the photo pack: thumbnails, and why files were no photos, from one visit to the next.
 *
 * The format, and what is kept in it, are the core's (core/library/pack.h); this is the file below: one in
 * the origin private file system, held open by one tab at a time. Where there is no such file (storage is
 * denied or full, another tab has it, the browser is too old) everything works as if the pack were empty.
 */
import type { PhotoFile } from './api';
import type { Decoders } from './decoders';
import { type ReadOutcome, readFile, readFiles } from './files';
import type { Core, CorePack, CoreStatus } from './module';
import type { PackInfo } from './types';

const fileName = 'photos.pack';
const mostBytes = 2 * 1024 ** 3;
/** Milliseconds between two writes: what a crash may cost. */
const flushEvery = 1000;
/** More than this is not left unwritten. */
const mostPending = 8 * 1048576;
/** A page that was just left gives its file back a little later: so long it is waited for, in milliseconds. */
const lockPatience = 1500;
const lockPause = 100;

/** A file's outcome: `known` where it stands in the pack, so that it was not read. */
export type PackOutcome = ReadOutcome | { readonly known: true };

/** Photos are known by these; a file that says nothing of its time is not known at all. */
const keyOf = ({ file, path }: PhotoFile): [path: string, bytes: number, modified: number] => [
  path,
  file.size,
  file.lastModified,
];

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** The pack's file, or null where there is none and none is to be made. Rejects where storage is denied. */
async function fileHandle(create: boolean): Promise<FileSystemFileHandle | null> {
  const root = await navigator.storage.getDirectory();
  try {
    return await root.getFileHandle(fileName, { create });
  } catch (error) {
    if (!create && error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

async function lock(handle: FileSystemFileHandle, patience: number): Promise<FileSystemSyncAccessHandle> {
  for (let waited = 0; ; waited += lockPause) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      if (waited >= patience) throw error;
      await pause(lockPause);
    }
  }
}

/** An open file and its index in the core. */
class OpenPack {
  private constructor(
    private readonly core: Core,
    private readonly pack: CorePack,
    private readonly file: FileSystemSyncAccessHandle,
  ) {}

  static async open(core: Core, file: FileSystemSyncAccessHandle): Promise<OpenPack> {
    // Until 2022 these were asynchronous: such a browser does without.
    if (typeof file.getSize() !== 'number') throw new Error('no synchronous files');
    const { quota = mostBytes } = await navigator.storage.estimate();
    const pack = new core.module.PhotoPack(core.session, hash(navigator.userAgent), Math.min(mostBytes, quota / 2));
    const opened = new OpenPack(core, pack, file);
    opened.read(0, pack.scanBytes());
    if (pack.open()) {
      do {
        await pause(0);
        opened.read(pack.bytes(), pack.scanBytes());
      } while (pack.scan() > 0);
      file.truncate(pack.bytes());
    } else {
      file.truncate(0);
    }
    return opened;
  }

  get info(): PackInfo {
    return { photos: this.pack.photoCount(), bytes: this.pack.count() === 0 ? 0 : this.pack.bytes() };
  }

  find(photo: PhotoFile): { readonly offset: number; readonly length: number } | null {
    return this.pack.find(...keyOf(photo));
  }

  restore(photo: PhotoFile): boolean {
    const place = this.find(photo);
    if (place === null) return false;
    if (place.offset + place.length > this.file.getSize()) this.flush();
    this.read(place.offset, place.length);
    return this.pack.restore(...keyOf(photo));
  }

  remember(photo: PhotoFile, status: CoreStatus, index: number): void {
    this.pack.remember(...keyOf(photo), status.code, status.detail, index);
  }

  pendingBytes(): number {
    return this.pack.pending().length;
  }

  flush(): void {
    const pending = this.pack.pending();
    if (pending.length > 0) {
      const at = this.pack.bytes() - pending.length;
      const bytes = this.core.view(pending);
      if (this.file.write(bytes, { at }) !== bytes.length) throw new Error('the pack could not be written');
      this.pack.written();
    }
    if (this.pack.wantsCompaction()) this.compact();
    this.file.flush();
  }

  clear(): void {
    this.pack.allocate(0);
    this.pack.open();
    this.file.truncate(0);
  }

  close(): void {
    this.file.close();
  }

  /** Reads bytes of the file, as many as there are, into the buffer of the pack. */
  private read(offset: number, most: number): void {
    const length = Math.max(0, Math.min(most, this.file.getSize() - offset));
    const address = this.pack.allocate(length);
    if (length > 0 && this.file.read(this.core.view({ address, length }), { at: offset }) !== length) {
      throw new Error('the pack could not be read');
    }
  }

  private compact(): void {
    for (const { from, length, to } of this.pack.compact()) {
      const bytes = new Uint8Array(length);
      if (this.file.read(bytes, { at: from }) !== length || this.file.write(bytes, { at: to }) !== length) {
        throw new Error('the pack could not be rewritten');
      }
    }
    this.file.truncate(this.pack.bytes());
  }
}

/** What the operations see of the pack. Nothing here rejects or throws because of the file. */
export class PackStore {
  private open: OpenPack | null = null;
  private givenUp = false;
  private lastFlush = 0;

  constructor(private readonly core: Core) {}

  /** Opens the file, unless that has been done. To be called before photos are added. */
  async prepare(create = true, patience = 0): Promise<void> {
    if (this.open !== null || this.givenUp) return;
    let file: FileSystemSyncAccessHandle | null = null;
    try {
      const handle = await fileHandle(create);
      if (handle === null) return;
      file = await lock(handle, patience);
      this.open = await OpenPack.open(this.core, file);
    } catch (error) {
      file?.close();
      // Another tab may close, and then there is a pack; nothing else gets better by trying again.
      this.givenUp = !(error instanceof DOMException && error.name === 'NoModificationAllowedError');
    }
  }

  /** Reads files ahead, as readFiles does, but for those that the pack knows. */
  async *readFiles(
    decoders: Decoders,
    signal: AbortSignal,
    files: readonly PhotoFile[],
  ): AsyncGenerator<{ readonly photo: PhotoFile; readonly outcome: PackOutcome }> {
    const known = new Set(files.filter((photo) => this.find(photo)));
    const reading = readFiles(
      this.core,
      decoders,
      signal,
      files.filter((photo) => !known.has(photo)),
    );
    try {
      for (const photo of files) {
        if (known.has(photo)) {
          yield { photo, outcome: { known: true } };
        } else {
          const next = await reading.next();
          if (next.done) return;
          yield next.value;
        }
      }
    } finally {
      // Frees what was read ahead, where this is left early.
      await reading.return(undefined);
    }
  }

  /**
   * Submits a photo that the pack knows, as if it had been decoded now.
   * @returns null, or the file's bytes where the pack does not know it after all.
   */
  async restore(decoders: Decoders, signal: AbortSignal, photo: PhotoFile): Promise<ReadOutcome | null> {
    if (this.attempt((open) => open.restore(photo))) return null;
    return await readFile(this.core, decoders, signal, photo);
  }

  /** Keeps what came of a photo; `index` is its place in the library where it is one. */
  remember(photo: PhotoFile, status: CoreStatus, index: number): void {
    if (photo.file.lastModified <= 0) return;
    this.attempt((open) => {
      open.remember(photo, status, index);
      if (performance.now() - this.lastFlush < flushEvery && open.pendingBytes() < mostPending) return;
      open.flush();
      this.lastFlush = performance.now();
    });
  }

  /** Brings everything to the disk. */
  flush(): void {
    this.attempt((open) => open.flush());
  }

  /** How much is remembered. Reads the file where there is one and that has not been done. */
  async info(): Promise<PackInfo> {
    await this.prepare(false, lockPatience);
    return this.open?.info ?? { bytes: 0, photos: 0 };
  }

  clear(): void {
    this.attempt((open) => {
      open.clear();
      open.flush();
    });
  }

  private find(photo: PhotoFile): boolean {
    return this.attempt((open) => open.find(photo) !== null) ?? false;
  }

  /** Does something with the file; if that fails (the disk is full), goes on without it. */
  private attempt<T>(work: (open: OpenPack) => T): T | undefined {
    if (this.open === null) return undefined;
    try {
      return work(this.open);
    } catch (error) {
      console.warn('The photo pack is not used any more:', error);
      this.open.close();
      this.open = null;
      this.givenUp = true;
      return undefined;
    }
  }
}
