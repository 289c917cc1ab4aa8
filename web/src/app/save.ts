/**
 * Writes a stream to a file that the browser can offer as a download. The bytes go to the origin private
 * file system where there is one, so that a file larger than memory can be saved; else into a Blob.
 */
export interface SavedFile {
  readonly name: string;
  readonly bytes: number;
  readonly url: string;
  /** Gives back what the file occupies. The URL is dead afterwards. */
  discard(): Promise<void>;
}

const folderName = 'exports';
/** Held by each page for the files that it wrote: files whose lock nobody holds are left-overs. */
const lockName = (fileName: string): string => `tessera export ${fileName}`;

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

export async function writeFile(
  signal: AbortSignal,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  name: string,
): Promise<SavedFile> {
  const folder = await exportFolder();
  return folder ? writeToFolder(signal, stream, name, folder) : writeToBlob(signal, stream, name);
}

async function writeToFolder(
  signal: AbortSignal,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  name: string,
  folder: FileSystemDirectoryHandle,
): Promise<SavedFile> {
  const stored = `${crypto.randomUUID()}.png`;
  const release = await holdLock(lockName(stored));
  const remove = async (): Promise<void> => {
    await folder.removeEntry(stored).catch(() => undefined);
    release();
  };
  try {
    const handle = await folder.getFileHandle(stored, { create: true });
    await stream.pipeTo(await handle.createWritable(), { signal });
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

async function writeToBlob(
  signal: AbortSignal,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  name: string,
): Promise<SavedFile> {
  const parts: Blob[] = [];
  // A Blob for each chunk lets the browser move them out of memory as it sees fit.
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({ write: (chunk) => void parts.push(new Blob([chunk])) });
  await stream.pipeTo(sink, { signal });
  const blob = new Blob(parts, { type: 'image/png' });
  const url = URL.createObjectURL(blob);
  return { name, bytes: blob.size, url, discard: async () => URL.revokeObjectURL(url) };
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
