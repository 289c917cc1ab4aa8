/** Files that arrive through inputs and drops, with the paths that they had in their folders. */
import type { PhotoFile } from '../engine/api';

export interface Arrival {
  readonly files: readonly PhotoFile[];
  /** A folder was among them, so they are meant as photos however few they are. */
  readonly folder: boolean;
}

/** What somebody picked in a file input. The input is emptied, so that the same files can be picked again. */
export function takeFiles(input: HTMLInputElement): readonly PhotoFile[] {
  const files = [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  input.value = '';
  return files;
}

/** Whether a drag carries files. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/**
 * What was dropped, folders walked through to their ends. The entries are taken before the first await:
 * a DataTransfer is empty as soon as its event is over.
 */
export function droppedFiles(data: DataTransfer): Promise<Arrival> {
  const entries: FileSystemEntry[] = [];
  const loose: PhotoFile[] = [];
  for (const item of data.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    if (entry) {
      entries.push(entry);
    } else {
      const file = item.getAsFile();
      if (file) loose.push({ file, path: file.name });
    }
  }
  return walk(entries, loose);
}

async function walk(entries: readonly FileSystemEntry[], loose: readonly PhotoFile[]): Promise<Arrival> {
  const files = [...loose];
  // A stack instead of recursion: the folders keep the order in which a file manager shows them.
  const waiting = [...entries].reverse();
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (isFile(entry)) {
      files.push({ file: await fileOf(entry), path: entry.fullPath.replace(/^\//, '') });
    } else if (isFolder(entry)) {
      const inside = await contentsOf(entry);
      inside.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
      waiting.push(...inside.reverse());
    }
  }
  return { files, folder: entries.some(isFolder) };
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A file that has gone since is passed on empty, so that the engine reports it like any other. */
function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve) => {
    entry.file(resolve, () => resolve(new File([], entry.name)));
  });
}

/** readEntries gives a hundred at a time, and none when there are no more. */
async function contentsOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** Whether what was dropped beside the two zones is a target: one picture, while there is no target yet. */
export function isTargetDrop(arrival: Arrival, hasTarget: boolean): boolean {
  return !hasTarget && !arrival.folder && arrival.files.length === 1;
}
