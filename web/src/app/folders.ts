/**
 * Folders that the browser can find again on another visit (File System Access), with the person's leave.
 */
import type { PhotoFile } from '../engine/api';
import { byName, isMeant } from './files';

/** What browsers have that can remember folders. */
interface Remembered {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface Permitting {
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
}

const isFolder = (handle: FileSystemHandle | null): handle is FileSystemDirectoryHandle => handle?.kind === 'directory';

/** The folders of a drop. To be called in the drop itself. */
export async function droppedFolders(data: DataTransfer): Promise<FileSystemDirectoryHandle[]> {
  const files = [...data.items].filter(({ kind }) => kind === 'file');
  const asked = files.map((item) => (item as Remembered).getAsFileSystemHandle?.() ?? null);
  const handles = await Promise.all(asked.map((handle) => Promise.resolve(handle).catch(() => null)));
  return handles.filter(isFolder);
}

interface PickerWindow {
  showDirectoryPicker(options: { readonly id: string; readonly mode: 'read' }): Promise<FileSystemDirectoryHandle>;
}

/** Whether a folder can be chosen in such a way that it is found again. */
export const canChooseFolder = (): boolean => 'showDirectoryPicker' in window;

/** Asks for a folder. To be called in the click itself. Null where none was chosen. */
export const chooseFolder = (): Promise<FileSystemDirectoryHandle | null> =>
  (window as unknown as PickerWindow).showDirectoryPicker({ id: 'photos', mode: 'read' }).catch(() => null);

/** Asks for leave to read a folder again, where that is needed. To be called in a click. */
export async function mayRead(folder: FileSystemDirectoryHandle): Promise<boolean> {
  try {
    const answer = await (folder as Permitting).requestPermission?.({ mode: 'read' });
    return answer === undefined || answer === 'granted';
  } catch {
    return false;
  }
}

/** The files of a folder and all folders in it, with the paths that they have when it is dropped. Rejects where it
 * has gone. */
export async function filesIn(folder: FileSystemDirectoryHandle, path = folder.name): Promise<PhotoFile[]> {
  const handles: (FileSystemFileHandle | FileSystemDirectoryHandle)[] = [];
  for await (const handle of folder.values()) handles.push(handle);
  handles.sort((a, b) => byName.compare(a.name, b.name));
  const files = await Promise.all(
    handles.flatMap((handle) =>
      handle.kind === 'file' ? [handle.getFile().then((file) => ({ file, path: `${path}/${file.name}` }))] : [],
    ),
  );
  for (const handle of handles) {
    if (isFolder(handle)) files.push(...(await filesIn(handle, `${path}/${handle.name}`)));
  }
  return files.filter(isMeant);
}
