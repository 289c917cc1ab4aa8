/** How a mosaic is to be saved: the settings as they stand in their fields, and what can be read of them. */
import type { ExportFormat, ExportOptions, Matching, MosaicFacts, MosaicOptions } from '../engine/types';
import { type MadeSize, type PrintSettings, planPrint } from './print_size';

export interface SaveSettings extends PrintSettings {
  readonly format: ExportFormat;
  readonly quality: string;
}

export const initialSaveSettings: SaveSettings = {
  format: 'png',
  quality: '90',
  sizing: 'made',
  side: 'width',
  length: '',
  dotsPerInch: '',
};

export const qualityRange = { least: 1, most: 100 } as const;

/** The quality of the field, or null for nonsense. */
export function readQuality(value: string): number | null {
  if (!/^\s*\d+\s*$/.test(value)) return null;
  const quality = Number(value);
  return quality >= qualityRange.least && quality <= qualityRange.most ? quality : null;
}

export const extensions: Record<ExportFormat, string> = { png: 'png', jpeg: 'jpg', deepzoom: 'zip', webpage: 'zip' };
export const mimeTypes: Record<ExportFormat, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  deepzoom: 'application/zip',
  webpage: 'application/zip',
};

/** A target's name without folders and ending. */
export const baseOf = (target: string): string => {
  const base = target
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim();
  return base === '' ? 'picture' : base;
};

/** A name for the saved file. */
export const fileNameFor = (target: string, format: ExportFormat): string =>
  `${baseOf(target)}-mosaic.${extensions[format]}`;

/** The ending of a project's file. */
export const projectSuffix = 'tessera';

/** A name for the file of a project. */
export const projectNameFor = (target: string): string => `${baseOf(target)}.${projectSuffix}`;

const methods: Record<Matching, string> = {
  nearest: 'repeats allowed',
  greedy: 'each photo once',
  optimal: 'each photo once, best possible',
};

/** What a mosaic was made with, and its size as it was made. */
interface Made {
  readonly options: MosaicOptions;
  readonly facts: MadeSize & Pick<MosaicFacts, 'blocks'>;
}

/** What the engine is asked for, or null while a field holds nonsense. */
export function readSaveSettings(settings: SaveSettings, target: string, made: Made): ExportOptions | null {
  // A PNG has no quality: what stands in that field does not matter then.
  const quality = settings.format === 'png' ? 90 : readQuality(settings.quality);
  const plan = planPrint(settings, made.facts);
  if (quality === null || plan === null) return null;
  return {
    format: settings.format,
    quality,
    tileWidth: plan.tileWidth,
    fullChroma: false,
    dotsPerInch: plan.dotsPerInch,
    small: false,
    title: baseOf(target),
    comment: `${made.options.cellsAcross} cells across, tiles of ${plan.tileWidth * made.facts.blocks} px, ${methods[made.options.matching]}`,
    files: [],
  };
}
