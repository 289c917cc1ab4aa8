/** What the page says of projects that are put away and opened again. */

import type { TableTrouble } from '../../assignment_table';
import type { Notice } from '../../notices';
import { bytes, number } from '../../numbers';
import type { ProjectFileTrouble } from '../../project_file';
import { cellsCounted, photosCounted } from './counted';

const unreadable = (name: string, trouble: ProjectFileTrouble): string => {
  switch (trouble.kind) {
    case 'not_a_project':
      return `“${name}” is no Tessera project. Choose a file that “Save project” has written; its name ends in .tessera. Nothing was changed.`;
    case 'future':
      return `“${name}” was written by a later version of Tessera. Reload the page to get the current one, and open it again. Nothing was changed.`;
    case 'cut_off':
      return `“${name}” is cut off: its end is missing. Copy or download it again. Nothing was changed.`;
    case 'damaged':
      return `“${name}” is damaged: what it says at “${trouble.place}” makes no sense. Try another copy of it. Nothing was changed.`;
  }
};

const anewBecause = {
  target: 'This is not the target that it was made for, so the mosaic is matched anew.',
  settings: 'The settings are others now, so the mosaic is matched anew.',
} as const;

function restored({ name, missing, cells, anew, standIns }: Extract<Notice, { id: 'project_restored' }>): string {
  const lost = `${photosCounted(missing)} of it ${missing === 1 ? 'is' : 'are'} missing`;
  if (standIns && !anew) {
    return `“${name}” is here again, made of thumbnails. Add the folder of its photos to see them whole.`;
  }
  if (anew) return `“${name}” is open. ${missing > 0 ? `${lost}. ` : ''}${anewBecause[anew]}`;
  if (missing === 0) return `“${name}” is here again as it was saved.`;
  return cells === 0
    ? `“${name}” is here again; ${lost}, but the mosaic did not show ${missing === 1 ? 'it' : 'them'}.`
    : `“${name}” is here again, but ${lost}: ${cellsCounted(cells)} matched anew.`;
}

function tableUnreadable(name: string, trouble: TableTrouble): string {
  const stays = 'The mosaic stays as it is.';
  switch (trouble.kind) {
    case 'not_a_table':
      return `“${name}” is no table of a mosaic. Choose a CSV file that begins with “column,row,photo,variant”. ${stays}`;
    case 'line':
      return `“${name}” cannot be used: line ${number(trouble.line)} does not name a cell, a photo and a variant, or a cell that was named before. ${stays}`;
    case 'photo':
      return `“${name}” cannot be used: the photo “${trouble.photo}” in line ${number(trouble.line)} is not here, or two are called so. ${stays}`;
    case 'grid':
      return `“${name}” is of a mosaic with more cells: line ${number(trouble.line)} lies outside the ${number(trouble.grid.columns)} × ${number(trouble.grid.rows)} here. Set as many cells across as it has. ${stays}`;
    case 'missing':
      return `“${name}” is incomplete: ${cellsCounted(trouble.cells)} of this mosaic ${trouble.cells === 1 ? 'is' : 'are'} not in it. Set as many cells across as it has, or take another copy. ${stays}`;
  }
}

export const project = {
  saveTable: 'Save table (CSV)',
  openTable: 'Open table',
  tableUnreadable,
  tableOpened: (name: string) => `The mosaic is as “${name}” says.`,
  projectHeading: 'Project',
  projectHint:
    'A small file with settings, pins, names and which photo stands where. Of the pictures only what you choose is put into it.',
  projectWithTarget: 'Put the target into it',
  projectWithThumbnails: (size: number) => `Put thumbnails into it (about ${bytes(size)})`,
  giveFolder: 'Give their folder',
  giveFolderHint: 'Recent projects find it again by themselves',
  standInsNote:
    'Thumbnails that were kept with the project stand for its photos. Add their folder to have them whole; files may have other names now.',
  standInsSaved: (side: number) =>
    `Until the photos are added only thumbnails are here: files are made of tiles of at most ${number(side)} pixels.`,
  onlyThumbnail: 'Only the thumbnail of this photo is here. Add the folder of the photos to see it whole.',
  photosWanted: (side: number) =>
    `Only thumbnails of the photos are here, ${number(side)} pixels wide. Add the folder of the photos for larger tiles, or save with tiles of at most ${number(side)} px.`,
  saveProject: 'Save project',
  openProject: 'Open project',
  documentSaved: (name: string, size: number) => `“${name}” is saved (${bytes(size)}). Look in your downloads.`,
  projectUnreadable: unreadable,
  projectOpened: (name: string) => `“${name}” is open. Now add its photos.`,
  projectRestored: restored,
  awaiting: (name: string, photos: number, target: string | null) =>
    `“${name}” waits for its ${photosCounted(photos)}: add their folder again. Files may have other names now.${
      target === null ? '' : ` Its target is “${target}”.`
    }`,
  awaitingTarget: (name: string, target: string) => `“${name}” waits for its target, “${target}”.`,
  missingPhotos: (missing: number, photos: number) =>
    `${number(missing)} of its ${photosCounted(photos)} ${missing === 1 ? 'is' : 'are'} missing`,
  stopAwaiting: 'Go on without',
};
