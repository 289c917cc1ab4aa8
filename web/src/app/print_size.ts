/**
 * How large a mosaic becomes in its file: as it was made, or in centimetres, inches or pixels. Tiles keep whole
 * pixels: the size on paper is met exactly, by dots that are a little smaller or larger than asked for.
 */

import { widthOf } from './settings';

/** What a size is given in; 'made': as the mosaic was made. */
export type Sizing = 'made' | 'cm' | 'inch' | 'px';

export interface PrintSettings {
  readonly sizing: Sizing;
  /** The side that was typed; the other one follows from the mosaic's shape. */
  readonly side: 'width' | 'height';
  /** Its length in the unit of `sizing`, as it stands in its field. */
  readonly length: string;
  /** Dots per inch; empty: the file says nothing of it, which sizes on paper do not allow. */
  readonly dotsPerInch: string;
}

/** The mosaic as it was made, in pixels. */
export interface MadeSize {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly brick: boolean;
}

export interface PrintPlan {
  /** Pixels from a tile's left to its right edge. */
  readonly tileWidth: number;
  /** Pixels of the file; the height may be off by one until the engine says it. */
  readonly width: number;
  readonly height: number;
  /** What the file says; 0: nothing. */
  readonly dotsPerInch: number;
}

const centimetresAnInch = 2.54;

export const lengthRange = {
  cm: { least: 0.5, most: 5000 },
  inch: { least: 0.2, most: 2000 },
  px: { least: 1, most: 1_048_576 },
} as const;

export const dotsRange = { least: 1, most: 2400 } as const;
/** What most print shops ask for. */
const usualDots = 200;

const within = (value: number, { least, most }: { readonly least: number; readonly most: number }): number | null =>
  value >= least && value <= most ? value : null;

/** The dots per inch of the field, 0 where it may be empty and is, or null for nonsense. */
export function readDots({ sizing, dotsPerInch }: PrintSettings): number | null {
  const onPaper = sizing === 'cm' || sizing === 'inch';
  if (dotsPerInch.trim() === '') return onPaper ? null : 0;
  return /^\s*\d+\s*$/.test(dotsPerInch) ? within(Number(dotsPerInch), dotsRange) : null;
}

/** The length of the field in its unit, or null for nonsense. Not to be asked of a mosaic as it was made. */
export function readLength({ sizing, length }: PrintSettings): number | null {
  if (sizing === 'made' || !/^\s*\d+([.,]\d*)?\s*$/.test(length)) return null;
  const value = Number(length.replace(',', '.'));
  return sizing === 'px' && !Number.isInteger(value) ? null : within(value, lengthRange[sizing]);
}

const pixelsIn = (length: number, sizing: Sizing, dots: number): number => {
  if (sizing === 'cm') return (length / centimetresAnInch) * dots;
  return sizing === 'inch' ? length * dots : length;
};

/** A side of so many pixels in the unit of a size. */
const lengthOf = (pixels: number, sizing: Sizing, dots: number): number => {
  if (sizing === 'cm') return (pixels / dots) * centimetresAnInch;
  return sizing === 'inch' ? pixels / dots : pixels;
};

/** Half of a tile is cut off where rows are offset like bricks. */
const tilesAcross = ({ columns, brick }: MadeSize): number => columns - (brick ? 0.5 : 0);

const atTileWidth = (made: MadeSize, tileWidth: number): Pick<PrintPlan, 'tileWidth' | 'width' | 'height'> => {
  const width = widthOf(made.columns, tileWidth, made.brick);
  return { tileWidth, width, height: Math.max(1, Math.round((made.height * width) / made.width)) };
};

/** What the file will be, or null while a field holds nonsense. */
export function planPrint(settings: PrintSettings, made: MadeSize): PrintPlan | null {
  const dots = readDots(settings);
  if (dots === null) return null;
  const { sizing, side } = settings;
  if (sizing === 'made') return { ...atTileWidth(made, Math.round(made.width / tilesAcross(made))), dotsPerInch: dots };
  const length = readLength(settings);
  if (length === null) return null;
  const wanted = (pixelsIn(length, sizing, dots) * made.width) / made[side];
  const plan = atTileWidth(made, Math.max(1, Math.round(wanted / tilesAcross(made))));
  // A size on paper is kept: the dots give way.
  return { ...plan, dotsPerInch: sizing === 'px' ? dots : (dots * plan.width) / wanted };
}

/** The size on paper in centimetres; null where no dots per inch are said. */
export function printedSize(
  pixels: { readonly width: number; readonly height: number },
  dotsPerInch: number,
): { readonly width: number; readonly height: number } | null {
  if (dotsPerInch <= 0) return null;
  return { width: lengthOf(pixels.width, 'cm', dotsPerInch), height: lengthOf(pixels.height, 'cm', dotsPerInch) };
}

/** As a field holds it: a tenth of a centimetre, a hundredth of an inch, a pixel. */
function written(length: number, sizing: Sizing): string {
  const digits = sizing === 'inch' ? 2 : sizing === 'cm' ? 1 : 0;
  return String(Number(length.toFixed(digits)));
}

/** What stands in the field of a side: what was typed, or what follows from the other. */
export function shownLength(settings: PrintSettings, made: MadeSize, side: 'width' | 'height'): string {
  if (side === settings.side) return settings.length;
  const length = readLength(settings);
  return length === null ? '' : written((length * made[side]) / made[settings.side], settings.sizing);
}

/** The settings for the same size in another unit. */
export function inUnit(settings: PrintSettings, made: MadeSize, sizing: Sizing): Partial<PrintSettings> {
  if (sizing === 'made') return { sizing };
  const { width } = planPrint(settings, made) ?? made;
  const dots = readDots({ ...settings, sizing }) ?? usualDots;
  const length = written(lengthOf(width, sizing, dots), sizing);
  return { sizing, side: 'width', length, ...(sizing === 'px' ? {} : { dotsPerInch: String(dots) }) };
}
