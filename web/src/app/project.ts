/**
 * The project: everything that a person can change and take back, as one immutable value, apart from what runs and
 * what is shown. Each function gives the project after a change, with a name for the step.
 *
 *   const change = pin(project, grid, 17, 4, 0);
 *   change.project, change.name   // { id: 'pin', … }: the texts make words of it
 */
import { unadjustedTarget } from '../engine/defaults';
import type { Pin as EnginePin, PhotoLimit, TargetAdjustment, VariantName } from '../engine/types';
import type { Preset } from './presets';
import { type MaskStep, withMasks } from './project_masks';
import {
  expectedSize,
  initialSettings,
  looksPlain,
  plainLook,
  type ReadSettings,
  readSettings,
  type Settings,
} from './settings';
import { type LevelName, sameAdjustment } from './target_adjustment';
import { type MaskName, type Masks, noMasks } from './target_mask';

/** The cells of a mosaic, for what names one of them. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * A photo that stays in a cell. It holds in mosaics with the same grid alone: in another one the cell of that number
 * shows another part of the target. It is kept meanwhile, and holds again when its grid comes back.
 */
export interface Pin extends Required<EnginePin> {
  readonly grid: CellGrid;
}

export interface Project {
  readonly settings: Settings;
  /** How the target is shown. */
  readonly adjustment: TargetAdjustment;
  /** What is marked on it. */
  readonly masks: Masks;
  readonly pins: readonly Pin[];
  /** Photos that are not used, ascending. */
  readonly banned: readonly number[];
  readonly photoLimits: readonly PhotoLimit[];
}

export const initialProject: Project = {
  settings: initialSettings,
  adjustment: unadjustedTarget,
  masks: noMasks,
  pins: [],
  banned: [],
  photoLimits: [],
};

/** What of the target's adjustment was changed; 'whole': the crop went, 'reset': all of it. */
export type AdjustStep = 'crop' | 'whole' | 'turn' | 'reset' | LevelName;

/** What a step did. */
export type StepName =
  | { readonly id: 'setting'; readonly setting: keyof Settings; readonly value: Settings[keyof Settings] }
  | { readonly id: 'preset'; readonly preset: Preset }
  | { readonly id: 'adjust'; readonly what: AdjustStep }
  | { readonly id: 'mask'; readonly mask: MaskName; readonly what: MaskStep }
  | { readonly id: 'outside'; readonly outside: Masks['outside'] }
  | { readonly id: 'plain' | 'edges' | 'pin' | 'unpin' | 'ban' | 'unban' }
  | { readonly id: 'limit'; readonly maxUses: number | null }
  | { readonly id: 'open'; readonly file: string };

/** A project after a step. */
export interface Change {
  readonly project: Project;
  readonly name: StepName;
  /** As in history.ts: steps of the same key in quick succession are one. */
  readonly key: string | null;
}

export function changeSetting<Name extends keyof Settings>(
  project: Project,
  setting: Name,
  value: Settings[Name],
): Change {
  const same = project.settings[setting] === value;
  return {
    project: same ? project : { ...project, settings: { ...project.settings, [setting]: value } },
    name: { id: 'setting', setting, value },
    key: setting,
  };
}

/** Takes all back that makes a mosaic look other than photos side by side. */
export function backToPlain(project: Project): Change {
  const { settings } = project;
  return {
    project: looksPlain(settings) ? project : { ...project, settings: plainLook(settings) },
    name: { id: 'plain' },
    key: null,
  };
}

/** Shows the target in another way. Steps of one slider, and of the frame, are one. */
export function adjustTarget(project: Project, what: AdjustStep, change: Partial<TargetAdjustment>): Change {
  const adjustment = { ...project.adjustment, ...change };
  return {
    project: sameAdjustment(adjustment, project.adjustment) ? project : { ...project, adjustment },
    name: { id: 'adjust', what },
    key: what === 'turn' || what === 'reset' || what === 'whole' ? null : `adjust ${what}`,
  };
}

const sameGrid = (a: CellGrid, b: CellGrid): boolean => a.columns === b.columns && a.rows === b.rows;

const withoutPin = ({ pins }: Project, grid: CellGrid, cell: number): readonly Pin[] =>
  pins.filter((pin) => pin.cell !== cell || !sameGrid(pin.grid, grid));

/** Keeps a photo in a cell, whatever stood or was pinned there. A photo that is banned is allowed again. */
export function pin(project: Project, grid: CellGrid, cell: number, photo: number, variant: VariantName): Change {
  const pins = [...withoutPin(project, grid, cell), { cell, photo, variant, grid }];
  return { project: { ...project, pins, banned: without(project.banned, photo) }, name: { id: 'pin' }, key: null };
}

export function unpin(project: Project, grid: CellGrid, cell: number): Change {
  const pins = withoutPin(project, grid, cell);
  return {
    project: pins.length === project.pins.length ? project : { ...project, pins },
    name: { id: 'unpin' },
    key: null,
  };
}

/** Uses a photo nowhere; its pins go. */
export function ban(project: Project, photo: number): Change {
  if (project.banned.includes(photo)) return { project, name: { id: 'ban' }, key: null };
  const banned = [...project.banned, photo].sort((a, b) => a - b);
  const pins = project.pins.filter((pin) => pin.photo !== photo);
  return { project: { ...project, banned, pins }, name: { id: 'ban' }, key: null };
}

export function unban(project: Project, photo: number): Change {
  const banned = without(project.banned, photo);
  return {
    project: banned === project.banned ? project : { ...project, banned },
    name: { id: 'unban' },
    key: null,
  };
}

/** @param maxUses at least 1; null: as for all photos. */
export function limitPhoto(project: Project, photo: number, maxUses: number | null): Change {
  const others = project.photoLimits.filter((limit) => limit.photo !== photo);
  const photoLimits = maxUses === null ? others : [...others, { photo, maxUses }].sort((a, b) => a.photo - b.photo);
  return {
    project: { ...project, photoLimits },
    name: { id: 'limit', maxUses },
    key: `limit ${photo}`,
  };
}

/** Takes the settings of a project that was saved; what it says of photos follows when they are there. */
export const open = (settings: Settings, file: string): Change => ({
  project: { ...initialProject, settings },
  name: { id: 'open', file },
  key: null,
});

/** The pins that hold in a grid. */
export const pinsIn = ({ pins }: Project, grid: CellGrid): readonly Pin[] =>
  pins.filter((pin) => sameGrid(pin.grid, grid));

/** What a project asks of the engine for a target of that size, or the first setting that is not usable. */
export function readProject(
  project: Project,
  target: { readonly width: number; readonly height: number },
): ReadSettings {
  const read = readSettings(project.settings);
  if (!read.ok) return read;
  const options = withMasks(read.options, project);
  const pins = pinsIn(project, expectedSize(target, options)).map(({ cell, photo, variant }) => ({
    cell,
    photo,
    variant,
  }));
  const { banned, photoLimits } = project;
  return {
    ok: true,
    options: {
      ...options,
      ...(pins.length > 0 ? { pins } : {}),
      ...(banned.length > 0 ? { banned } : {}),
      ...(photoLimits.length > 0 ? { photoLimits } : {}),
    },
  };
}

/** The project without what names photos, as they are numbered anew after the photos were cleared. */
export const withoutPhotos = (project: Project): Project => ({ ...project, pins: [], banned: [], photoLimits: [] });

/** The project for a target that is new: what was cut out of another one, or marked on it, says nothing of this. */
export const forNewTarget = (project: Project): Project =>
  project.adjustment === unadjustedTarget && project.masks === noMasks
    ? project
    : { ...project, adjustment: unadjustedTarget, masks: noMasks };

const without = (photos: readonly number[], photo: number): readonly number[] =>
  photos.includes(photo) ? photos.filter((one) => one !== photo) : photos;
