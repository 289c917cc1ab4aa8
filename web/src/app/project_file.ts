/**
 * The project file: a project to be put away and gone on with, here or by the command line (`--project`). Its format
 * is described in core/cli/project_file.h.
 *
 *   const text = writeProjectFile(file);
 *   const read = readProjectFile(text);      // { ok: true, file }, or what is wrong with it
 */
import { unadjustedTarget } from '../engine/defaults';
import {
  type CropPosition,
  emptyCell,
  type Mask,
  type MosaicAssignment,
  type PhotoIdentity,
  type PhotoLimit,
  type TargetAdjustment,
} from '../engine/types';
import { fromBase64, toBase64 } from './base64';
import { cellShapes } from './cell_shape';
import { type MaskBits, packMask, unpackMask } from './mask_bits';
import type { CellGrid, Pin, Project } from './project';
import { extensions, type SaveSettings } from './save_options';
import { initialSettings, type Settings } from './settings';
import { percentRange } from './style';
import { type Masks, noMasks } from './target_mask';
import { type Sheet, sheetsFor } from './thumbnail_sheets';

/** The target of a project. */
export interface SavedTarget {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** The hash of its file. */
  readonly content: string;
  /** The file itself, where it was to be kept with the project. */
  readonly file: Uint8Array<ArrayBuffer> | null;
}

/** The mosaic as it stood. */
export interface SavedMosaic extends MosaicAssignment {
  readonly grid: CellGrid;
}

export interface ProjectFile {
  /** Its photos are numbered as in `photos`. */
  readonly project: Project;
  readonly photos: readonly PhotoIdentity[];
  readonly target: SavedTarget | null;
  readonly mosaic: SavedMosaic | null;
  /** How the mosaic was to be saved; null in files of before. */
  readonly saving: SaveSettings | null;
  /** Of all photos, where they were to be kept with the project. */
  readonly thumbnails: readonly Sheet[] | null;
}

/** No project at all; one of a later version of Tessera; one that lacks something, or has nonsense at `place`. */
export type ProjectFileTrouble =
  | { readonly kind: 'not_a_project' | 'future' | 'cut_off' }
  | { readonly kind: 'damaged'; readonly place: string };

export type ReadProjectFile =
  | { readonly ok: true; readonly file: ProjectFile }
  | { readonly ok: false; readonly trouble: ProjectFileTrouble };

const format = 'tessera project';
/** What a reader must know to make sense of the file. What may be ignored is added without counting it up. */
const version = 1;
/** A mask has no more pixels a side. */
const mostMaskSide = 4096;
/** How every project file begins, by which one that was cut off is known. */
const beginning = /^\s*\{\s*"format"\s*:\s*"tessera project"/;

export function writeProjectFile({ project, photos, target, mosaic, saving, thumbnails }: ProjectFile): string {
  const { settings, adjustment, masks, pins, banned, photoLimits } = project;
  return JSON.stringify({
    format,
    version,
    settings,
    adjustment,
    masks: { ...masks, finer: masks.finer && packMask(masks.finer), only: masks.only && packMask(masks.only) },
    pins: pins.map(({ grid, ...pin }) => ({ ...pin, ...grid })),
    banned,
    photoLimits,
    photos,
    target: target && { ...target, file: target.file && toBase64(target.file) },
    mosaic: mosaic && {
      ...mosaic.grid,
      photoOfCell: toBase64(new Uint8Array(mosaic.photoOfCell.buffer)),
      variantOfCell: toBase64(mosaic.variantOfCell),
      variantNames: mosaic.variantNames,
    },
    saving,
    thumbnails: thumbnails?.map(toBase64) ?? null,
  });
}

export function readProjectFile(text: string): ReadProjectFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, trouble: { kind: beginning.test(text) ? 'cut_off' : 'not_a_project' } };
  }
  if (!isRecord(json) || json.format !== format) return { ok: false, trouble: { kind: 'not_a_project' } };
  if (typeof json.version === 'number' && json.version > version) return { ok: false, trouble: { kind: 'future' } };
  try {
    return { ok: true, file: readFields(json) };
  } catch (error) {
    if (error instanceof Damage) return { ok: false, trouble: { kind: 'damaged', place: error.place } };
    throw error;
  }
}

/** What cannot be read, by its place in the file: "pins[3].cell". */
class Damage extends Error {
  constructor(readonly place: string) {
    super(`nonsense at ${place}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;
/** Makes sense of what stands at a place, or throws Damage. */
type Read<T> = (value: unknown, place: string) => T;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const record: Read<Fields> = (value, place) => {
  if (!isRecord(value)) throw new Damage(place);
  return value;
};

const string: Read<string> = (value, place) => {
  if (typeof value !== 'string') throw new Damage(place);
  return value;
};

const whole =
  (least: number, end = Number.MAX_SAFE_INTEGER): Read<number> =>
  (value, place) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) >= end) throw new Damage(place);
    return value as number;
  };

const part: Read<CropPosition> = (value, place) => {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw new Damage(place);
  return value;
};

const positivePart: Read<number> = (value, place) => {
  if (value === 0) throw new Damage(place);
  return part(value, place);
};

const bytes: Read<Uint8Array<ArrayBuffer>> = (value, place) => {
  const decoded = fromBase64(string(value, place));
  if (decoded === null) throw new Damage(place);
  return decoded;
};

const hash: Read<string> = (value, place) => {
  if (!/^[0-9a-f]{1,16}$/i.test(string(value, place))) throw new Damage(place);
  return value as string;
};

const oneOf =
  <T extends string>(words: readonly T[]): Read<T> =>
  (value, place) => {
    const word = words.find((one) => one === value);
    if (word === undefined) throw new Damage(place);
    return word;
  };

const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, place) =>
    value === null || value === undefined ? null : read(value, place);

const list =
  <T>(read: Read<T>): Read<T[]> =>
  (value, place) => {
    if (!Array.isArray(value)) throw new Damage(place);
    return value.map((one, index) => read(one, `${place}[${index}]`));
  };

/** Reads a field of a record that stands at a place. */
const field = <T>(fields: Fields, name: string, read: Read<T>, place = ''): T =>
  read(fields[name], place === '' ? name : `${place}.${name}`);

function readFields(json: Fields): ProjectFile {
  field(json, 'version', whole(1));
  const photos = field(json, 'photos', list(readPhoto));
  const photo = whole(0, photos.length);
  return {
    project: {
      settings: field(json, 'settings', readSettings),
      adjustment: field(json, 'adjustment', orNull(readAdjustment)) ?? unadjustedTarget,
      masks: field(json, 'masks', orNull(readMasks)) ?? noMasks,
      pins: field(json, 'pins', list(readPin(photo))),
      banned: field(json, 'banned', list(photo)),
      photoLimits: field(json, 'photoLimits', list(readLimit(photo))),
    },
    photos,
    target: field(json, 'target', orNull(readTarget)),
    mosaic: field(json, 'mosaic', orNull(readMosaic(photos.length))),
    saving: field(json, 'saving', orNull(readSaving)),
    thumbnails: field(json, 'thumbnails', orNull(readSheets(photos.length))),
  };
}

/** The words that a setting may have. One that is added to Settings is missed here when this is compiled. */
type Choices = {
  readonly [Name in keyof Settings as Settings[Name] extends string
    ? string extends Settings[Name]
      ? never
      : Name
    : never]: readonly Settings[Name][];
};
const choices: Choices = {
  matching: ['nearest', 'greedy', 'optimal'],
  likeness: ['colour', 'layout', 'detail'],
  tone: ['asIs', 'grey', 'sepia'],
  cellShape: cellShapes,
};

/** Whether what cannot be typed wrong is as the page's controls give it; fields that are typed say it themselves. */
function isUsable(name: string, setting: unknown): boolean {
  if (name === 'background') return typeof setting === 'string' && /^#[0-9a-f]{6}$/i.test(setting);
  const range = Object.entries(percentRange).find(([percent]) => percent === name)?.[1];
  if (range === undefined) return true;
  return Number.isInteger(setting) && (setting as number) >= range.least && (setting as number) <= range.most;
}

/** Settings that the file does not know are as they are at first; those that only it knows are left out. */
const readSettings: Read<Settings> = (value, place) => {
  const fields = record(value, place);
  const given = Object.entries(initialSettings).map(([name, unsaid]) => {
    const setting = fields[name] ?? unsaid;
    const words: readonly unknown[] | undefined = choices[name as keyof Choices];
    const bad = typeof setting !== typeof unsaid || words?.includes(setting) === false || !isUsable(name, setting);
    if (bad) throw new Damage(`${place}.${name}`);
    return [name, setting];
  });
  return Object.fromEntries(given) as Settings;
};

const readAdjustment: Read<TargetAdjustment> = (value, place) => {
  const fields = record(value, place);
  const crop = field(fields, 'crop', record, place);
  const cropPlace = `${place}.crop`;
  const level = whole(-100, 101);
  return {
    quarterTurns: field(fields, 'quarterTurns', whole(0, 4), place),
    crop: {
      x: field(crop, 'x', part, cropPlace),
      y: field(crop, 'y', part, cropPlace),
      width: field(crop, 'width', positivePart, cropPlace),
      height: field(crop, 'height', positivePart, cropPlace),
    },
    brightness: field(fields, 'brightness', level, place),
    contrast: field(fields, 'contrast', level, place),
    saturation: field(fields, 'saturation', level, place),
  };
};

const readMask: Read<Mask> = (value, place) => {
  const fields = record(value, place);
  const side = whole(1, mostMaskSide + 1);
  const packed: MaskBits = {
    width: field(fields, 'width', side, place),
    height: field(fields, 'height', side, place),
    bits: field(fields, 'bits', string, place),
  };
  const mask = unpackMask(packed);
  if (mask === null) throw new Damage(`${place}.bits`);
  return mask;
};

const outsides: readonly Masks['outside'][] = ['target', 'empty'];

const readMasks: Read<Masks> = (value, place) => {
  const fields = record(value, place);
  return {
    finer: field(fields, 'finer', orNull(readMask), place),
    only: field(fields, 'only', orNull(readMask), place),
    outside: field(fields, 'outside', oneOf(outsides), place),
  };
};

const formats = Object.keys(extensions) as (keyof typeof extensions)[];

const readSaving: Read<SaveSettings> = (value, place) => {
  const fields = record(value, place);
  return {
    format: field(fields, 'format', oneOf(formats), place),
    quality: field(fields, 'quality', string, place),
    sizing: field(fields, 'sizing', oneOf(['made', 'cm', 'inch', 'px']), place),
    side: field(fields, 'side', oneOf(['width', 'height']), place),
    length: field(fields, 'length', string, place),
    dotsPerInch: field(fields, 'dotsPerInch', string, place),
  };
};

const readPhoto: Read<PhotoIdentity> = (value, place) => {
  const fields = record(value, place);
  return {
    path: field(fields, 'path', string, place),
    bytes: field(fields, 'bytes', whole(0), place),
    content: field(fields, 'content', hash, place),
    position: field(fields, 'position', part, place),
  };
};

const readGrid = (fields: Fields, place: string): CellGrid => ({
  columns: field(fields, 'columns', whole(1), place),
  rows: field(fields, 'rows', whole(1), place),
});

const readPin =
  (photo: Read<number>): Read<Pin> =>
  (value, place) => {
    const fields = record(value, place);
    const grid = readGrid(fields, place);
    return {
      cell: field(fields, 'cell', whole(0, grid.columns * grid.rows), place),
      photo: field(fields, 'photo', photo, place),
      variant: field(fields, 'variant', string, place),
      grid,
    };
  };

const readLimit =
  (photo: Read<number>): Read<PhotoLimit> =>
  (value, place) => {
    const fields = record(value, place);
    return { photo: field(fields, 'photo', photo, place), maxUses: field(fields, 'maxUses', whole(1), place) };
  };

const readTarget: Read<SavedTarget> = (value, place) => {
  const fields = record(value, place);
  return {
    name: field(fields, 'name', string, place),
    width: field(fields, 'width', whole(1), place),
    height: field(fields, 'height', whole(1), place),
    content: field(fields, 'content', string, place),
    file: field(fields, 'file', orNull(bytes), place),
  };
};

const readSheets =
  (photoCount: number): Read<Sheet[]> =>
  (value, place) => {
    const sheets = list(bytes)(value, place);
    if (sheets.length !== sheetsFor(photoCount)) throw new Damage(place);
    return sheets;
  };

const readMosaic =
  (photoCount: number): Read<SavedMosaic> =>
  (value, place) => {
    const fields = record(value, place);
    const grid = readGrid(fields, place);
    const cells = grid.columns * grid.rows;
    const photoBytes = field(fields, 'photoOfCell', bytes, place);
    if (photoBytes.length !== cells * Uint32Array.BYTES_PER_ELEMENT) throw new Damage(`${place}.photoOfCell`);
    const photoOfCell = new Uint32Array(photoBytes.buffer);
    if (photoOfCell.some((photo) => photo >= photoCount && photo !== emptyCell)) {
      throw new Damage(`${place}.photoOfCell`);
    }
    const variantNames = field(fields, 'variantNames', list(string), place);
    const variantOfCell = field(fields, 'variantOfCell', bytes, place);
    if (variantOfCell.length !== cells || variantOfCell.some((variant) => variant >= variantNames.length)) {
      throw new Damage(`${place}.variantOfCell`);
    }
    return { grid, photoOfCell, variantOfCell, variantNames };
  };
