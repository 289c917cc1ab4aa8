/** Wie das Zielbild gezeigt wird. */
import type { adjusting as english } from '../en/adjusting';

export const adjusting: typeof english = {
  adjust: 'Zuschneiden, drehen, aufhellen',
  cropLabel: 'Ausschnitt',
  cropKeys:
    'Zieh den Rahmen oder seine Ecken. Mit Tasten: Pfeile verschieben ihn, mit Umschalt ändern sie seine Größe.',
  wholePicture: 'Ganzes Bild',
  turnLeft: 'Nach links drehen',
  turnRight: 'Nach rechts drehen',
  levelName: { brightness: 'Helligkeit', contrast: 'Kontrast', saturation: 'Sättigung' },
  asItIs: 'Zeigen, wie es ist',
  adjustStep: {
    crop: 'Zuschneiden',
    whole: 'Das ganze Bild zeigen',
    turn: 'Drehen',
    reset: 'Das Bild zeigen, wie es ist',
    brightness: 'Helligkeit',
    contrast: 'Kontrast',
    saturation: 'Sättigung',
  },
};
