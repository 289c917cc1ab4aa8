/**
 * How the mosaic is drawn, as it stands in its fields: a part of the settings. Nothing here can be typed wrong: parts
 * are slid, colours and tones chosen.
 *
 *   readStyle({ ...plainStyle, softEdges: 50 });   // { overlap: 0.5, … } for the engine
 */
import { plainMosaicStyle } from '../engine/defaults';
import type { MosaicStyle } from '../engine/types';

/** Parts are whole percents. */
export interface StyleSettings {
  readonly tone: MosaicStyle['tone'];
  readonly colourPull: number;
  readonly overlay: number;
  readonly softEdges: number;
  readonly gap: number;
  /** '#rrggbb'. */
  readonly background: string;
  readonly brick: boolean;
}

/** What is slid to in percent; cutOff is one of preparation.ts. */
export type PercentSetting = 'colourPull' | 'overlay' | 'softEdges' | 'gap' | 'cutOff';

/** The range of each part in percent, both ends included. */
export const percentRange: Record<PercentSetting, { readonly least: number; readonly most: number }> = {
  colourPull: { least: 0, most: 100 },
  overlay: { least: 0, most: 100 },
  softEdges: { least: 0, most: 100 },
  gap: { least: 0, most: 50 },
  cutOff: { least: 0, most: 50 },
};

/** Tiles as they are, side by side. Gaps have a quiet dark colour to begin with. */
export const plainStyle: StyleSettings = {
  tone: 'asIs',
  colourPull: 0,
  overlay: 0,
  softEdges: 0,
  gap: 0,
  background: '#20242a',
  brick: false,
};

/** What the engine is asked for; bricks are a matter of the grid. */
export function readStyle({ tone, colourPull, overlay, softEdges, gap, background }: StyleSettings): MosaicStyle {
  return {
    ...plainMosaicStyle,
    tone,
    colourPull: colourPull / 100,
    overlay: overlay / 100,
    overlap: softEdges / 100,
    gapWidth: gap / 100,
    // Where there is no gap its colour is seen in empty cells alone, which are white like paper.
    ...(gap > 0 ? { background: Number.parseInt(background.slice(1), 16) } : {}),
  };
}

export function sameStyle(a: MosaicStyle, b: MosaicStyle): boolean {
  const names = Object.keys(plainMosaicStyle) as (keyof MosaicStyle)[];
  return names.every((name) => a[name] === b[name]);
}

/** Whether the mosaic is drawn as if there were no style; the colour of gaps that are not there does not count. */
export const isPlain = (settings: StyleSettings): boolean =>
  !settings.brick && sameStyle(readStyle(settings), readStyle(plainStyle));
