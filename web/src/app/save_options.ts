/** How a mosaic is to be saved: the settings as they stand in their fields, and what can be read of them. */
import type { ExportFormat, ExportOptions, Matching, MosaicOptions } from '../engine/types';

export interface SaveSettings {
  readonly format: ExportFormat;
  readonly quality: string;
  /** Dots per inch; empty: the file says nothing of it. */
  readonly dotsPerInch: string;
}

export const initialSaveSettings: SaveSettings = { format: 'png', quality: '90', dotsPerInch: '' };

export const saveRange = {
  quality: { least: 1, most: 100 },
  dotsPerInch: { least: 1, most: 2400 },
} as const;

export type SaveNumber = keyof typeof saveRange;

/** The field's number, or null where it is none in its range. */
export function readSaveNumber(name: SaveNumber, value: string): number | null {
  if (name === 'dotsPerInch' && value.trim() === '') return 0;
  if (!/^\s*\d+\s*$/.test(value)) return null;
  const number = Number(value);
  const { least, most } = saveRange[name];
  return number >= least && number <= most ? number : null;
}

export const extensions: Record<ExportFormat, string> = { png: 'png', jpeg: 'jpg', deepzoom: 'zip' };
export const mimeTypes: Record<ExportFormat, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  deepzoom: 'application/zip',
};

const baseOf = (target: string): string => {
  const base = target
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim();
  return base === '' ? 'picture' : base;
};

/** A name for the saved file. */
export const fileNameFor = (target: string, format: ExportFormat): string =>
  `${baseOf(target)}-mosaic.${extensions[format]}`;

const methods: Record<Matching, string> = {
  nearest: 'repeats allowed',
  greedy: 'each photo once',
  optimal: 'each photo once, best possible',
};

/** What the engine is asked for, or null while a field holds nonsense. */
export function readSaveSettings(settings: SaveSettings, target: string, made: MosaicOptions): ExportOptions | null {
  // A PNG has no quality: what stands in that field does not matter then.
  const quality = settings.format === 'png' ? 90 : readSaveNumber('quality', settings.quality);
  const dotsPerInch = readSaveNumber('dotsPerInch', settings.dotsPerInch);
  if (quality === null || dotsPerInch === null) return null;
  return {
    format: settings.format,
    quality,
    fullChroma: false,
    dotsPerInch,
    small: false,
    title: baseOf(target),
    comment: `${made.cellsAcross} cells across, tiles of ${made.tileSize} px, ${methods[made.matching]}`,
  };
}

const centimetresAnInch = 2.54;

/** The size on paper in centimetres; null where no dots per inch are said. */
export function printedSize(
  pixels: { readonly width: number; readonly height: number },
  dotsPerInch: number,
): { readonly width: number; readonly height: number } | null {
  if (dotsPerInch <= 0) return null;
  const centimetres = (side: number): number => (side / dotsPerInch) * centimetresAnInch;
  return { width: centimetres(pixels.width), height: centimetres(pixels.height) };
}
