/** Everything that the page shows, as one immutable value. What happens changes it as `reduce` says (reduce.ts). */
import { unadjustedTarget } from '../engine/defaults';
import type {
  EngineInfo,
  ExportEstimate,
  MosaicFacts,
  MosaicOptions,
  MosaicStyle,
  PackInfo,
  PhotoView,
  SkippedPhoto,
  TargetAdjustment,
  TargetInfo,
} from '../engine/types';
import { emptyHistory, type History } from './history';
import type { Notice } from './notices';
import { initialProject, type Project, readProject, type StepName } from './project';
import { initialSaveSettings, type SaveSettings } from './save_options';
import { readSettings, sameMosaic } from './settings';
import { readStyle } from './style';
import { sameAdjustment } from './target_adjustment';
import type { Work } from './work';

/** What came of a matching, and what it was made from. */
export interface Made {
  readonly facts: MosaicFacts;
  readonly options: MosaicOptions;
  /** Of the style that it was matched for. */
  readonly overlap: number;
  readonly photosRevision: number;
  readonly targetRevision: number;
}

/** The mosaic on the screen. */
export interface Mosaic extends Made {
  /** All bands are on the canvas. */
  readonly painted: boolean;
  /** How it is drawn there. */
  readonly style: MosaicStyle;
  /** Counts changes of that, so that what else shows the mosaic knows of them. */
  readonly look: number;
}

/** Why the engine runs without threads. */
export type Unisolated = 'insecure' | 'no_service_worker' | 'refused' | 'slow' | 'still_not';

export type EngineState =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly info: EngineInfo; readonly unisolated: Unisolated | null }
  | { readonly status: 'failed'; readonly detail: string }
  /** It ran, and can be started again. */
  | { readonly status: 'stopped'; readonly detail: string };

/** What the file will come to, or why there will be none; null while that is not known. */
export type Estimate =
  | ({
      readonly status: 'known';
      /** Bytes that the browser grants to further files of this page; null where it does not say. */
      readonly room: number | null;
    } & ExportEstimate)
  | { readonly status: 'refused'; readonly detail: string }
  | null;

export type View = 'wall' | 'mosaic';

/** The photo that is looked at by itself. */
export interface OpenPhoto {
  readonly photo: number;
  /** Null until it has been read. */
  readonly view: PhotoView | null;
  /** Why it could not be shown or changed. */
  readonly trouble: string | null;
}

/** A project that was opened and waits for its photos or its target. */
export interface AwaitedProject {
  /** Of its file. */
  readonly name: string;
  readonly photos: number;
  /** Its photos that are not there; null before any photos came in. */
  readonly missing: readonly string[] | null;
  /** The name of the target that is still to come; null where it is there, or there was none. */
  readonly target: string | null;
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
  /** The photos are thumbnails out of a project's file, to be replaced by photos. */
  readonly standIns: boolean;
  readonly skipped: readonly SkippedPhoto[];
  /** What is known of photos from this visit and those before. */
  readonly remembered: PackInfo;
  /** As it is shown. */
  readonly target: TargetInfo | null;
  /** As it was read, and how it is shown. */
  readonly wholeTarget: TargetInfo | null;
  readonly shownAdjustment: TargetAdjustment;
  readonly targetRevision: number;
  /** A target that was chosen and waits for its turn. */
  readonly nextTarget: string | null;
  /** "Make mosaic" was pressed while something else ran. */
  readonly makeNext: boolean;
  readonly project: Project;
  readonly history: History<Project, StepName>;
  readonly awaited: AwaitedProject | null;
  /** What runs, each kind once. */
  readonly works: readonly Work[];
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
  standIns: false,
  skipped: [],
  remembered: { bytes: 0, photos: 0 },
  target: null,
  wholeTarget: null,
  shownAdjustment: unadjustedTarget,
  targetRevision: 0,
  nextTarget: null,
  makeNext: false,
  project: initialProject,
  history: emptyHistory,
  awaited: null,
  works: [],
  mosaic: null,
  saving: initialSaveSettings,
  estimate: null,
  view: 'wall',
  notice: { id: 'nothing' },
};

/** The target is to be shown in another way than it is. */
export const isToBeAdjusted = ({ wholeTarget, project, shownAdjustment }: State): boolean =>
  wholeTarget !== null && !sameAdjustment(project.adjustment, shownAdjustment);

/** The mosaic on the screen is not what "Make mosaic" would make now. */
export function isOutdated(state: State): boolean {
  const { mosaic, target } = state;
  if (!mosaic || !target) return false;
  if (mosaic.photosRevision !== state.photosRevision || mosaic.targetRevision !== state.targetRevision) return true;
  const read = readProject(state.project, target);
  if (readStyle(state.project.settings).overlap !== mosaic.overlap) return true;
  return !read.ok || !sameMosaic(read.options, mosaic.options, state.duplicates);
}

/** What stands in the way of making a mosaic, or null. */
export function obstacle(state: State): Notice | null {
  const photos = state.photos === 0;
  const target = state.target === null;
  if (photos || target) return { id: 'missing', photos, target };
  const read = readSettings(state.project.settings);
  return read.ok ? null : { id: 'bad_setting', setting: read.setting };
}
