/**
 * Writes a stream into a file: one that a person has chosen, or one that the browser can offer as a download.
 * The latter goes to the origin private file system where there is one, so that it may be larger than memory;
 * else into a Blob. The stream is read no faster than the disk takes it.
 */
import { EngineError } from '../engine/types';

export interface SavedFile {
  readonly name: string;
  readonly bytes: number;
  readonly url: string;
  /** Gives back what the file occupies. The URL is dead afterwards. */
  discard(): Promise<void>;
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

const folderName = 'exports';
/** Held by each page for the files that it wrote: files whose lock nobody holds are left-overs. */
const lockName = (fileName: string): string => `tessera export ${fileName}`;
/** Blobs may end up in memory, all of them. */
const mostBlobBytes = 1e9;

async function exportFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    if (!('createWritable' in FileSystemFileHandle.prototype)) return null;
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(folderName, { create: true });
  } catch {
    // No such storage here (an old browser, a private window): a Blob has to do.
    return null;
  }
}

/** Keeps a lock until the function that comes back is called. */
async function holdLock(name: string): Promise<() => void> {
  if (!('locks' in navigator)) return () => undefined;
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => new Promise<void>((release) => resolve(release)));
  });
}

/** Deletes the files of pages that are gone. */
export async function removeLeftovers(): Promise<void> {
  const folder = await exportFolder();
  if (!folder || !('locks' in navigator)) return;
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map((lock) => lock.name));
  for await (const name of folder.keys()) {
    if (!inUse.has(lockName(name))) await folder.removeEntry(name).catch(() => undefined);
  }
}

/** What the disk says, as a sentence that helps. */
function failureOf(error: unknown, noRoom = 'there is not enough room for it on the disk'): unknown {
  if (!(error instanceof DOMException)) return error;
  if (error.name === 'QuotaExceededError') return new EngineError('io', noRoom);
  if (error.name === 'NotAllowedError' || error.name === 'NoModificationAllowedError') {
    return new EngineError('io', 'the browser was not allowed to write it');
  }
  if (error.name === 'NotFoundError') return new EngineError('io', 'the place for it is not there any more');
  return error;
}

async function pour(
  signal: AbortSignal,
  stream: Bytes,
  sink: WritableStream<Uint8Array<ArrayBuffer>>,
  noRoom?: string,
): Promise<void> {
  try {
    await stream.pipeTo(sink, { signal });
  } catch (error) {
    throw failureOf(error, noRoom);
  }
}

/** The browser's own limit for pages, which may be far below what the disk has. */
const noRoomForPages = (): string =>
  `the browser has no more room for the files of this page${canChooseFile() ? '; “Save as …” writes to the disk itself' : ''}`;

/** Bytes that the browser grants to further files of this page; null where it does not say. */
export async function roomForPages(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
}

/** Where a person can choose the file: a browser with a dialog for that. */
export const canChooseFile = (): boolean => 'showSaveFilePicker' in window;

interface PickerWindow {
  showSaveFilePicker(options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly accept: Record<string, readonly string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

/** Asks for a file. To be called in the click itself. Null where nothing was chosen. */
export async function chooseFile(name: string, mimeType: string): Promise<FileSystemFileHandle | null> {
  const extension = name.replace(/^.*(?=\.)/, '');
  try {
    return await (window as unknown as PickerWindow).showSaveFilePicker({
      suggestedName: name,
      types: [{ accept: { [mimeType]: [extension] } }],
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw failureOf(error);
  }
}

/** Writes a chosen file. When it fails or is cancelled, what stood in the file before still does.
 * @returns its bytes. */
export async function writeChosenFile(
  signal: AbortSignal,
  stream: Bytes,
  handle: FileSystemFileHandle,
): Promise<number> {
  let sink: FileSystemWritableFileStream;
  try {
    sink = await handle.createWritable();
  } catch (error) {
    await stream.cancel();
    throw failureOf(error);
  }
  await pour(signal, stream, sink);
  return (await handle.getFile()).size;
}

/** Writes a file to be offered as a download. */
export async function writeFile(
  signal: AbortSignal,
  stream: Bytes,
  name: string,
  mimeType: string,
): Promise<SavedFile> {
  const folder = await exportFolder();
  return folder ? writeToFolder(signal, stream, name, folder) : writeToBlob(signal, stream, name, mimeType);
}

async function writeToFolder(
  signal: AbortSignal,
  stream: Bytes,
  name: string,
  folder: FileSystemDirectoryHandle,
): Promise<SavedFile> {
  const stored = crypto.randomUUID() + name.replace(/^.*(?=\.)/, '');
  const release = await holdLock(lockName(stored));
  const remove = async (): Promise<void> => {
    await folder.removeEntry(stored).catch(() => undefined);
    release();
  };
  try {
    const handle = await folder.getFileHandle(stored, { create: true });
    await pour(signal, stream, await handle.createWritable(), noRoomForPages());
    const file = await handle.getFile();
    const url = URL.createObjectURL(file);
    const discard = async (): Promise<void> => {
      URL.revokeObjectURL(url);
      await remove();
    };
    return { name, bytes: file.size, url, discard };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeToBlob(signal: AbortSignal, stream: Bytes, name: string, mimeType: string): Promise<SavedFile> {
  const parts: Blob[] = [];
  let bytes = 0;
  // A Blob for each chunk lets the browser move them out of memory as it sees fit.
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      bytes += chunk.length;
      if (bytes > mostBlobBytes) {
        throw new EngineError(
          'too_large',
          `This browser keeps no files for pages, and holds at most ${mostBlobBytes / 1e9} GB in memory`,
        );
      }
      parts.push(new Blob([chunk]));
    },
  });
  await pour(signal, stream, sink);
  const blob = new Blob(parts, { type: mimeType });
  const url = URL.createObjectURL(blob);
  return { name, bytes, url, discard: async () => URL.revokeObjectURL(url) };
}

/** Lets the browser put the file among the downloads. */
export function offer(file: SavedFile): void {
  const link = document.createElement('a');
  link.href = file.url;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** The browser has begun a download by then, in milliseconds. */
const urlLife = 60_000;

/** Puts a small file among the downloads. Gives its bytes. */
export function offerBlob(blob: Blob, name: string): number {
  const url = URL.createObjectURL(blob);
  const discard = async (): Promise<void> => URL.revokeObjectURL(url);
  offer({ name, bytes: blob.size, url, discard });
  setTimeout(() => void discard(), urlLife);
  return blob.size;
}
