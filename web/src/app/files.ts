/** Files that arrive through inputs and drops, with the paths that they had in their folders. */
import type { PhotoFile } from '../engine/api';

export interface Arrival {
  readonly files: readonly PhotoFile[];
  /** A folder was among them, so they are meant as photos however few they are. */
  readonly folder: boolean;
}

/** What systems put into every folder: nobody means these as photos. */
const systemFile = /(^|[\\/])(\.DS_Store|\._[^\\/]*|Thumbs\.db|desktop\.ini)$/i;
/** Whether somebody can mean a file as a photo. */
export const isMeant = ({ path }: PhotoFile): boolean => !systemFile.test(path);

/** What somebody picked in a file input. The input is emptied, so that the same files can be picked again. */
export function takeFiles(input: HTMLInputElement): readonly PhotoFile[] {
  const files = [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  input.value = '';
  return files.filter(isMeant);
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
  // A stack instead of recursion; files of one folder are opened together, as each takes a while.
  const waiting: (readonly FileSystemEntry[])[] = [entries];
  for (let level = waiting.pop(); level; level = waiting.pop()) {
    const opened = await Promise.all(level.filter(isFile).map(opening));
    for (const file of opened) files.push(file);
    const folders = level.filter(isFolder).reverse();
    for (const folder of folders) waiting.push(await contentsOf(folder));
  }
  return { files: files.filter(isMeant), folder: entries.some(isFolder) };
}

async function opening(entry: FileSystemFileEntry): Promise<PhotoFile> {
  return { file: await fileOf(entry), path: entry.fullPath.replace(/^\//, '') };
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A file that has gone since is passed on empty, so that the engine reports it like any other. */
function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve) => {
    entry.file(resolve, () => resolve(new File([], entry.name)));
  });
}

export const byName = new Intl.Collator('en', { numeric: true });

/** What is in a folder, in the order of names. readEntries gives a hundred at a time, and none when there are no more. */
async function contentsOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all.sort((a, b) => byName.compare(a.name, b.name));
    all.push(...some);
  }
}

/** Whether what was dropped beside the two zones is a target: one picture, while there is no target yet. */
export function isTargetDrop(arrival: Arrival, hasTarget: boolean): boolean {
  return !hasTarget && !arrival.folder && arrival.files.length === 1;
}
