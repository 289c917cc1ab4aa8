/** What the page says of projects that are put away and opened again. */

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

function restored({ name, missing, cells, anew }: Extract<Notice, { id: 'project_restored' }>): string {
  const lost = `${photosCounted(missing)} of it ${missing === 1 ? 'is' : 'are'} missing`;
  if (anew) return `“${name}” is open. ${missing > 0 ? `${lost}. ` : ''}${anewBecause[anew]}`;
  if (missing === 0) return `“${name}” is here again as it was saved.`;
  return cells === 0
    ? `“${name}” is here again; ${lost}, but the mosaic did not show ${missing === 1 ? 'it' : 'them'}.`
    : `“${name}” is here again, but ${lost}: ${cellsCounted(cells)} matched anew.`;
}

export const project = {
  projectHeading: 'Project',
  projectHint: 'A small file with settings, pins, names and which photo stands where. The pictures stay out of it.',
  projectWithTarget: 'Put the target into it',
  saveProject: 'Save project',
  openProject: 'Open project',
  projectSaved: (name: string, size: number) => `“${name}” is saved (${bytes(size)}). Look in your downloads.`,
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
