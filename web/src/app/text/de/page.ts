/** Names, hints and headings of the page. */
import type { FailureCode } from '../../../engine/types';
import { bytes, counted, number } from '../../numbers';
import type { Unisolated } from '../../state';
import type { page as english } from '../en/page';
import { sentence } from '../sentence';
import { duplicatesCounted, filesCounted, photosCounted } from './counted';

const unisolatedBecause: Record<Unisolated, string> = {
  insecure: 'Mehrere Threads gehen nur auf einer Seite, die über https kommt',
  no_service_worker: 'Dieser Browser hat keine Service Worker, die es dafür hier braucht',
  refused: 'Dieser Browser ließ die Seite den Service Worker nicht einrichten, den es dafür braucht',
  slow: 'Der Service Worker, den es dafür braucht, war nicht rechtzeitig bereit; lade die Seite für volle Geschwindigkeit neu',
  still_not: 'Dieser Browser schirmt die Seite nicht ab, was es dafür braucht',
};

const skippedBecause: Record<FailureCode, string> = {
  unsupported: 'Kein Bild, das hier gelesen werden kann',
  corrupt: 'Beschädigt oder unvollständig',
  too_large: 'Zu groß',
  out_of_memory: 'Zu wenig Speicher',
  cancelled: 'Abgebrochen',
  invalid_argument: 'Nicht verwendbar',
  io: 'Nicht lesbar',
  stopped: 'Das Rechenwerk war stehen geblieben',
};

export const page: typeof english = {
  title: 'Tessera – Fotomosaike im Browser',
  product: 'Tessera',
  promise: 'Nichts wird hochgeladen: Deine Fotos bleiben auf diesem Gerät.',
  headline: 'Tausend Augenblicke, ein Bild.',
  introduction:
    'Zieh einen Ordner mit Fotos hierher und das Bild, das sie ergeben sollen. Tessera füllt jedes Feld mit dem Foto, das am besten passt.',
  sample: 'Mit Beispielbildern ausprobieren',
  dropHere: 'Einfach loslassen',
  dropExplained:
    'Ein Ordner oder mehrere Dateien werden zu Fotos. Ein einzelnes Bild wird zum Zielbild, wenn es noch keines gibt.',

  photosHeading: 'Fotos',
  photosCounted,
  photosLabel: 'Fotos',
  photosHint: 'Zieh einen Ordner oder viele Bilder hierher',
  folderLabel: 'Fotoordner',
  photosClear: 'Fotos entfernen',
  remembered: (photos, size) => `Gemerkte Fotos: ${number(photos)}, ${bytes(size)}`,
  rememberedHint:
    'Kleine Kopien, die dieser Browser auf diesem Gerät behält, damit dieselben Fotos beim nächsten Mal sofort da sind.',
  forget: 'Vergessen',
  samplesNote: 'Beispielbilder. Deine ersten eigenen Fotos ersetzen sie.',

  duplicatesOnce: (count) => `${duplicatesCounted(count)}, jedes Foto wird einmal verwendet`,
  duplicatesUsed: (count) => `${duplicatesCounted(count)}, verwendet wie alle anderen`,
  keepDuplicates: 'Auch Duplikate verwenden',
  keepDuplicatesHint: 'Wie oft ein Foto vorkommt und wie weit von sich selbst, wird samt seinen Duplikaten gezählt.',
  duplicatesList: 'Duplikate in Paaren',
  duplicatesMore: (next, rest) => `${number(next)} weitere von ${number(rest)} zeigen`,
  duplicateUsed: 'Verwendet',
  duplicateUsedToo: 'Auch verwendet',
  duplicateLeftOut: 'Ausgelassen',
  duplicateReason: {
    same_bytes: 'Dieselbe Datei, Byte für Byte',
    same_picture: 'Dasselbe Bild, neu gespeichert oder anders groß',
  },

  targetHeading: 'Ziel',
  targetLabel: 'Zielbild',
  targetHint: 'Zieh das Bild hierher, das das Mosaik zeigen soll',
  targetWaits: (name) => `„${name}“ kommt als Nächstes`,
  targetSize: (width, height) => `${number(width)} × ${number(height)} px`,

  settingsHeading: 'Einstellungen',
  cellsAcross: 'Felder nebeneinander',
  cellsAcrossHint: 'Mehr Felder zeigen das Ziel feiner, weniger zeigen die Fotos größer.',
  tileSize: 'Kachelgröße',
  tileSizeHint:
    'Breite jedes Fotos in der gespeicherten Datei. Größere Kacheln kann man von Nahem ansehen; die Datei wird größer.',
  settingUnit: {
    cellsAcross: '',
    tileSize: 'px',
    shapeAcross: '',
    shapeDown: '',
    maxUses: 'mal',
    minDistance: 'Felder',
  },
  matching: 'Zuordnung',
  matchingNearest: 'Wiederholungen erlaubt',
  matchingGreedy: 'Jedes Foto einmal',
  matchingOptimal: 'Jedes Foto einmal, bestmöglich',
  matchingHint: {
    nearest: 'Jedes Feld bekommt das Foto, das am besten passt, so oft es eben vorkommt.',
    greedy: 'Kein Foto kommt zweimal vor. Gibt es mehr Felder als Fotos, dann keines öfter als nötig.',
    optimal:
      'Wie „Jedes Foto einmal“, und keine andere Verteilung kommt dem Ziel im Ganzen näher: Das ist nachgewiesen. Dauert länger; wenn es nah genug ist, kannst du es beenden.',
  },
  maxUses: 'Jedes höchstens',
  maxUsesHint: 'Wie oft ein Foto vorkommen darf. Seltener: mehr Abwechslung, weniger Ähnlichkeit. Leer: beliebig oft.',
  minDistance: 'Abstand bei Wiederholung',
  minDistanceHint: 'So weit stehen gleiche Fotos mindestens auseinander. Leer: Sie dürfen Nachbarn sein.',
  expected: (columns, rows, width, height) =>
    `${number(columns)} × ${number(rows)} Felder, eine Datei von etwa ${number(width)} × ${number(height)} px`,
  veryLarge: (megapixels) =>
    `Das ist sehr groß: ${number(megapixels)} Megapixel. Es dauert lange, und die meisten Programme können es nicht öffnen. Mit weniger Feldern oder kleineren Kacheln wird es kleiner.`,

  make: 'Mosaik erstellen',
  saveHeading: 'Speichern',
  format: 'Format',
  formatName: { png: 'PNG', jpeg: 'JPEG', webpage: 'Webseite (ZIP)', deepzoom: 'Zum Zoomen (Deep Zoom)' },
  formatHint: {
    png: 'Jedes Pixel, wie es ist. Richtig, wenn du unsicher bist.',
    jpeg: 'Kleiner und etwas weniger genau. Was die meisten Druckereien möchten.',
    webpage:
      'Ein Ordner in einem ZIP-Archiv: öffne seine index.html, oder lege ihn auf einen Webserver. Ein Klick auf ein Foto zeigt seinen Namen. Mit Kontaktabzug.',
    deepzoom: 'Ein ZIP-Archiv für einen Webserver: Betrachter wie OpenSeadragon zoomen hinein wie in eine Karte.',
  },
  quality: 'Qualität',
  qualityHint: '90 sieht aus wie das Original; 75 ist halb so groß.',
  dotsPerInch: 'Punkte pro Zoll',
  download: {
    png: 'PNG herunterladen',
    jpeg: 'JPEG herunterladen',
    webpage: 'ZIP herunterladen',
    deepzoom: 'ZIP herunterladen',
  },
  saveAs: 'Speichern unter …',
  saveAgain: (name) => `„${name}“ noch einmal speichern`,
  cancel: 'Abbrechen',
  settle: 'Dieses nehmen',
  progress: 'Fortschritt',
  monotony: { few: 'Wenige der Fotos sind zu sehen', one: 'Ein Foto füllt viel davon' },
  showMore: 'Mehr davon zeigen',
  outdated: 'Seit diesem Mosaik geändert',

  showWall: 'Fotowand',
  showMosaic: 'Bild',
  viewLabel: 'Ansicht',
  wallLabel: 'Wand der geladenen Fotos',
  wallHint: 'Klick auf ein Foto, um es ganz zu sehen und den Ausschnitt zu wählen, den Kacheln zeigen.',
  searchLabel: 'Nach Namen suchen',
  found: (found, count) =>
    `${number(found)} von ${photosCounted(count)}${found === 0 ? ': Kein Name enthält diese Buchstaben' : ''}`,
  photoOpening: 'Das Foto wird geöffnet …',
  photoUnopened: 'Ein Foto, das nicht da ist',
  close: 'Schließen',
  cropPosition: 'Ausschnitt, den Kacheln zeigen',
  cropSmart: 'Motiv suchen',
  cropMiddle: 'Mitte',
  cropWhole: 'Kacheln zeigen dieses Foto ganz.',
  mosaicLabel: 'Mosaik',

  bannedSummary: (count) => `${photosCounted(count)} nie verwendet`,
  useAgain: 'Wieder verwenden',
  skippedSummary: (count) => `${filesCounted(count)} übersprungen`,
  skippedBecause,
  photoTrouble: (detail) =>
    `Dieses Foto lässt sich nicht mehr öffnen. Das Vorschaubild bleibt; um einen anderen Ausschnitt zu wählen, füge die Datei noch einmal hinzu. (Im Einzelnen: ${sentence(detail)})`,

  updateReady: 'Es gibt eine neue Version.',
  updateLater: 'Später',
  updateTake: 'Neu laden',

  languageLabel: 'Sprache',
  themeLabel: 'Aussehen',
  themeName: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  threads: (threads) => counted(threads, 'Thread', 'Threads'),
  unisolated: (reason) => `Läuft auf einem Thread und darum etwas langsamer. ${unisolatedBecause[reason]}.`,
  engineStopped: () =>
    'Das Rechenwerk ist stehen geblieben, vielleicht aus Mangel an Speicher. Fotos, Zielbild und Einstellungen bleiben; schließ andere Tabs, bevor du es neu startest.',
  startAgain: 'Rechenwerk neu starten',
  engineFailed: (detail) =>
    `Tessera konnte nicht starten. Lade die Seite neu; wenn das nicht hilft, nimm eine aktuelle Version von Chrome, Edge, Firefox oder Safari. (Im Einzelnen: ${sentence(detail)})`,
};
