/** Die Form der Felder. */
import type { cells as english } from '../en/cells';

export const cells: typeof english = {
  cellShape: 'Form der Felder',
  cellShapeName: {
    square: 'Quadratisch',
    '4:3': '4 : 3, quer',
    '3:4': '3 : 4, hoch',
    '3:2': '3 : 2, quer',
    '2:3': '2 : 3, hoch',
    '16:9': '16 : 9, quer',
    own: 'Eigene',
  },
  cellShapeHint: 'Von jedem Foto ist so viel zu sehen, wie in die Form passt. Nimm die deiner meisten Fotos.',
  shapeAcross: 'Form: Teile quer',
  shapeAcrossHint: 'So viele Teile quer auf so viele hoch: Nur das Verhältnis zählt.',
  shapeDown: 'Form: Teile hoch',
  shapeDownHint: 'Zum Beispiel 5 quer und 7 hoch, für Abzüge im Hochformat.',
  badShape: (name, least, most) =>
    `„${name}“ ist eine ganze Zahl von ${least} bis ${most}, und eine der beiden höchstens das Achtfache der anderen.`,
};
