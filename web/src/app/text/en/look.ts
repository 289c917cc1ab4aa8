/** What the page says of how a mosaic is drawn. */
import type { MosaicStyle } from '../../../engine/types';
import { percentOf } from '../../numbers';

/** In sentences; empty where tiles stand side by side as they are. */
function lookOf(style: MosaicStyle, brick: boolean): string {
  const part = (share: number): string => percentOf(100 * share);
  const sentences = [
    style.tone === 'grey' ? 'All tiles are in greyscale.' : style.tone === 'sepia' ? 'All tiles are in sepia.' : '',
    style.colourPull > 0 ? `Tiles are tinted: ${part(style.colourPull)} of the way to the target’s colours.` : '',
    style.overlay > 0 ? `The target itself is laid over them at ${part(style.overlay)}.` : '',
    style.overlap > 0 ? `Tiles are ${part(style.overlap)} larger than their cells and fade into each other.` : '',
    style.gapWidth > 0 ? `Gaps take ${part(style.gapWidth)} of a tile.` : '',
    brick ? 'Rows are offset like bricks.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

export const look = { lookOf };
