/** What the page says of projects that the browser keeps. */
import { moment } from '../../numbers';
import type { recent as english } from '../en/recent';
import { photosCounted } from './counted';

export const recent: typeof english = {
  recentHeading: 'Letzte Projekte',
  recentHint:
    'Nur in diesem Browser aufbewahrt, nichts wird hochgeladen. Die Fotos bleiben, wo sie sind: Füge nach dem Öffnen ihren Ordner hinzu, falls der Browser ihn nicht selbst findet.',
  recentFacts: (photos, time) => `${photosCounted(photos)}, ${moment(time)}`,
  openRecent: 'Öffnen',
  openRecentNamed: (name) => `Öffnen: ${name}`,
  forgetRecent: 'Vergessen',
  forgetRecentNamed: (name) => `Vergessen: ${name}`,
  forgetAllRecent: 'Alle Projekte vergessen',
};
