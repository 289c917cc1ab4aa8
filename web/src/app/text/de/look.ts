/** What the page says of how a mosaic is drawn. */
import type { MosaicStyle } from '../../../engine/types';
import { percentOf } from '../../numbers';
import type { look as english } from '../en/look';

/** In sentences; empty where tiles stand side by side as they are. */
function lookOf(style: MosaicStyle, brick: boolean): string {
  const part = (share: number): string => percentOf(100 * share);
  const sentences = [
    style.tone === 'grey'
      ? 'Alle Kacheln sind in Graustufen.'
      : style.tone === 'sepia'
        ? 'Alle Kacheln sind in Sepia.'
        : '',
    style.colourPull > 0 ? `Kacheln sind getönt: ${part(style.colourPull)} des Weges zu den Farben des Motivs.` : '',
    style.overlay > 0 ? `Das Motiv selbst liegt mit ${part(style.overlay)} darüber.` : '',
    style.overlap > 0 ? `Kacheln sind um ${part(style.overlap)} größer als ihre Felder und gehen ineinander über.` : '',
    style.gapWidth > 0 ? `Fugen nehmen ${part(style.gapWidth)} einer Kachel ein.` : '',
    brick ? 'Die Reihen sind wie Ziegel versetzt.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

export const look: typeof english = { lookOf };
