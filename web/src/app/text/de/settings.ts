/** Weitere Einstellungen und Vorlagen. */
import { percentOf } from '../../numbers';

export const settings = {
  basics: 'Grundlegendes',
  likenessSection: 'Ähnlichkeit',
  variantsSection: 'Spiegeln, drehen, Ausschnitte',
  transparencySection: 'Durchsichtiges',

  likeness: 'Vergleichen nach',
  likenessName: { colour: 'Farbe', layout: 'Farbe und Aufteilung', detail: 'Jeder Einzelheit' },
  likenessHint: {
    colour: 'Die mittlere Farbe von Foto und Feld. Schnell, und von weitem ruhig.',
    layout: 'Auch danach, wo Foto und Feld hell und dunkel sind. Kanten werden klarer.',
    detail: 'Foto und Feld Punkt für Punkt. Die klarsten Kanten, bei vielen Fotos langsamer.',
  },
  grey: 'Nur Helligkeit',
  greyHint: 'Für ein Mosaik in Schwarzweiß: Farben zählen nicht.',
  mirror: 'Gespiegelt',
  mirrorHint: 'Ein Foto darf gespiegelt stehen, wo das besser passt. Schrift darin dann auch.',
  turns: 'Gedreht',
  turnsHint: 'Ein Foto darf auf der Seite oder auf dem Kopf stehen.',
  parts: 'Ausschnitte',
  partsHint: 'Ein Teil eines Fotos darf für das Ganze stehen: mehr Auswahl, aber langsamer.',
  transparentEmpty: 'Durchsichtige Felder leer lassen',
  transparentEmptyHint:
    'Felder, von denen das Motiv weniger als die Hälfte zeigt, bleiben frei. Für ein Motiv ohne Hintergrund.',

  colourSection: 'Farbe',
  tone: 'Kacheln in',
  toneName: { asIs: 'Eigenen Farben', grey: 'Graustufen', sepia: 'Sepia' },
  toneHint: {
    asIs: 'Jede Kachel hat die Farben ihres Fotos.',
    grey: 'Alle Kacheln in Schwarzweiß; nur die Helligkeit wird verglichen.',
    sepia: 'Alle Kacheln im Braun alter Abzüge; nur die Helligkeit wird verglichen.',
  },
  percentOf,
  colourPull: 'An das Motiv angleichen',
  colourPullHint: 'Tönt jede Kachel, damit ihre mittlere Farbe der ihrer Stelle näher kommt. Hilft bei wenigen Fotos.',
  overlay: 'Motiv darüberlegen',
  overlayHint: 'Das Motiv scheint durch alle Kacheln. Ein wenig schärft ein Gesicht und fällt kaum auf.',

  shapeSection: 'Form und Kanten',
  softEdges: 'Weiche Kanten',
  softEdgesHint: 'Kacheln werden größer als ihre Felder und gehen ineinander über.',
  gap: 'Fugen',
  gapHint: 'Linien zwischen den Kacheln, so breit wie dieser Teil einer Kachel.',
  background: 'Farbe der Fugen',
  backgroundHint: 'Zu sehen, wo Fugen sind.',
  brick: 'Versetzt wie Ziegel',
  brickHint: 'Jede zweite Reihe beginnt eine halbe Kachel früher.',
  backToPlain: 'Wieder schlicht',

  reset: 'Zurücksetzen',
  presetLabel: 'Ausgehen von',
  presetName: {
    portrait: 'Porträt',
    print: 'Poster zum Drucken',
    once: 'Jedes Foto einmal',
    fast: 'Schneller Blick',
  },
  presetHint: {
    portrait:
      'Für ein Gesicht: klare Kanten, dort kleinere Kacheln, gespiegelte und sanft getönte Fotos, Abstand bei Wiederholung',
    print: 'Mehr Felder und größere Kacheln, um genau hinzusehen',
    once: 'So viele Felder, wie Fotos da sind, und für jedes der beste Platz',
    fast: 'Wenige Felder und kleine Kacheln: ein erster Eindruck',
  },
};
