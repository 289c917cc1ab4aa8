/**
 * How what the page shows changes: `reduce` is called with what happened. No side effects, no browser objects.
 */
import { unadjustedTarget } from '../engine/defaults';
import type {
  LoadResult,
  MosaicStyle,
  PackInfo,
  PhotoView,
  SkippedPhoto,
  TargetAdjustment,
  TargetInfo,
} from '../engine/types';
import { type Move, mapHistory, record, redo, undo } from './history';
import type { Notice } from './notices';
import { type Change, forNewTarget, type Project, type StepName, withoutPhotos } from './project';
import type { SaveSettings } from './save_options';
import type { AwaitedProject, EngineState, Estimate, Made, State, View } from './state';
import { readStyle, sameStyle } from './style';
import type { Progress, Work, WorkKind } from './work';

export type Action =
  | { readonly type: 'engine'; readonly engine: EngineState }
  | { readonly type: 'engine_renewed' }
  | { readonly type: 'photos_renumbered' }
  | { readonly type: 'work_started'; readonly kind: WorkKind; readonly total: number; readonly now: number }
  | ({ readonly type: 'work_progress'; readonly kind: WorkKind; readonly now: number } & Progress)
  | { readonly type: 'work_settling'; readonly kind: WorkKind }
  | { readonly type: 'work_cancelling'; readonly kind: WorkKind }
  | { readonly type: 'work_ended'; readonly kind: WorkKind }
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
  | { readonly type: 'stand_ins_added' }
  | { readonly type: 'target_chosen'; readonly name: string }
  | { readonly type: 'target_dropped' }
  | { readonly type: 'target_set'; readonly target: TargetInfo; readonly isNew: boolean }
  | { readonly type: 'target_adjusted'; readonly target: TargetInfo; readonly adjustment: TargetAdjustment }
  | { readonly type: 'make_asked' }
  | { readonly type: 'make_dropped' }
  | ({ readonly type: 'made'; readonly asked: boolean; readonly final: boolean } & Made)
  | { readonly type: 'painted'; readonly style: MosaicStyle }
  | { readonly type: 'saving'; readonly change: Partial<SaveSettings> }
  | { readonly type: 'estimated'; readonly estimate: Estimate }
  | { readonly type: 'changed'; readonly by: (project: Project) => Change; readonly now: number }
  | { readonly type: 'project_awaited'; readonly awaited: AwaitedProject | null }
  | { readonly type: 'project_found'; readonly project: Project }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'notice'; readonly notice: Notice };

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'engine':
      return { ...state, engine: action.engine };
    case 'engine_renewed':
      // It knows nothing yet; the project is the page's.
      return { ...withoutLibrary(state), cropsRevision: state.cropsRevision + 1 };
    case 'photos_renumbered':
      return renumbered(state);
    case 'work_started': {
      const { kind, total, now } = action;
      const work = { kind, done: 0, total, startedAt: now, now, cancelling: false, gap: null, settling: false };
      return {
        ...state,
        works: [...state.works.filter((one) => one.kind !== kind), work],
        view: kind === 'photos' && !state.mosaic ? 'wall' : state.view,
      };
    }
    case 'work_progress': {
      const { kind, done, total, now, gap = null } = action;
      return withWork(state, kind, { done, total, now, gap });
    }
    case 'work_settling':
      return withWork(state, action.kind, { settling: true });
    case 'work_cancelling':
      return withWork(state, action.kind, { cancelling: true });
    case 'work_ended':
      return { ...state, works: state.works.filter(({ kind }) => kind !== action.kind) };
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
      return { ...renumbered(withoutLibrary(state)), notice: { id: 'cleared' } };
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
    case 'stand_ins_added':
      return { ...state, standIns: true };
    case 'target_chosen':
      return { ...state, nextTarget: action.name };
    case 'target_dropped':
      return { ...state, nextTarget: null };
    case 'target_set':
      return {
        ...(action.isNew ? withNewTarget(state) : state),
        target: action.target,
        wholeTarget: action.target,
        shownAdjustment: unadjustedTarget,
        targetRevision: state.targetRevision + 1,
        nextTarget: null,
        notice: { id: 'target_set', name: action.target.name, photos: state.photos },
      };
    case 'target_adjusted':
      return {
        ...state,
        target: action.target,
        shownAdjustment: action.adjustment,
        targetRevision: state.targetRevision + 1,
      };
    case 'make_asked':
      return { ...state, makeNext: true };
    case 'make_dropped':
      return { ...state, makeNext: false };
    case 'made':
      return withMosaic(state, action);
    case 'painted':
      return withPainting(state, action.style);
    case 'saving':
      return { ...state, saving: { ...state.saving, ...action.change }, estimate: null };
    case 'estimated':
      return { ...state, estimate: action.estimate };
    case 'changed': {
      const { project, name, key } = action.by(state.project);
      if (project === state.project) return state;
      return {
        ...state,
        project,
        history: record(state.history, { value: state.project, name, at: action.now, key }),
      };
    }
    case 'project_awaited':
      return { ...state, awaited: action.awaited };
    case 'project_found':
      // Belongs to the step of opening it.
      return { ...state, project: action.project };
    case 'undo':
      return movedTo(state, undo(state.history, state.project));
    case 'redo':
      return movedTo(state, redo(state.history, state.project));
    case 'view':
      return { ...state, view: action.view };
    case 'notice':
      return { ...state, notice: action.notice };
  }
}

/** The engine has no photos, and so no mosaic. */
const withoutLibrary = (state: State): State => ({
  ...state,
  photos: 0,
  duplicates: 0,
  photosRevision: state.photosRevision + 1,
  samples: false,
  standIns: false,
  skipped: [],
  opened: null,
  mosaic: null,
  view: 'wall',
});

/** What is said of single photos, by their numbers, means others now. */
const renumbered = (state: State): State => ({
  ...state,
  project: withoutPhotos(state.project),
  history: mapHistory(state.history, withoutPhotos),
});

function withWork(state: State, kind: WorkKind, change: Partial<Work>): State {
  return { ...state, works: state.works.map((work) => (work.kind === kind ? { ...work, ...change } : work)) };
}

/** What a mosaic that comes by itself must not take from the status line. */
const news: ReadonlySet<Notice['id']> = new Set([
  'photos_added',
  'photos_full',
  'no_photo_usable',
  'target_set',
  'target_failed',
  'project_restored',
  'table_opened',
]);

function withMosaic(state: State, action: Extract<Action, { type: 'made' }>): State {
  const { facts, options, overlap, photosRevision, targetRevision, asked, final } = action;
  const { notice } = state;
  const style = readStyle(state.project.settings);
  const look = state.mosaic?.look ?? 0;
  return {
    ...state,
    makeNext: state.makeNext && !(asked && final),
    mosaic: { facts, options, overlap, photosRevision, targetRevision, painted: false, style, look },
    estimate: null,
    view: asked || !state.mosaic ? 'mosaic' : state.view,
    notice: final ? { id: 'made', facts, options, news: !asked && news.has(notice.id) ? notice : null } : notice,
  };
}

function withPainting(state: State, style: MosaicStyle): State {
  const { mosaic } = state;
  if (!mosaic) return state;
  if (sameStyle(style, mosaic.style)) return { ...state, mosaic: { ...mosaic, painted: true } };
  return { ...state, mosaic: { ...mosaic, painted: true, style, look: mosaic.look + 1 }, estimate: null };
}

/** What an opened project says may be meant for it. */
function withNewTarget(state: State): State {
  if (state.wholeTarget === null || state.awaited !== null) return state;
  return {
    ...state,
    project: forNewTarget(state.project),
    history: mapHistory(state.history, forNewTarget),
  };
}

function movedTo(state: State, move: Move<Project, StepName> | null): State {
  return move ? { ...state, project: move.value, history: move.history } : state;
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
