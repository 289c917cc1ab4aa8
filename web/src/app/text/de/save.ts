/** What the page says of saving, in German. */
import { bytes, number, oneDigit } from '../../numbers';
import type { save as english } from '../en/save';

export const save: typeof english = {
  sizing: 'Größe',
  sizingName: { made: 'Wie erstellt', cm: 'Zentimeter', inch: 'Zoll', px: 'Pixel' },
  sizingHint: {
    made: 'Mit Kacheln wie in den Einstellungen.',
    cm: 'Für Papier. Die andere Seite ergibt sich: Das Mosaik behält seine Form.',
    inch: 'Für Papier. Die andere Seite ergibt sich: Das Mosaik behält seine Form.',
    px: 'Gerundet, damit Kacheln ganze Pixel haben. Die andere Seite ergibt sich.',
  },
  sizingUnit: { made: '', cm: 'cm', inch: '″', px: 'px' },
  printSide: { width: 'Breite', height: 'Höhe' },
  badLength: (label, least, most) => `${label} muss eine Zahl von ${oneDigit(least)} bis ${number(most)} sein.`,
  dotsNeeded:
    'Eine Größe auf Papier braucht Punkte pro Zoll, von 1 bis 2.400. Druckereien verlangen meist 200 bis 300.',
  exactDots: (dots) =>
    `Kacheln haben ganze Pixel, darum nennt die Datei ${oneDigit(dots)}: Auf Papier hat sie genau diese Größe.`,
  allSharp: (photos) =>
    photos === 1
      ? 'Das Foto darin ist in dieser Größe scharf.'
      : `Alle ${number(photos)} Fotos darin sind in dieser Größe scharf.`,
  someSharp: (sharp, photos) =>
    `${number(sharp)} von ${number(photos)} Fotos sind in dieser Größe scharf; ${number(photos - sharp)} ${
      photos - sharp === 1 ? 'ist kleiner als seine Kacheln und wird' : 'sind kleiner als ihre Kacheln und werden'
    } vergrößert.`,
  allSharpUpTo: (size) => `Alle sind scharf bis ${size}.`,
  sideLimit: {
    png: (most) => `Ein PNG hat hier höchstens ${number(most)} Pixel je Seite: Wähle eine kleinere Größe.`,
    jpeg: (most) =>
      `Ein JPEG hat höchstens ${number(most)} Pixel je Seite: Speichere es als PNG oder wähle eine kleinere Größe.`,
    webpage: (most) => `Höchstens ${number(most)} Pixel je Seite lassen sich schreiben: Wähle eine kleinere Größe.`,
    deepzoom: (most) => `Höchstens ${number(most)} Pixel je Seite lassen sich schreiben: Wähle eine kleinere Größe.`,
  },
  saveVideo: 'Video speichern',
  videoHint: (seconds, width, height) =>
    `Vom Ganzen bis zu einer Kachel, der ausgewählten oder sonst der mittleren: ${number(seconds)} s, ${number(width)} × ${number(height)} px.`,
  noVideo:
    'Ein Video vom Ganzen bis zu einer Kachel gibt es hier nicht: Diesem Browser fehlt ein Encoder dafür. Aktuelle Versionen von Chrome, Edge, Firefox und Safari auf einem Computer haben einen.',
  memoryLimit: (needed, limit) =>
    `Die Fotos brauchen in dieser Größe ${bytes(needed)} Speicher, und dieser Tab kann ${bytes(limit)} haben: Wähle eine kleinere Größe oder mache das Mosaik aus weniger Fotos.`,
  storageLimit: (room, canChooseFile) =>
    `Der Browser hat nur für ${bytes(room)} an Dateien dieser Seite Platz: ${
      canChooseFile ? '„Speichern unter …“ schreibt selbst auf die Platte.' : 'Wähle eine kleinere Größe oder JPEG.'
    }`,
};
