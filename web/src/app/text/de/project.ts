/** What the page says of projects that are put away and opened again. */

import type { Notice } from '../../notices';
import { bytes, number } from '../../numbers';
import type { ProjectFileTrouble } from '../../project_file';
import type { project as english } from '../en/project';
import { cellsCounted, photosCounted } from './counted';

const unreadable = (name: string, trouble: ProjectFileTrouble): string => {
  switch (trouble.kind) {
    case 'not_a_project':
      return `„${name}“ ist kein Tessera-Projekt. Wähle eine Datei, die „Projekt speichern“ geschrieben hat; ihr Name endet auf .tessera. Es wurde nichts geändert.`;
    case 'future':
      return `„${name}“ stammt von einer neueren Version von Tessera. Lade die Seite neu, um die aktuelle zu bekommen, und öffne die Datei dann noch einmal. Es wurde nichts geändert.`;
    case 'cut_off':
      return `„${name}“ ist abgeschnitten, das Ende fehlt. Kopiere die Datei neu oder lade sie noch einmal herunter. Es wurde nichts geändert.`;
    case 'damaged':
      return `„${name}“ ist beschädigt: Was bei „${trouble.place}“ steht, ergibt keinen Sinn. Versuch es mit einer anderen Kopie. Es wurde nichts geändert.`;
  }
};

const anewBecause = {
  target: 'Das Zielbild ist nicht das, für das es gemacht war; das Mosaik wird deshalb neu verteilt.',
  settings: 'Die Einstellungen sind jetzt andere; das Mosaik wird deshalb neu verteilt.',
} as const;

function restored({ name, missing, cells, anew }: Extract<Notice, { id: 'project_restored' }>): string {
  const lost = missing === 1 ? 'ein Foto davon fehlt' : `${photosCounted(missing)} davon fehlen`;
  const lostFirst = lost.charAt(0).toUpperCase() + lost.slice(1);
  if (anew) return `„${name}“ ist geöffnet. ${missing > 0 ? `${lostFirst}. ` : ''}${anewBecause[anew]}`;
  if (missing === 0) return `„${name}“ ist wieder da, wie es gespeichert war.`;
  return cells === 0
    ? `„${name}“ ist wieder da; ${lost}, im Mosaik kommt aber keines davon vor.`
    : `„${name}“ ist wieder da, aber ${lost}: ${cellsCounted(cells)} neu verteilt.`;
}

export const project: typeof english = {
  projectHeading: 'Projekt',
  projectHint:
    'Eine kleine Datei mit Einstellungen, angehefteten Fotos, Namen und welches Foto wo steht. Die Bilder selbst bleiben draußen.',
  projectWithTarget: 'Das Zielbild mit hineinlegen',
  saveProject: 'Projekt speichern',
  openProject: 'Projekt öffnen',
  projectSaved: (name, size) => `„${name}“ ist gespeichert (${bytes(size)}). Du findest es bei deinen Downloads.`,
  projectUnreadable: unreadable,
  projectOpened: (name) => `„${name}“ ist geöffnet. Jetzt fehlen noch die Fotos.`,
  projectRestored: restored,
  awaiting: (name, photos, target) =>
    `„${name}“ wartet auf seine Fotos (${number(photos)}): Füge ihren Ordner wieder hinzu. Die Dateien dürfen inzwischen anders heißen.${
      target === null ? '' : ` Das Zielbild heißt „${target}“.`
    }`,
  awaitingTarget: (name, target) => `„${name}“ wartet auf sein Zielbild „${target}“.`,
  missingPhotos: (missing, photos) => `${number(missing)} von ${photosCounted(photos)} fehlen`,
  stopAwaiting: 'Ohne weitermachen',
};
