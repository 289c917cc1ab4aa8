/** Was der Betrachter sagt: vom Näheransehen und von einer Kachel. */
import { counted, number } from '../../numbers';

export const viewer = {
  zoomLabel: 'Näher ansehen: Pfeiltasten bewegen, Plus und Minus zoomen, 0 zeigt alles, Enter wählt eine Kachel',
  viewerTools: 'Näher ansehen',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoomHome: 'Alles zeigen',
  zoomActual: 'Volle Größe',
  fullScreen: 'Vollbild',
  compare: 'Mit dem Ziel vergleichen',
  compareSplit: 'Links das Mosaik, rechts das Ziel',

  tilePanel: 'Kachel',
  tileAsShown: 'Wie es hier steht',
  tileChosen: (name: string, column: number, row: number) =>
    `${name}, Spalte ${number(column)}, Zeile ${number(row)}. Enter zeigt mehr, Escape führt zurück.`,
  tilePlace: (column: number, row: number, others: number) =>
    others === 0
      ? `Spalte ${number(column)}, Zeile ${number(row)}; nur hier verwendet.`
      : `Spalte ${number(column)}, Zeile ${number(row)}; und ${counted(others, 'weiterer Platz', 'weitere Plätze')}, im Bild umrandet.`,
  taken: (day: string) => `aufgenommen am ${day}`,
  fileOf: (day: string) => `Datei vom ${day}`,
  tilePin: 'Hier festhalten',
  tileUnpin: 'Loslassen',
  tileLess: 'Seltener verwenden',
  tileMore: 'Öfter verwenden',
  tileBan: 'Dieses Foto nie verwenden',
  tileOriginal: 'Original zeigen',
  tileOwnLimit: (uses: number) => `An höchstens ${counted(uses, 'Platz', 'Plätzen')}.`,
  tileNoLimit: 'So oft wie andere',
  tileOffers: 'Gegen eines tauschen, das auch passt',
  tileSwap: (name: string) => `${name} hierher setzen`,
};
