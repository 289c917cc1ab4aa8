/** What the page says of its work: the status line, progress, and what the saved file will be. */
import type { FailureCode } from '../../../engine/types';
import { bytes, counted, duration, number, oneDigit } from '../../numbers';
import type { WorkKind } from '../../work';
import type { messages as english } from '../en/messages';
import type { PlainNotice } from '../plain_notice';
import { cellsCounted, duplicatesCounted, filesCounted, photosCounted } from './counted';
import { marking } from './marking';
import { matching } from './matching';
import { project } from './project';

const working: Record<WorkKind, string> = {
  drawing: 'Beispielbilder werden gezeichnet',
  photos: 'Fotos werden geladen',
  target: 'Das Zielbild wird gelesen',
  match: 'Fotos werden auf die Felder verteilt',
  paint: 'Das Mosaik wird gemalt',
  export: 'Die Datei wird geschrieben',
};

const missing = (photos: boolean, target: boolean): string => {
  if (photos && target)
    return 'Zwei Dinge fehlen noch: Fotos und ein Zielbild, das sie ergeben sollen. Zieh sie hierher oder wähle sie aus.';
  if (photos) return 'Es fehlen noch Fotos. Zieh einen Ordner hierher oder wähle welche aus.';
  return target
    ? 'Es fehlt noch das Zielbild. Zieh das Bild hierher, das das Mosaik zeigen soll, oder wähle es aus.'
    : '';
};

const cancelled: Record<WorkKind, (photos: number) => string> = {
  drawing: () => 'Abgebrochen.',
  photos: (photos) =>
    photos > 0
      ? `Abgebrochen. Was bisher geladen ist, bleibt: ${photosCounted(photos)}.`
      : 'Abgebrochen, bevor ein Foto geladen war.',
  target: () => 'Abgebrochen. Das Zielbild ist unverändert.',
  match: () => 'Abgebrochen. Fotos und Zielbild bleiben.',
  paint: () => 'Abgebrochen. Fotos und Zielbild bleiben.',
  export: () => 'Abgebrochen. Es wurde keine Datei geschrieben, das Mosaik ist noch da.',
};

const failed: Record<WorkKind, string> = {
  drawing: 'Die Beispielbilder konnten nicht gezeichnet werden.',
  photos: 'Die Fotos konnten nicht geladen werden.',
  target: 'Das Zielbild konnte nicht gelesen werden.',
  match: 'Das Mosaik konnte nicht erstellt werden.',
  paint: 'Das Mosaik konnte nicht gemalt werden.',
  export: 'Die Datei konnte nicht geschrieben werden.',
};

const retry = 'Versuch es noch einmal; Fotos und Zielbild bleiben.';

const failureAdvice: Record<FailureCode, string> = {
  unsupported: `Diese Art von Datei kann hier nicht gelesen werden. ${retry}`,
  corrupt: `Eine Datei ist beschädigt oder unvollständig. ${retry}`,
  too_large: 'Es wäre zu groß. Nimm weniger Felder oder kleinere Kacheln.',
  out_of_memory:
    'Der Speicher reicht nicht. Schließ andere Tabs, oder nimm weniger Felder oder kleinere Kacheln, und versuch es noch einmal.',
  cancelled: `Es wurde abgebrochen. ${retry}`,
  invalid_argument: `Mit diesen Einstellungen geht es nicht. ${retry}`,
  io: `Eine Datei konnte nicht gelesen oder geschrieben werden. ${retry}`,
  stopped: `Das Rechenwerk war stehen geblieben. ${retry}`,
};

const targetAdvice: Record<FailureCode, string> = {
  unsupported:
    'Diese Art von Datei kann hier nicht gelesen werden. Speichere das Bild als JPEG oder PNG und wähle es noch einmal.',
  corrupt: 'Die Datei ist beschädigt oder unvollständig. Nimm eine andere Kopie davon.',
  too_large: 'Es ist zu groß. Nimm eine kleinere Fassung davon.',
  out_of_memory: 'Dafür reicht der Speicher nicht. Nimm eine kleinere Fassung davon.',
  cancelled: 'Es wurde abgebrochen.',
  invalid_argument: 'Wähle ein anderes Bild.',
  io: 'Die Datei konnte nicht gelesen werden. Sieh nach, ob sie noch da ist, und wähle sie noch einmal.',
  stopped: 'Das Rechenwerk war stehen geblieben. Wähle das Bild noch einmal.',
};

/** Names that fit into a line. */
const fewNames = 3;

function blurredText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const some = names.slice(0, fewNames).join(', ');
  const others = names.length > fewNames ? ` und ${number(names.length - fewNames)} weitere` : '';
  return ` ${counted(names.length, 'Foto ließ', 'Fotos ließen')} sich nicht noch einmal öffnen; die Kacheln davon sind weniger scharf: ${some}${others}.`;
}

/** The engine gives its reasons in English: what went wrong is said by its code, the reason stays as a detail. */
const reason = (detail: string): string => (detail.trim() === '' ? '' : ` (Im Einzelnen: „${detail.trim()}“)`);

function notice(notice: PlainNotice): string {
  switch (notice.id) {
    case 'nothing':
      return '';
    case 'photos_added': {
      const skipped =
        notice.skipped > 0 ? ` Nicht verwendbar: ${filesCounted(notice.skipped)}; die Liste sagt, warum.` : '';
      const rest = notice.duplicates > 0 ? ` ${duplicatesCounted(notice.duplicates)} gefunden.${skipped}` : skipped;
      return notice.added === notice.photos
        ? `${photosCounted(notice.photos)} bereit.${rest}`
        : `${photosCounted(notice.added)} hinzugefügt, insgesamt ${number(notice.photos)}.${rest}`;
    }
    case 'photos_full':
      return `Für mehr Fotos reicht der Speicher dieses Geräts nicht. ${photosCounted(notice.photos)} geladen und bereit, ${filesCounted(notice.leftOut)} ausgelassen. Um andere zu nehmen, entferne die Fotos und wähle weniger aus.`;
    case 'no_photo_usable':
      return notice.skipped === 0
        ? 'In diesem Ordner war keine Datei.'
        : `Nichts davon lässt sich als Foto verwenden (${filesCounted(notice.skipped)}). Die Liste sagt, warum.`;
    case 'looking':
      return 'Es wird nachgesehen, was angekommen ist …';
    case 'nothing_dropped':
      return 'Es ist keine Datei angekommen. Zieh einen Ordner oder Bilddateien von deinem Computer hierher.';
    case 'target_set':
      return `„${notice.name}“ ist das Zielbild.${notice.photos > 0 ? '' : ' Nun fehlen noch Fotos.'}`;
    case 'target_failed': {
      const kept = notice.kept === null ? '' : ` „${notice.kept}“ bleibt das Zielbild.`;
      return `„${notice.name}“ kann nicht das Zielbild sein. ${targetAdvice[notice.code]}${kept}`;
    }
    case 'missing':
      return missing(notice.photos, notice.target);
    case 'nothing_marked':
      return marking.nothingMarked;
    case 'made':
      return [
        `Mosaik erstellt: ${cellsCounted(notice.facts.cells)} aus ${photosCounted(notice.facts.distinct)}.`,
        ...matching.verdict(notice.facts, notice.options),
      ].join(' ');
    case 'cancelled':
      return cancelled[notice.kind](notice.photos);
    case 'failed':
      return `${failed[notice.kind]} ${notice.code ? failureAdvice[notice.code] : retry}${reason(notice.detail)}`;
    case 'saved':
      return `„${notice.name}“ ist fertig (${bytes(notice.bytes)}) und liegt bei deinen Downloads.${blurredText(notice.blurred)}`;
    case 'saved_as':
      return `„${notice.name}“ ist geschrieben (${bytes(notice.bytes)}).${blurredText(notice.blurred)}`;
    case 'bad_saving':
      return 'Qualität, Größe oder Punkte pro Zoll ist keine brauchbare Zahl. Sieh die Hinweise daneben.';
    case 'cleared':
      return 'Alle Fotos sind entfernt.';
    case 'table_unreadable':
      return project.tableUnreadable(notice.name, notice.trouble);
    case 'table_opened':
      return project.tableOpened(notice.name);
    case 'document_saved':
      return project.documentSaved(notice.name, notice.bytes);
    case 'project_unreadable':
      return project.projectUnreadable(notice.name, notice.trouble);
    case 'project_opened':
      return project.projectOpened(notice.name);
    case 'project_restored':
      return project.projectRestored(notice);
    case 'photos_wanted':
      return project.photosWanted(notice.side);
    case 'forgotten':
      return 'Es ist nichts mehr gemerkt. Die Fotos auf dieser Seite bleiben, bis du sie schließt.';
  }
}

export const messages: typeof english = {
  notice,
  working,
  starting: 'Es geht gleich los …',
  stopping: 'Wird angehalten …',
  photosDone: (done, total) => `${number(done)} von ${photosCounted(total)}`,
  picturesDone: (done, total) => `${number(done)} von ${counted(total, 'Bild', 'Bildern')}`,
  timeLeft: (seconds) => `noch etwa ${duration(seconds)}`,
  refused: (detail) =>
    `. So lässt sich die Datei nicht speichern. Nimm weniger Felder oder kleinere Kacheln.${reason(detail)}`,
  about: (amount) => `etwa ${amount}`,
  megapixels: (millions) => `${oneDigit(millions)} Megapixel`,
  onPaper: (width, height) => `${width} × ${height} cm auf Papier.`,
  dotsPerInchHint: 'Für Druckereien 200 bis 300. Für den Bildschirm leer lassen.',
  wholeNumberFrom: (label, least, most) =>
    `${label} muss eine ganze Zahl von ${number(least)} bis ${number(most)} sein.`,
  wholeNumberOrEmpty: (label, least, most) =>
    `„${label}“ muss eine ganze Zahl von ${number(least)} bis ${number(most)} sein, oder leer.`,
};
