/**
 * Turns what a person does into calls of the engine, one after the other, and tells the state what came
 * of them. The only part of the page that talks to the engine, besides the wall's thumbnails.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { Engine, PhotoFile } from '../engine/api';
import type { CropPosition, TargetAdjustment, VariantName } from '../engine/types';
import { chooseFolder, filesIn } from './folders';
import { Painting } from './painting';
import {
  type AdjustStep,
  adjustTarget,
  backToPlain,
  ban,
  type Change,
  changeSetting,
  limitPhoto,
  type Project,
  pin,
  unban,
  unpin,
} from './project';
import type { RecentProject } from './recent';
import type { SavedFile } from './save';
import { projectNameFor, type SaveSettings } from './save_options';
import { EngineLife } from './session/engine_life';
import { LiveMosaic } from './session/live_mosaic';
import { LivePainting } from './session/live_painting';
import { countRemembered, drawPictures, readTarget, showAdjusted } from './session/loading';
import { Marking } from './session/marking';
import { OpenedPhoto } from './session/opened_photo';
import { Photos } from './session/photos';
import { type Parts, ProjectFiles } from './session/project_files';
import { RecentProjects } from './session/recent_projects';
import { Saving } from './session/saving';
import { Store } from './session/store';
import { TableFiles } from './session/table_files';
import { VideoSaving } from './session/video_saving';
import type { Settings } from './settings';
import { isToBeAdjusted, obstacle, type State, type Unisolated } from './state';
import { StepQueue } from './step_queue';
import { isTrouble } from './text';
import { shownWork } from './work';

export class Session {
  readonly painting = new Painting();
  private readonly store: Store = new Store(() => {
    this.live.look();
    this.recent.look();
  });
  private readonly life = new EngineLife(this.store);
  private readonly engine = this.life.engine;
  private readonly steps: StepQueue = new StepQueue(this.engine, () => this.saving.estimate());
  /** A target is read while photos come in. */
  private readonly targets = new StepQueue(this.engine, () => this.saving.estimate());
  private readonly saving: Saving = new Saving(this.store, this.engine, this.steps);
  private readonly pictures: LivePainting = new LivePainting(
    this.store,
    this.engine,
    this.painting,
    () => this.saving.stopEstimate(),
    () => this.saving.estimate(),
  );
  private readonly live: LiveMosaic = new LiveMosaic(
    this.store,
    this.engine,
    this.pictures,
    () => this.saving.stopEstimate(),
    () => this.saving.estimate(),
  );
  private readonly projects = new ProjectFiles(this.store, this.engine, this.life, this.live, (by) => this.apply(by));
  /** Those that the browser keeps. */
  readonly recent: RecentProjects = new RecentProjects(this.store, this.life, this.projects, this.painting);
  private readonly photos = new Photos(this.store, this.live, this.projects, this.recent);
  readonly video: VideoSaving = new VideoSaving(this.store, this.steps, () => this.saving.stopEstimate());
  /** The assignment as a table. */
  readonly tables = new TableFiles(this.store, this.engine, this.live);
  /** Masks over the target. */
  readonly marking = new Marking(this.store, this.engine, (by) => this.apply(by));
  private readonly openedPhoto = new OpenedPhoto(this.store, this.engine);

  get state(): ReadonlySignal<State> {
    return this.store.signal;
  }

  /** The last file that was written, while it can still be had. */
  get savedFile(): ReadonlySignal<SavedFile | null> {
    return this.saving.file;
  }

  /** Starts the engine. What was asked for before waits for it. */
  start(startEngine: () => Promise<Engine>, unisolated: Unisolated | null): Promise<void> {
    return this.life.start(startEngine, unisolated);
  }

  /** Starts the engine again after it has stopped, and goes on with the project as it was. */
  startAgain(): void {
    this.steps.add(async (engine, signal) => {
      const given = await this.life.renew();
      if (!given) return;
      const before = this.store.state;
      this.live.forget();
      this.store.dispatch({ type: 'engine_renewed' });
      // Before the photos, which become a mosaic while they come in.
      if (given.target) {
        await readTarget(this.store, engine, signal, given.target, false);
        await showAdjusted(this.store, engine, signal);
      }
      await this.photos.loadAgain(engine, signal, given.photos, before);
      // A file that has gone meanwhile leaves other photos with other numbers.
      if (this.store.state.photos < before.photos) this.store.dispatch({ type: 'photos_renumbered' });
      if (before.mosaic && !signal.aborted) await this.make(signal);
    });
  }

  /** A dropped folder is being walked through. */
  lookThrough(): void {
    this.store.dispatch({ type: 'notice', notice: { id: 'looking' } });
  }

  /** @param folders that they came from, where the browser can find those again. */
  addPhotos(files: readonly PhotoFile[], folders: readonly FileSystemDirectoryHandle[] = []): void {
    if (files.length === 0) {
      this.store.dispatch({ type: 'notice', notice: { id: 'nothing_dropped' } });
      return;
    }
    this.live.wake();
    this.steps.add(async (engine, signal) => {
      await this.photos.load(engine, signal, files);
      await this.recent.addFolders(folders);
    });
  }

  /** Adds the photos of a folder that the browser finds again on another visit. To be called in the click itself. */
  async chooseFolder(): Promise<void> {
    const folder = await chooseFolder();
    if (!folder) return;
    this.lookThrough();
    this.addPhotos(await filesIn(folder).catch(() => []), [folder]);
  }

  setTarget(file: PhotoFile): void {
    this.store.dispatch({ type: 'target_chosen', name: file.path });
    this.live.wake();
    this.targets.add(
      async (engine, signal) => {
        await readTarget(this.store, engine, signal, file);
        await this.projects.restore(signal);
      },
      () => this.store.dispatch({ type: 'target_dropped' }),
    );
  }

  clearPhotos(): void {
    this.steps.add((engine) => {
      this.recent.startAnew();
      return this.photos.clear(engine);
    });
  }

  /** Forgets what is known of photos from visit to visit. Those that were added stay. */
  forgetPhotos(): void {
    this.steps.add(async (engine) => {
      await engine.clearPack();
      await countRemembered(this.store, engine);
      this.store.dispatch({ type: 'notice', notice: { id: 'forgotten' } });
    });
  }

  makeMosaic(): void {
    if (this.store.state.makeNext) return;
    if (!this.steps.busy && !this.targets.busy) {
      const notice = obstacle(this.store.state);
      if (notice) {
        this.store.dispatch({ type: 'notice', notice });
        return;
      }
    }
    this.store.dispatch({ type: 'make_asked' });
    this.steps.add(
      (_engine, signal) => this.make(signal),
      () => this.store.dispatch({ type: 'make_dropped' }),
    );
  }

  /** Draws pictures and makes a mosaic of them. */
  trySamples(): void {
    this.steps.add(async (engine, signal) => {
      const pictures = await drawPictures(this.store, signal);
      if (!pictures) return;
      await readTarget(this.store, engine, signal, pictures.target);
      if (await this.photos.loadSamples(engine, signal, pictures.photos)) await this.make(signal);
    });
  }

  /** Writes the mosaic into a file among the downloads. */
  download(): void {
    this.saving.download();
  }

  /** Writes the mosaic into a file that the person chooses. To be called in the click itself. */
  saveAs(): Promise<void> {
    return this.saving.saveAs();
  }

  /** Writes the project into a file among the downloads, with the target's own file if that is wished for. */
  saveProject(parts: Parts): void {
    void this.projects.save(parts);
  }

  /** Takes a project's settings at once, and what it says of photos when they are there. */
  openProject(file: File, kept?: RecentProject): void {
    void this.projects.open(file).then((opened) => {
      if (!opened) return;
      if (kept) this.recent.goOn(kept);
      else this.recent.startAnew();
      if (opened.target) this.setTarget(opened.target);
      this.steps.add(async (engine, signal) => {
        if (opened.standIns) await this.photos.standIn(engine, signal, opened.standIns);
        await this.projects.restore(signal);
      });
    });
  }

  /** Opens a project that the browser has kept, with its photos where they can be had. To be called in a click. */
  openRecent(kept: RecentProject): void {
    void this.recent.photosOf(kept).then((files) => files.length > 0 && this.addPhotos(files));
    this.openProject(new File([kept.file], projectNameFor(kept.name)), kept);
    if (!kept.samples) return;
    this.steps.add(async (engine, signal) => {
      const pictures = await drawPictures(this.store, signal);
      if (pictures) await this.photos.loadSamples(engine, signal, pictures.photos);
    });
  }

  /** Waits no longer for what is missing of the project that was opened. */
  stopAwaiting(): void {
    this.projects.forget();
  }

  setSaving(change: Partial<SaveSettings>): void {
    this.saving.change(change);
  }

  /** Paints again if the window has grown. Never stands in the way of anything that was asked for. */
  fitPainting(): void {
    this.pictures.fit();
  }

  /**
   * Ends what runs. What waits for photos or a target to come in is dropped with them; what waits for a mosaic to
   * be made or written does not depend on it.
   */
  cancel(): void {
    const work = shownWork(this.store.state.works);
    if (!work) return;
    const { kind } = work;
    this.store.dispatch({ type: 'work_cancelling', kind });
    if (kind === 'export') {
      this.steps.cancelRunning();
      return;
    }
    this.live.cancel();
    if (kind === 'match' || kind === 'paint') return;
    this.steps.cancelAll();
    this.targets.cancelAll();
  }

  /** Makes do with what a matching has found so far. */
  settleMatch(): void {
    this.store.dispatch({ type: 'work_settling', kind: 'match' });
    void this.engine.then((engine) => engine.settleMatch());
  }

  change<Name extends keyof Settings>(setting: Name, value: Settings[Name]): void {
    this.apply((project) => changeSetting(project, setting, value));
  }

  /** Draws tiles as they are, side by side. */
  backToPlain(): void {
    this.apply(backToPlain);
  }

  /** Keeps a photo in a cell of the mosaic that stands. */
  pin(cell: number, photo: number, variant: VariantName): void {
    const grid = this.store.state.mosaic?.facts;
    if (grid) this.apply((project) => pin(project, { columns: grid.columns, rows: grid.rows }, cell, photo, variant));
  }

  unpin(cell: number): void {
    const grid = this.store.state.mosaic?.facts;
    if (grid) this.apply((project) => unpin(project, grid, cell));
  }

  ban(photo: number): void {
    this.apply((project) => ban(project, photo));
  }

  unban(photo: number): void {
    this.apply((project) => unban(project, photo));
  }

  /** @param maxUses null: as for all photos. */
  limitPhoto(photo: number, maxUses: number | null): void {
    this.apply((project) => limitPhoto(project, photo, maxUses));
  }

  /** Shows the target in another way. */
  adjustTarget(what: AdjustStep, change: Partial<TargetAdjustment>): void {
    this.apply((project) => adjustTarget(project, what, change));
  }

  undo(): void {
    this.store.dispatch({ type: 'undo' });
    this.follow();
  }

  redo(): void {
    this.store.dispatch({ type: 'redo' });
    this.follow();
  }

  private apply(by: (project: Project) => Change): void {
    this.store.dispatch({ type: 'changed', by, now: performance.now() });
    this.follow();
  }

  /** Target and mosaic become what the project asks for. */
  private follow(): void {
    if (isToBeAdjusted(this.store.state)) {
      this.targets.add((engine, signal) => showAdjusted(this.store, engine, signal));
    }
    this.live.wake();
  }

  show(view: State['view']): void {
    this.store.dispatch({ type: 'view', view });
  }

  /** Thumbnails for the wall. They do not wait for what runs. */
  async thumbnails(photos: Uint32Array): ReturnType<Engine['thumbnails']> {
    return (await this.engine).thumbnails(photos);
  }

  async targetCopy(side: number): ReturnType<Engine['targetCopy']> {
    return (await this.engine).targetCopy(side);
  }

  /** Parts of the mosaic, for the viewer. They do not wait for what runs either. */
  async region(...asked: Parameters<Engine['region']>): ReturnType<Engine['region']> {
    return (await this.engine).region(...asked);
  }

  /** What a cell of the mosaic shows, and what would suit it as well. */
  async cellInfo(cell: number): ReturnType<Engine['cellInfo']> {
    return (await this.engine).cellInfo(cell);
  }

  async cellCandidates(cell: number, count: number): ReturnType<Engine['cellCandidates']> {
    return (await this.engine).cellCandidates(cell, count);
  }

  /** What becomes of a photo before it is a tile. */
  async preparationSteps(...asked: Parameters<Engine['preparationSteps']>): ReturnType<Engine['preparationSteps']> {
    return (await this.engine).preparationSteps(...asked);
  }

  async photoView(signal: AbortSignal, photo: number): ReturnType<Engine['photo']> {
    return (await this.engine).photo(signal, photo);
  }

  async findPhotos(words: string): ReturnType<Engine['findPhotos']> {
    return (await this.engine).findPhotos(words);
  }

  async photoName(photo: number): Promise<string> {
    const [name = ''] = await this.photoNames(Uint32Array.of(photo));
    return name;
  }

  /** Pairs of duplicates, to be shown. They do not wait for what runs. */
  async duplicates(first: number, count: number): ReturnType<Engine['duplicates']> {
    return (await this.engine).duplicates(first, count);
  }

  async photoNames(photos: Uint32Array): ReturnType<Engine['photoNames']> {
    return (await this.engine).photoNames(photos);
  }

  /** Shows one photo by itself. */
  openPhoto(photo: number): void {
    this.openedPhoto.open(photo);
  }

  /** Moves the crop of the photo that is open. */
  cropPhoto(position: CropPosition | 'smart'): void {
    this.live.wake();
    this.openedPhoto.crop(position);
  }

  closePhoto(): void {
    this.openedPhoto.close();
  }

  private async make(signal: AbortSignal): Promise<void> {
    await this.targets.idle;
    const notice = obstacle(this.store.state);
    if (notice) {
      // What went wrong on the way here says more than what is missing now.
      if (!isTrouble(this.store.state.notice)) this.store.dispatch({ type: 'notice', notice });
    } else if (!signal.aborted) {
      await this.live.make(signal);
    }
    this.store.dispatch({ type: 'make_dropped' });
  }
}
