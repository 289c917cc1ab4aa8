/** What the page says of projects that are put away and opened again. */

import type { TableTrouble } from '../../assignment_table';
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

function restored({ name, missing, cells, anew, standIns }: Extract<Notice, { id: 'project_restored' }>): string {
  const lost = missing === 1 ? 'ein Foto davon fehlt' : `${photosCounted(missing)} davon fehlen`;
  const lostFirst = lost.charAt(0).toUpperCase() + lost.slice(1);
  if (standIns && !anew) {
    return `„${name}“ ist wieder da, aus Vorschaubildern. Füge den Ordner seiner Fotos hinzu, um sie ganz zu sehen.`;
  }
  if (anew) return `„${name}“ ist geöffnet. ${missing > 0 ? `${lostFirst}. ` : ''}${anewBecause[anew]}`;
  if (missing === 0) return `„${name}“ ist wieder da, wie es gespeichert war.`;
  return cells === 0
    ? `„${name}“ ist wieder da; ${lost}, im Mosaik kommt aber keines davon vor.`
    : `„${name}“ ist wieder da, aber ${lost}: ${cellsCounted(cells)} neu verteilt.`;
}

function tableUnreadable(name: string, trouble: TableTrouble): string {
  const stays = 'Das Mosaik bleibt, wie es ist.';
  switch (trouble.kind) {
    case 'not_a_table':
      return `„${name}“ ist keine Tabelle eines Mosaiks. Wähle eine CSV-Datei, die mit „column,row,photo,variant“ beginnt. ${stays}`;
    case 'line':
      return `„${name}“ lässt sich nicht verwenden: Zeile ${number(trouble.line)} nennt nicht ein Feld, ein Foto und eine Variante, oder ein Feld zum zweiten Mal. ${stays}`;
    case 'photo':
      return `„${name}“ lässt sich nicht verwenden: Das Foto „${trouble.photo}“ in Zeile ${number(trouble.line)} ist nicht hier, oder zwei heißen so. ${stays}`;
    case 'grid':
      return `„${name}“ gehört zu einem Mosaik mit mehr Feldern: Zeile ${number(trouble.line)} liegt außerhalb der ${number(trouble.grid.columns)} × ${number(trouble.grid.rows)} hier. Stell so viele Felder nebeneinander ein, wie es hat. ${stays}`;
    case 'missing':
      return `„${name}“ ist unvollständig: Von diesem Mosaik fehlt darin etwas (${cellsCounted(trouble.cells)}). Stell so viele Felder nebeneinander ein, wie die Tabelle hat, oder nimm eine andere Kopie. ${stays}`;
  }
}

export const project: typeof english = {
  saveTable: 'Tabelle speichern (CSV)',
  openTable: 'Tabelle öffnen',
  tableUnreadable,
  tableOpened: (name) => `Das Mosaik ist, wie „${name}“ es sagt.`,
  projectHeading: 'Projekt',
  projectHint:
    'Eine kleine Datei mit Einstellungen, angehefteten Fotos, Namen und welches Foto wo steht. Von den Bildern kommt nur hinein, was du auswählst.',
  projectWithTarget: 'Das Zielbild mit hineinlegen',
  projectWithThumbnails: (size) => `Vorschaubilder mit hineinlegen (etwa ${bytes(size)})`,
  giveFolder: 'Ihren Ordner angeben',
  giveFolderHint: 'Letzte Projekte finden ihn dann selbst wieder',
  standInsNote:
    'Vorschaubilder, die mit dem Projekt aufbewahrt waren, stehen für seine Fotos. Füge deren Ordner hinzu, um sie ganz zu haben; die Dateien dürfen inzwischen anders heißen.',
  standInsSaved: (side) =>
    `Bis die Fotos hinzugefügt sind, gibt es nur Vorschaubilder: Dateien bekommen Kacheln von höchstens ${number(side)} Pixeln.`,
  onlyThumbnail: 'Von diesem Foto ist nur das Vorschaubild hier. Füge den Ordner der Fotos hinzu, um es ganz zu sehen.',
  photosWanted: (side) =>
    `Von den Fotos sind nur Vorschaubilder hier, ${number(side)} Pixel breit. Füge den Ordner der Fotos hinzu, um größere Kacheln zu bekommen, oder speichere mit Kacheln von höchstens ${number(side)} px.`,
  saveProject: 'Projekt speichern',
  openProject: 'Projekt öffnen',
  documentSaved: (name, size) => `„${name}“ ist gespeichert (${bytes(size)}). Du findest es bei deinen Downloads.`,
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
