/** Settings that go well together, to begin from. Each is one step that can be taken back. */
import type { Mask } from '../engine/types';
import type { Change, Project } from './project';
import { initialSettings, type Settings } from './settings';
import { type Masks, orNothing } from './target_mask';

export const presets = ['portrait', 'print', 'once', 'fast'] as const;
export type Preset = (typeof presets)[number];

/** What there is to make a mosaic of. */
export interface Material {
  readonly photos: number;
  /** Null while there is none. */
  readonly target: { readonly width: number; readonly height: number } | null;
  /** What there is to see in the target, where that is known. */
  readonly suggested?: Mask | null;
}

const settingsOf: Record<Preset, Partial<Settings>> = {
  // Of a few hundred photos few have the colours of skin: tinted by a third, a face is one, and photos stay photos.
  portrait: { cellsAcross: '80', likeness: 'layout', mirror: true, minDistance: '3', colourPull: 35 },
  print: { cellsAcross: '120', tileSize: '64', likeness: 'layout', minDistance: '5' },
  once: { matching: 'optimal' },
  fast: { cellsAcross: '60', tileSize: '16' },
};

/** The widest grid of square cells over a target that has no more cells than there are photos; at least one column. */
export function columnsForOnce({ photos, target }: Material): number {
  const { width, height } = target ?? { width: 1, height: 1 };
  let columns = Math.max(1, Math.ceil(Math.sqrt((photos * width) / height)));
  while (columns > 1 && columns * Math.ceil((columns * height) / width) > photos) columns--;
  return Math.min(columns, 2000);
}

/** Whether a preset marks what there is to see, for smaller tiles there: not where something is marked already. */
export const wantsSuggestion = (project: Project, preset: Preset): boolean =>
  preset === 'portrait' && project.masks.finer === null;

/** What is marked on the target stays so, but for smaller tiles where cells are counted. */
function masksFor(project: Project, preset: Preset, { suggested = null }: Material): Masks {
  const { masks } = project;
  if (wantsSuggestion(project, preset)) return { ...masks, finer: suggested && orNothing(suggested) };
  return preset === 'once' ? { ...masks, finer: null } : masks;
}

/** Every other setting goes back to where it was at first, but for duplicates, which are about the photos. */
export function applyPreset(project: Project, preset: Preset, material: Material): Change {
  const { keepDuplicates } = project.settings;
  const grid = preset === 'once' && material.photos > 0 ? { cellsAcross: String(columnsForOnce(material)) } : {};
  return {
    project: {
      ...project,
      settings: { ...initialSettings, keepDuplicates, ...settingsOf[preset], ...grid },
      masks: masksFor(project, preset, material),
    },
    name: { id: 'preset', preset },
    key: null,
  };
}
