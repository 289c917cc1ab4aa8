/** Was mit Fotos geschieht, bevor sie Kacheln werden. */
import type { Preparation } from '../../../engine/types';
import { percentOf } from '../../numbers';
import type { preparation as english } from '../en/preparation';

/** In Sätzen. */
function preparationOf({ greyscale, autocontrast, equalise }: Preparation): string {
  const sentences = [
    greyscale ? 'Die Fotos wurden schwarzweiß gemacht.' : '',
    autocontrast === null ? '' : `Ihr Kontrast wurde gestreckt, ohne ${percentOf(autocontrast)} an jedem Ende.`,
    equalise ? 'Ihre Helligkeiten wurden gleich häufig gemacht.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

export const preparation: typeof english = {
  preparationSection: 'Fotos vorbereiten',
  preparationHint:
    'Geschieht mit jedem Foto, in dieser Reihenfolge, bevor es verglichen und gemalt wird. Die Fotos selbst bleiben.',
  greyscale: 'Graustufen',
  greyscaleHint:
    'Macht Fotos zuerst schwarzweiß, damit der Kontrast der der Helligkeit ist. Nur sie wird dann verglichen.',
  autocontrast: 'Autokontrast',
  autocontrastHint: 'Streckt flaue Fotos von Schwarz bis Weiß, jede Farbe für sich: Auch ein Farbstich verschwindet.',
  cutOff: 'An jedem Ende weglassen',
  cutOffHint: 'So viel vom Dunkelsten und vom Hellsten wird schwarz und weiß. Mehr: stärkerer Kontrast.',
  equalise: 'Ausgleichen',
  equaliseHint:
    'Dunkles und Helles wird in jedem Foto gleich häufig: viel zu sehen, aber alle sind etwa gleich hell. Dann an das Motiv angleichen.',
  preparationSteps: 'Eines davon, Schritt für Schritt',
  asItIs: 'Wie es ist',
  orMirrored: 'oder gespiegelt',
  anotherPhoto: 'Anderes Foto',
  preparationOf,
};
