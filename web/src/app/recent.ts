/** Recent projects, as the browser keeps them from visit to visit: what there is to each, and how many there may be. Pure. */
import type { PhotoIdentity } from '../engine/types';

export interface RecentProject {
  /** Begins with the content of its target. */
  readonly id: string;
  /** Of its target. */
  readonly name: string;
  readonly photos: number;
  /** When it was kept, in milliseconds since 1970. */
  readonly time: number;
  /** Its mosaic, small. */
  readonly picture: Blob;
  /** The project, as "Save project" writes it. */
  readonly file: Blob;
  /** Folders that its photos came from, where the browser can find those again. */
  readonly folders: readonly FileSystemDirectoryHandle[];
  /** It is made of the sample pictures, which the page draws anew. */
  readonly samples: boolean;
}

export const mostProjects = 6;
/** Bytes of all together. */
export const mostBytes = 128e6;
/** Bytes of one; a larger one is not kept. */
export const mostProjectBytes = 48e6;
/** Bytes of a target that is kept with its project; a larger one has to be given again. */
export const mostTargetBytes = 16e6;

/** Photos of a project that is kept with thumbnails of them. */
export const mostThumbnails = 8000;

const bytesOf = ({ picture, file }: RecentProject): number => picture.size + file.size;

/** The latest first. */
export const byTime = (projects: readonly RecentProject[]): RecentProject[] =>
  [...projects].sort((a, b) => b.time - a.time);

/** Those that have to go, the oldest. */
export function surplus(projects: readonly RecentProject[]): RecentProject[] {
  let bytes = 0;
  return byTime(projects).filter((project, place) => {
    bytes += bytesOf(project);
    return place >= mostProjects || bytes > mostBytes;
  });
}

/** By what a project is known again on another visit: its target and its photos, in whatever order. */
export function idOf(target: string, photos: readonly PhotoIdentity[]): string {
  const sum = photos.reduce((total, { content }) => BigInt.asUintN(64, total + BigInt(`0x${content || 0}`)), 0n);
  return `${target}-${photos.length}-${sum.toString(16)}`;
}

/** Whether a project is of that target. */
export const isOfTarget = (id: string, target: string): boolean => id.startsWith(`${target}-`);
