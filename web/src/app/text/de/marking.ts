/** Bereiche des Motivs markieren. */
import { percentOf } from '../../numbers';
import type { marking as english } from '../en/marking';

export const marking: typeof english = {
  marking: 'Bereiche markieren',
  markFor: 'Wofür die Markierung ist',
  maskName: { finer: 'Hier kleinere Kacheln', only: 'Nur hier Kacheln' },
  maskHint: {
    finer: 'Übermale, was feiner werden soll, etwa ein Gesicht: Die Kacheln dort werden halb so breit.',
    only: 'Übermale, was aus Kacheln bestehen soll. Ringsum sind dann keine.',
  },
  maskSurface: { finer: 'Malen, wo Kacheln kleiner sind', only: 'Malen, wo Kacheln sind' },
  maskKeys:
    'Mit Tasten: Pfeile bewegen den Pinsel, mit Umschalt ein wenig; die Leertaste malt, beim Bewegen gehalten eine Linie; Plus und Minus ändern seine Größe.',
  brush: 'Pinsel',
  rubber: 'Radierer',
  brushSize: 'Pinselgröße',
  suggestMask: 'Vorschlagen',
  invertMask: 'Umkehren',
  clearMask: 'Leeren',
  markedNothing: {
    finer: 'Nichts ist markiert: Alle Kacheln sind gleich groß.',
    only: 'Nichts ist markiert: Kacheln sind überall.',
  },
  markedPart: (part: number) => `${percentOf(Math.max(1, 100 * part))} des Bildes sind markiert.`,
  nothingMarked:
    '„Nur hier Kacheln“ lässt kein Feld übrig: Von keinem ist mindestens die Hälfte markiert. Markiere mehr vom Motiv, oder leere die Markierung.',
  outside: 'Ringsum',
  outsideName: { target: 'Das Bild selbst', empty: 'Nichts' },
  finerRefused: 'Kleinere Kacheln vertragen sich nicht mit weichen Kanten oder versetzten Reihen.',
  allowFiner: 'Harte Kanten, gerade Reihen',
  refusedByFiner: 'Nicht, solange auf dem Motiv kleinere Kacheln markiert sind.',
  expectedFiner: 'Wo kleinere Kacheln markiert sind, werden aus einem Feld vier.',
  evenTiles: (size: string) => `Damit sie sich halbieren lassen, sind die Kacheln ${size} groß.`,
  maskStep: {
    finer: {
      paint: 'Feinere Felder markieren',
      rub: 'Feinere Felder ausradieren',
      suggest: 'Feinere Felder vorschlagen',
      clear: 'Keine feineren Felder',
      invert: 'Feinere Felder umkehren',
    },
    only: {
      paint: 'Markieren, wo Kacheln sind',
      rub: 'Kacheln ausradieren',
      suggest: 'Vorschlagen, wo Kacheln sind',
      clear: 'Kacheln überall',
      invert: 'Umkehren, wo Kacheln sind',
    },
  },
};
