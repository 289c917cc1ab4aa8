/** Options to begin with: `{ ...defaultMosaicOptions, cellsAcross: 60 }`. */
import type { ExportOptions, MosaicOptions, MosaicStyle, Preparation, TargetAdjustment } from './types';

/** Side of the thumbnails that stay in memory for each photo, in pixels. */
export const thumbnailSide = 64;

export const defaultMosaicOptions: MosaicOptions = {
  cellsAcross: 100,
  tileSize: 32,
  matching: 'nearest',
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
};

export const plainMosaicStyle: MosaicStyle = {
  overlap: 0,
  colourPull: 0,
  overlay: 0,
  tone: 'asIs',
  gapWidth: 0,
  background: 0xffffff,
};

/** Photos as they are. */
export const noPreparation: Preparation = { greyscale: false, autocontrast: null, equalise: false };

/** The target as it is. */
export const unadjustedTarget: TargetAdjustment = {
  quarterTurns: 0,
  crop: { x: 0, y: 0, width: 1, height: 1 },
  brightness: 0,
  contrast: 0,
  saturation: 0,
};

export const defaultExportOptions: ExportOptions = {
  format: 'png',
  quality: 90,
  tileWidth: 0,
  fullChroma: false,
  dotsPerInch: 0,
  small: false,
  title: '',
  comment: '',
  files: [],
};

/** What options are where a call does not say them. */
export const unsaidMosaicOptions = {
  likeness: { descriptor: 'mean', structure: 0.5, grey: false },
  variants: { mirror: false, turns: false, parts: false },
  preparation: noPreparation,
  pins: [],
  banned: [],
  photoLimits: [],
  leaveTransparentEmpty: false,
  brick: false,
  only: null,
  finer: null,
  outside: 'target',
} as const satisfies { readonly [Name in keyof MosaicOptions]?: MosaicOptions[Name] | null };
