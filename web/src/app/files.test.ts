import { describe, expect, it } from 'vitest';
import { droppedFiles, isTargetDrop } from './files';

/** Entries as a browser hands them over: folders give at most two of their contents at a time. */
function fileEntry(path: string): FileSystemFileEntry {
  const name = path.replace(/.*\//, '');
  return {
    isFile: true,
    isDirectory: false,
    name,
    fullPath: `/${path}`,
    file: (done: (file: File) => void) => done(new File(['x'], name)),
  } as unknown as FileSystemFileEntry;
}

function folderEntry(path: string, contents: readonly FileSystemEntry[]): FileSystemDirectoryEntry {
  return {
    isFile: false,
    isDirectory: true,
    name: path.replace(/.*\//, ''),
    fullPath: `/${path}`,
    createReader: () => {
      const rest = [...contents];
      return { readEntries: (done: (entries: FileSystemEntry[]) => void) => done(rest.splice(0, 2)) };
    },
  } as unknown as FileSystemDirectoryEntry;
}

function drop(...entries: FileSystemEntry[]): DataTransfer {
  return {
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => null })),
  } as unknown as DataTransfer;
}

describe('a dropped folder', () => {
  it('is walked to its end, with the paths of its files', async () => {
    const inner = folderEntry(
      'trip/day 2',
      ['trip/day 2/e.jpg', 'trip/day 2/d.jpg', 'trip/day 2/f.jpg'].map(fileEntry),
    );
    const outer = folderEntry('trip', [inner, fileEntry('trip/10.jpg'), fileEntry('trip/9.jpg')]);
    const { files, folder } = await droppedFiles(drop(outer));
    expect(folder).toBe(true);
    expect(files.map(({ path }) => path)).toEqual([
      'trip/9.jpg',
      'trip/10.jpg',
      'trip/day 2/d.jpg',
      'trip/day 2/e.jpg',
      'trip/day 2/f.jpg',
    ]);
  });

  it('may be empty', async () => {
    expect((await droppedFiles(drop(folderEntry('none', [])))).files).toEqual([]);
  });

  it('reports a file that vanished as an empty one, instead of losing it', async () => {
    const gone = {
      ...fileEntry('gone.jpg'),
      file: (_: unknown, failed: () => void) => failed(),
    } as unknown as FileSystemFileEntry;
    const { files } = await droppedFiles(drop(gone));
    expect(files.map(({ path, file }) => [path, file.size])).toEqual([['gone.jpg', 0]]);
  });
});

describe('a drop beside the zones', () => {
  const picture = { file: new File(['x'], 'a.jpg'), path: 'a.jpg' };

  it('is the target when it is one picture and there is none yet', () => {
    expect(isTargetDrop({ files: [picture], folder: false }, false)).toBe(true);
  });

  it('is photos when there is a target, several files, or a folder', () => {
    expect(isTargetDrop({ files: [picture], folder: false }, true)).toBe(false);
    expect(isTargetDrop({ files: [picture, picture], folder: false }, false)).toBe(false);
    expect(isTargetDrop({ files: [picture], folder: true }, false)).toBe(false);
  });
});
