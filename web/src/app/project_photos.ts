/** A project whose photos have other numbers now: those of the same files, whatever they are called. Pure. */
import { type Pin as EnginePin, emptyCell, type PhotoIdentity } from '../engine/types';
import type { Project } from './project';
import type { SavedMosaic } from './project_file';

/** For each photo of a saved project its number now, or null where it is not there. */
export type FoundPhotos = readonly (number | null)[];

const unknownContent = /^0*$/;

/** By what a file is known: its bytes, or else its name and length. */
const keyOf = ({ content, path, bytes }: PhotoIdentity): string =>
  unknownContent.test(content) ? `${bytes} ${path.replace(/^.*[\\/]/, '')}` : content;

/** Finds saved photos among those that are there. Of files with the same bytes each is found once. */
export function findPhotos(saved: readonly PhotoIdentity[], present: readonly PhotoIdentity[]): FoundPhotos {
  const numbers = new Map<string, number[]>();
  present.forEach((photo, number) => {
    const same = numbers.get(keyOf(photo));
    if (same) same.push(number);
    else numbers.set(keyOf(photo), [number]);
  });
  const next = new Map<string, number>();
  return saved.map((photo) => {
    const key = keyOf(photo);
    const same = numbers.get(key);
    if (!same) return null;
    const place = next.get(key) ?? 0;
    next.set(key, place + 1);
    // Where there are fewer now, the last stands in for the others: it shows the same.
    return same[Math.min(place, same.length - 1)] ?? null;
  });
}

/** The project in the numbers of now, without what is about photos that are not there. */
export function withFoundPhotos(project: Project, found: FoundPhotos): Project {
  const present = <T extends { readonly photo: number }>(rule: T): T[] => {
    const photo = found[rule.photo];
    return typeof photo === 'number' ? [{ ...rule, photo }] : [];
  };
  const banned = project.banned.flatMap((photo) => found[photo] ?? []);
  return {
    ...project,
    pins: project.pins.flatMap(present),
    banned: [...new Set(banned)].sort((a, b) => a - b),
    photoLimits: project.photoLimits.flatMap(present).sort((a, b) => a.photo - b.photo),
  };
}

/** What cells of a saved mosaic show, in the numbers of now. */
export interface FoundCells {
  readonly mosaic: SavedMosaic;
  /** Cells whose photo is there, to be kept where others are missing. */
  readonly kept: readonly EnginePin[];
  /** Cells whose photo is missing; in `mosaic` they are empty. */
  readonly missing: number;
}

export function foundCells(mosaic: SavedMosaic, found: FoundPhotos): FoundCells {
  const kept: EnginePin[] = [];
  let missing = 0;
  const photoOfCell = mosaic.photoOfCell.map((saved, cell) => {
    if (saved === emptyCell) return emptyCell;
    const photo = found[saved] ?? null;
    if (photo === null) {
      missing += 1;
      return emptyCell;
    }
    kept.push({ cell, photo, variant: mosaic.variantNames[mosaic.variantOfCell[cell] ?? 0] ?? 'plain' });
    return photo;
  });
  return { mosaic: { ...mosaic, photoOfCell }, kept, missing };
}
