/**
 * Everything that the page shows, as one immutable value, and how it changes. No side effects, no
 * browser objects: `reduce` is called with what happened, the components render what comes out.
 */
import type {
  EngineInfo,
  ExportEstimate,
  FailureCode,
  LoadResult,
  Matching,
  MatchProgress,
  MosaicFacts,
  MosaicOptions,
  PackInfo,
  PhotoView,
  SkippedPhoto,
  StepProgress,
  TargetInfo,
} from '../engine/types';
import { initialSaveSettings, type SaveSettings } from './save_options';

/** The settings as they stand in their fields, which may hold nonsense while somebody types. */
export interface Settings {
  readonly cellsAcross: string;
  readonly tileSize: string;
  readonly matching: Matching;
  /** Use photos that show the same as another one, too. */
  readonly keepDuplicates: boolean;
  /** How often a photo may be used where repeats are allowed, and how far apart; empty: as it comes. */
  readonly maxUses: string;
  readonly minDistance: string;
}

export type NumberSetting = 'cellsAcross' | 'tileSize' | 'maxUses' | 'minDistance';

/** What the page can be busy with. */
export type WorkKind = 'drawing' | 'photos' | 'target' | 'match' | 'paint' | 'export';

export interface Work extends StepProgress {
  readonly kind: WorkKind;
  /** Times in milliseconds, of any one clock. */
  readonly startedAt: number;
  readonly now: number;
  /** Cancel was pressed, and the work has not ended yet. */
  readonly cancelling: boolean;
  /** Of a matching for the optimum how near that it has come, as in MatchProgress; else null. */
  readonly gap: number | null;
  /** What has been found is to be used. */
  readonly settling: boolean;
}

/** The mosaic on the screen, and what it was made from. */
export interface Mosaic {
  readonly facts: MosaicFacts;
  readonly options: MosaicOptions;
  readonly photosRevision: number;
  readonly targetRevision: number;
  /** All bands are on the canvas. */
  readonly painted: boolean;
}

/** Why the engine runs without threads. */
export type Unisolated = 'insecure' | 'no_service_worker' | 'refused' | 'slow' | 'still_not';

export type EngineState =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly info: EngineInfo; readonly unisolated: Unisolated | null }
  | { readonly status: 'failed'; readonly detail: string };

/** What the file will come to, or why there will be none; null while that is not known. */
export type Estimate =
  | ({
      readonly status: 'known';
      /** Bytes that the browser grants to further files of this page; null where it does not say. */
      readonly room: number | null;
    } & ExportEstimate)
  | { readonly status: 'refused'; readonly detail: string }
  | null;

/** What the status line says when nothing runs. */
export type Notice =
  | { readonly id: 'nothing' }
  | {
      readonly id: 'photos_added';
      readonly added: number;
      readonly photos: number;
      readonly skipped: number;
      readonly duplicates: number;
    }
  | { readonly id: 'photos_full'; readonly photos: number; readonly leftOut: number }
  | { readonly id: 'no_photo_usable'; readonly skipped: number }
  | { readonly id: 'looking' }
  | { readonly id: 'nothing_dropped' }
  | { readonly id: 'target_set'; readonly name: string; readonly photos: number }
  | {
      readonly id: 'target_failed';
      readonly name: string;
      readonly code: FailureCode;
      readonly detail: string;
      readonly kept: string | null;
    }
  | { readonly id: 'missing'; readonly photos: boolean; readonly target: boolean }
  | { readonly id: 'bad_setting'; readonly setting: NumberSetting }
  | { readonly id: 'made'; readonly facts: MosaicFacts; readonly options: MosaicOptions }
  | { readonly id: 'cancelled'; readonly kind: WorkKind; readonly photos: number }
  | { readonly id: 'failed'; readonly kind: WorkKind; readonly code: FailureCode | null; readonly detail: string }
  | { readonly id: 'saved'; readonly name: string; readonly bytes: number; readonly blurred: readonly string[] }
  | { readonly id: 'saved_as'; readonly name: string; readonly bytes: number; readonly blurred: readonly string[] }
  | { readonly id: 'bad_saving' }
  | { readonly id: 'cleared' }
  | { readonly id: 'forgotten' };

export type View = 'wall' | 'mosaic';

/** The photo that is looked at by itself. */
export interface OpenPhoto {
  readonly photo: number;
  /** Null until it has been read. */
  readonly view: PhotoView | null;
  /** A sentence on why it could not be shown or changed. */
  readonly trouble: string | null;
}

export interface State {
  readonly engine: EngineState;
  readonly photos: number;
  /** Photos among them that show the same as another one. */
  readonly duplicates: number;
  /** Counts changes of the photos, so that a mosaic knows whether it is still theirs. */
  readonly photosRevision: number;
  /** Counts changes of thumbnails that were there already. */
  readonly cropsRevision: number;
  readonly opened: OpenPhoto | null;
  /** The photos are the sample pictures, to be replaced by the first photos of somebody's own. */
  readonly samples: boolean;
  readonly skipped: readonly SkippedPhoto[];
  /** What is known of photos from this visit and those before. */
  readonly remembered: PackInfo;
  readonly target: TargetInfo | null;
  readonly targetRevision: number;
  /** A target that was chosen and waits for its turn. */
  readonly nextTarget: string | null;
  /** "Make mosaic" was pressed while something else ran. */
  readonly makeNext: boolean;
  readonly settings: Settings;
  readonly work: Work | null;
  readonly mosaic: Mosaic | null;
  readonly saving: SaveSettings;
  readonly estimate: Estimate;
  readonly view: View;
  readonly notice: Notice;
}

export const initialState: State = {
  engine: { status: 'starting' },
  photos: 0,
  duplicates: 0,
  photosRevision: 0,
  cropsRevision: 0,
  opened: null,
  samples: false,
  skipped: [],
  remembered: { bytes: 0, photos: 0 },
  target: null,
  targetRevision: 0,
  nextTarget: null,
  makeNext: false,
  settings: {
    cellsAcross: '100',
    tileSize: '32',
    matching: 'nearest',
    keepDuplicates: false,
    maxUses: '',
    minDistance: '',
  },
  work: null,
  mosaic: null,
  saving: initialSaveSettings,
  estimate: null,
  view: 'wall',
  notice: { id: 'nothing' },
};

/** What a long call of the engine says on its way. */
export interface Progress extends StepProgress {
  readonly gap?: MatchProgress['gap'];
}

export type Action =
  | { readonly type: 'engine'; readonly engine: EngineState }
  | { readonly type: 'work_started'; readonly kind: WorkKind; readonly total: number; readonly now: number }
  | ({ readonly type: 'work_progress'; readonly now: number } & Progress)
  | { readonly type: 'work_settling' }
  | { readonly type: 'work_cancelling' }
  | { readonly type: 'work_ended' }
  | {
      readonly type: 'photos_counted';
      readonly photos: number;
      readonly duplicates: number;
      readonly skipped: readonly SkippedPhoto[];
    }
  | { readonly type: 'photos_added'; readonly result: LoadResult }
  | { readonly type: 'photos_cleared' }
  | { readonly type: 'photo_opened'; readonly photo: number }
  | { readonly type: 'photo_shown'; readonly view: PhotoView }
  | { readonly type: 'photo_cropped'; readonly photo: number; readonly position: number }
  | { readonly type: 'photo_failed'; readonly detail: string }
  | { readonly type: 'photo_closed' }
  | { readonly type: 'remembered'; readonly remembered: PackInfo }
  | { readonly type: 'samples_added' }
  | { readonly type: 'target_chosen'; readonly name: string }
  | { readonly type: 'target_dropped' }
  | { readonly type: 'target_set'; readonly target: TargetInfo }
  | { readonly type: 'make_asked' }
  | { readonly type: 'make_dropped' }
  | { readonly type: 'made'; readonly facts: MosaicFacts; readonly options: MosaicOptions }
  | { readonly type: 'painted' }
  | { readonly type: 'saving'; readonly change: Partial<SaveSettings> }
  | { readonly type: 'estimated'; readonly estimate: Estimate }
  | { readonly type: 'setting'; readonly name: NumberSetting; readonly value: string }
  | { readonly type: 'matching'; readonly value: Matching }
  | { readonly type: 'keep_duplicates'; readonly value: boolean }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'notice'; readonly notice: Notice };

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'engine':
      return { ...state, engine: action.engine };
    case 'work_started': {
      const { kind, total, now } = action;
      return {
        ...state,
        work: { kind, done: 0, total, startedAt: now, now, cancelling: false, gap: null, settling: false },
        view: kind === 'photos' ? 'wall' : state.view,
      };
    }
    case 'work_progress': {
      if (!state.work) return state;
      const { done, total, now, gap = null } = action;
      return { ...state, work: { ...state.work, done, total, now, gap } };
    }
    case 'work_settling':
      return state.work ? { ...state, work: { ...state.work, settling: true } } : state;
    case 'work_cancelling':
      if (!state.work) return state;
      return { ...state, work: { ...state.work, cancelling: true } };
    case 'work_ended':
      return { ...state, work: null };
    case 'photos_counted':
      return withPhotos(state, action.photos, action.duplicates, action.skipped);
    case 'photos_added': {
      const { added, photos, duplicates, skipped, leftOut } = action.result;
      const notice: Notice =
        leftOut > 0
          ? { id: 'photos_full', photos, leftOut }
          : added > 0
            ? { id: 'photos_added', added, photos, skipped: skipped.length, duplicates }
            : { id: 'no_photo_usable', skipped: skipped.length };
      return { ...withPhotos(state, photos, duplicates, []), notice };
    }
    case 'photos_cleared':
      return {
        ...state,
        photos: 0,
        duplicates: 0,
        photosRevision: state.photosRevision + 1,
        samples: false,
        skipped: [],
        opened: null,
        mosaic: null,
        view: 'wall',
        notice: { id: 'cleared' },
      };
    case 'photo_opened':
      return { ...state, opened: { photo: action.photo, view: null, trouble: null } };
    case 'photo_shown':
      return state.opened ? { ...state, opened: { ...state.opened, view: action.view, trouble: null } } : state;
    case 'photo_cropped':
      return withCrop(state, action.photo, action.position);
    case 'photo_failed':
      return state.opened ? { ...state, opened: { ...state.opened, trouble: action.detail } } : state;
    case 'photo_closed':
      return { ...state, opened: null };
    case 'remembered':
      return { ...state, remembered: action.remembered };
    case 'samples_added':
      return { ...state, samples: true };
    case 'target_chosen':
      return { ...state, nextTarget: action.name };
    case 'target_dropped':
      return { ...state, nextTarget: null };
    case 'target_set':
      return {
        ...state,
        target: action.target,
        targetRevision: state.targetRevision + 1,
        nextTarget: null,
        notice: { id: 'target_set', name: action.target.name, photos: state.photos },
      };
    case 'make_asked':
      return { ...state, makeNext: true };
    case 'make_dropped':
      return { ...state, makeNext: false };
    case 'made':
      return {
        ...state,
        makeNext: false,
        mosaic: {
          facts: action.facts,
          options: action.options,
          photosRevision: state.photosRevision,
          targetRevision: state.targetRevision,
          painted: false,
        },
        estimate: null,
        view: 'mosaic',
        notice: { id: 'made', facts: action.facts, options: action.options },
      };
    case 'painted':
      return state.mosaic ? { ...state, mosaic: { ...state.mosaic, painted: true } } : state;
    case 'saving':
      return { ...state, saving: { ...state.saving, ...action.change }, estimate: null };
    case 'estimated':
      return { ...state, estimate: action.estimate };
    case 'setting':
      return { ...state, settings: { ...state.settings, [action.name]: action.value } };
    case 'matching':
      return { ...state, settings: { ...state.settings, matching: action.value } };
    case 'keep_duplicates':
      return { ...state, settings: { ...state.settings, keepDuplicates: action.value } };
    case 'view':
      return { ...state, view: action.view };
    case 'notice':
      return { ...state, notice: action.notice };
  }
}

/** Tiles of a photo, which may be open, show another part of it. */
function withCrop(state: State, photo: number, position: number): State {
  const opened = state.opened?.photo === photo ? state.opened : null;
  return {
    ...state,
    photosRevision: state.photosRevision + 1,
    cropsRevision: state.cropsRevision + 1,
    opened: opened?.view ? { ...opened, view: { ...opened.view, position }, trouble: null } : state.opened,
  };
}

function withPhotos(state: State, photos: number, duplicates: number, skipped: readonly SkippedPhoto[]): State {
  return {
    ...state,
    photos,
    duplicates,
    photosRevision: photos === state.photos ? state.photosRevision : state.photosRevision + 1,
    skipped: skipped.length > 0 ? [...state.skipped, ...skipped] : state.skipped,
  };
}

/** The range of each numeric setting, both ends included. */
export const settingRange = {
  cellsAcross: { least: 1, most: 2000 },
  tileSize: { least: 4, most: 512 },
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
  const { matching, keepDuplicates } = settings;
  // "Once" is a limit of its own.
  const maxUses = matching === 'nearest' ? readLimit(settings.maxUses, settingRange.maxUses) : 0;
  if (maxUses === null) return { ok: false, setting: 'maxUses' };
  const minDistance = readLimit(settings.minDistance, settingRange.minDistance);
  if (minDistance === null) return { ok: false, setting: 'minDistance' };
  return { ok: true, options: { cellsAcross, tileSize, matching, keepDuplicates, maxUses, minDistance } };
}

/** The mosaic on the screen is not what "Make mosaic" would make now. */
export function isOutdated(state: State): boolean {
  const { mosaic } = state;
  if (!mosaic) return false;
  if (mosaic.photosRevision !== state.photosRevision || mosaic.targetRevision !== state.targetRevision) return true;
  const read = readSettings(state.settings);
  if (!read.ok) return true;
  const { cellsAcross, tileSize, matching, keepDuplicates, maxUses, minDistance } = read.options;
  return (
    cellsAcross !== mosaic.options.cellsAcross ||
    tileSize !== mosaic.options.tileSize ||
    matching !== mosaic.options.matching ||
    maxUses !== mosaic.options.maxUses ||
    minDistance !== mosaic.options.minDistance ||
    (state.duplicates > 0 && keepDuplicates !== mosaic.options.keepDuplicates)
  );
}

/** What stands in the way of making a mosaic, or null. */
export function obstacle(state: State): Notice | null {
  const photos = state.photos === 0;
  const target = state.target === null;
  if (photos || target) return { id: 'missing', photos, target };
  const read = readSettings(state.settings);
  return read.ok ? null : { id: 'bad_setting', setting: read.setting };
}

/** Cells and pixels that a mosaic of the target would have, as nearly as the page can say beforehand. */
export function expectedSize(
  target: { readonly width: number; readonly height: number },
  options: MosaicOptions,
): { readonly columns: number; readonly rows: number; readonly width: number; readonly height: number } {
  const columns = options.cellsAcross;
  const height = Math.max(1, Math.round((columns * options.tileSize * target.height) / target.width));
  return { columns, rows: Math.ceil(height / options.tileSize), width: columns * options.tileSize, height };
}

/** Seconds until the work is done, or null while nobody can know. */
export function secondsLeft(work: Work): number | null {
  const elapsed = (work.now - work.startedAt) / 1000;
  if (work.total <= 0 || work.done <= 0 || elapsed < 1) return null;
  return ((work.total - work.done) * elapsed) / work.done;
}

/** There is something to make do with, while a better one is looked for. */
export function canSettle({ gap, settling, cancelling }: Work): boolean {
  return gap !== null && gap > 0 && gap < 1 && !settling && !cancelling;
}

/** Skipped files with the same reason stand together, the largest group first. */
export function groupSkipped(
  skipped: readonly SkippedPhoto[],
): readonly { readonly code: FailureCode; readonly detail: string; readonly names: readonly string[] }[] {
  const groups = new Map<string, { code: FailureCode; detail: string; names: string[] }>();
  for (const { name, code, detail } of skipped) {
    const key = `${code} ${detail}`;
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { code, detail, names: [name] });
  }
  return [...groups.values()].sort((a, b) => b.names.length - a.names.length);
}
