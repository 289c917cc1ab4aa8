/** Weitere Einstellungen und Vorlagen. */
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

  reset: 'Zurücksetzen',
  presetLabel: 'Ausgehen von',
  presetName: {
    portrait: 'Porträt',
    print: 'Poster zum Drucken',
    once: 'Jedes Foto einmal',
    fast: 'Schneller Blick',
  },
  presetHint: {
    portrait: 'Für ein Gesicht: klare Kanten, gespiegelte Fotos, Abstand bei Wiederholung',
    print: 'Mehr Felder und größere Kacheln, um genau hinzusehen',
    once: 'So viele Felder, wie Fotos da sind, und für jedes der beste Platz',
    fast: 'Wenige Felder und kleine Kacheln: ein erster Eindruck',
  },
};
