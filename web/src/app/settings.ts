/** The settings of a mosaic as they stand in their fields, and what can be read of them. */
import type { Likeness, Matching, MosaicOptions } from '../engine/types';
import { type CellShape, tileHeight } from './cell_shape';
import { type PreparationSettings, type PreparationStep, readPreparation, unprepared } from './preparation';
import { isPlain, plainStyle, type StyleSettings } from './style';
import { sameMask } from './target_mask';

/** The settings as they stand in their fields, which may hold nonsense while somebody types. */
export interface Settings extends StyleSettings, PreparationSettings {
  readonly cellsAcross: string;
  readonly tileSize: string;
  readonly cellShape: CellShape;
  /** Of a shape of one's own: its sides, of which only their ratio counts. */
  readonly shapeAcross: string;
  readonly shapeDown: string;
  readonly matching: Matching;
  /** Use photos that show the same as another one, too. */
  readonly keepDuplicates: boolean;
  /** How often a photo may be used where repeats are allowed, and how far apart; empty: as it comes. */
  readonly maxUses: string;
  readonly minDistance: string;
  /** What of a photo is compared with a cell: its colour, how colours lie in it, or every detail. */
  readonly likeness: LikenessSetting;
  /** Lightness alone. */
  readonly grey: boolean;
  /** How photos may also stand: mirrored, turned by quarters, in part. */
  readonly mirror: boolean;
  readonly turns: boolean;
  readonly parts: boolean;
  /** Cells of which the target shows less than half stay empty. */
  readonly transparentEmpty: boolean;
}

export type LikenessSetting = 'colour' | 'layout' | 'detail';
export type SwitchSetting = 'grey' | 'mirror' | 'turns' | 'parts' | 'transparentEmpty' | 'brick' | PreparationStep;

export type NumberSetting = 'cellsAcross' | 'tileSize' | 'shapeAcross' | 'shapeDown' | 'maxUses' | 'minDistance';

export const initialSettings: Settings = {
  ...plainStyle,
  ...unprepared,
  cellsAcross: '100',
  tileSize: '32',
  cellShape: 'square',
  shapeAcross: '5',
  shapeDown: '4',
  matching: 'nearest',
  keepDuplicates: false,
  maxUses: '',
  minDistance: '',
  likeness: 'colour',
  grey: false,
  mirror: false,
  turns: false,
  parts: false,
  transparentEmpty: false,
};

const descriptors: Record<LikenessSetting, Likeness['descriptor']> = {
  colour: 'mean',
  layout: 'grid3',
  detail: 'patch',
};

/** The range of each numeric setting, both ends included. */
export const settingRange = {
  cellsAcross: { least: 1, most: 2000 },
  tileSize: { least: 4, most: 512 },
  shapeAcross: { least: 1, most: 1000 },
  shapeDown: { least: 1, most: 1000 },
  maxUses: { least: 1, most: 1_000_000 },
  minDistance: { least: 1, most: 2000 },
} as const;

export type ReadSettings =
  | { readonly ok: true; readonly options: MosaicOptions }
  | { readonly ok: false; readonly setting: NumberSetting };

function readWhole(text: string, range: { readonly least: number; readonly most: number }): number | null {
  if (!/^\s*\d+\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= range.least && value <= range.most ? value : null;
}

/** A number, 0 for an empty field, or null for nonsense. */
const readLimit = (text: string, range: { readonly least: number; readonly most: number }): number | null =>
  text.trim() === '' ? 0 : readWhole(text, range);

/** The settings as numbers, or the first one that is not usable. */
export function readSettings(settings: Settings): ReadSettings {
  const cellsAcross = readWhole(settings.cellsAcross, settingRange.cellsAcross);
  if (cellsAcross === null) return { ok: false, setting: 'cellsAcross' };
  const tileSize = readWhole(settings.tileSize, settingRange.tileSize);
  if (tileSize === null) return { ok: false, setting: 'tileSize' };
  const shape = readShape(settings, tileSize);
  if (typeof shape === 'string') return { ok: false, setting: shape };
  const { matching, keepDuplicates } = settings;
  // "Once" is a limit of its own.
  const maxUses = matching === 'nearest' ? readLimit(settings.maxUses, settingRange.maxUses) : 0;
  if (maxUses === null) return { ok: false, setting: 'maxUses' };
  const minDistance = readLimit(settings.minDistance, settingRange.minDistance);
  if (minDistance === null) return { ok: false, setting: 'minDistance' };
  return {
    ok: true,
    options: {
      cellsAcross,
      tileSize,
      ...shape,
      matching,
      keepDuplicates,
      maxUses,
      minDistance,
      ...readLikeness(settings),
    },
  };
}

/** The height of tiles, unless they are square; or the setting that is not usable. */
function readShape(
  { cellShape, shapeAcross, shapeDown }: Settings,
  tileSize: number,
): Pick<MosaicOptions, 'tileHeight'> | 'shapeAcross' | 'shapeDown' {
  if (cellShape === 'square') return {};
  // What nobody sees is no trouble.
  const width = cellShape === 'own' ? readWhole(shapeAcross, settingRange.shapeAcross) : 1;
  if (width === null) return 'shapeAcross';
  const height = cellShape === 'own' ? readWhole(shapeDown, settingRange.shapeDown) : 1;
  if (height === null) return 'shapeDown';
  const pixels = tileHeight(tileSize, cellShape, { width, height });
  return pixels === null ? 'shapeDown' : { tileHeight: pixels };
}

/** What stands as it does at first is left out. */
function readLikeness(settings: Settings): Partial<MosaicOptions> {
  const { likeness, mirror, turns, parts, transparentEmpty, brick } = settings;
  // Of a photo that is shown without its colours only its lightness can be like the target's.
  const grey = settings.grey || settings.tone !== 'asIs' || settings.greyscale;
  const preparation = readPreparation(settings);
  return {
    ...(likeness !== 'colour' || grey ? { likeness: { descriptor: descriptors[likeness], structure, grey } } : {}),
    ...(mirror || turns || parts ? { variants: { mirror, turns, parts } } : {}),
    ...(preparation ? { preparation } : {}),
    ...(transparentEmpty ? { leaveTransparentEmpty: true } : {}),
    ...(brick ? { brick } : {}),
  };
}

/** Whether photos stand side by side just as they are. */
export const looksPlain = (settings: Settings): boolean => isPlain(settings) && readPreparation(settings) === null;

/** The settings with which they do. */
export const plainLook = (settings: Settings): Settings => ({ ...settings, ...plainStyle, ...unprepared });

/** How much the differences within a photo weigh beside its colour. */
const structure = 0.5;

export function sameOptions(a: MosaicOptions, b: MosaicOptions): boolean {
  const names = Object.keys({ ...a, ...b }) as (keyof MosaicOptions)[];
  return names.every((name) =>
    name === 'only' || name === 'finer'
      ? sameMask(a[name] ?? null, b[name] ?? null)
      : a[name] === b[name] || JSON.stringify(a[name]) === JSON.stringify(b[name]),
  );
}

/** Whether two sets of options come to the same mosaic. */
export const sameMosaic = (a: MosaicOptions, b: MosaicOptions, duplicates: number): boolean =>
  // Where there are none, it does not matter whether they are used.
  sameOptions(a, duplicates > 0 ? b : { ...b, keepDuplicates: a.keepDuplicates });

/** Pixels of a mosaic of so many whole tiles side by side; bricks take half a tile of it (core/mosaic/grid.h). */
export const widthOf = (columns: number, tileWidth: number, brick: boolean): number =>
  columns * tileWidth - (brick ? Math.floor(tileWidth / 2) : 0);

/** Cells and pixels that a mosaic of the target would have, as nearly as the page can say beforehand. With smaller tiles
 * in places the cells are those of the smaller ones. */
export function expectedSize(
  target: { readonly width: number; readonly height: number },
  options: MosaicOptions,
): { readonly columns: number; readonly rows: number; readonly width: number; readonly height: number } {
  const { cellsAcross: columns, tileSize, tileHeight = tileSize } = options;
  const width = widthOf(columns, tileSize, options.brick ?? false);
  const height = Math.max(1, Math.round((width * target.height) / target.width));
  const blocks = options.finer ? 2 : 1;
  return { columns: columns * blocks, rows: Math.ceil((height * blocks) / tileHeight), width, height };
}
