/**
 * Turns what a person does into calls of the engine, one after the other, and tells the state what came
 * of them. The only part of the page that talks to the engine, besides the wall's thumbnails.
 */
import type { ReadonlySignal } from '@preact/signals';
import { signal as createSignal } from '@preact/signals';
import type { Engine, PhotoFile } from '../engine/api';
import {
  type CropPosition,
  EngineError,
  type LoadProgress,
  type Matching,
  type MosaicFacts,
  type SkippedPhoto,
} from '../engine/types';
import { drawSamples } from '../samples/client';
import { Painting } from './painting';
import { chooseFile, offer, roomForPages, type SavedFile, writeChosenFile, writeFile } from './save';
import { fileNameFor, mimeTypes, readSaveSettings, type SaveSettings } from './save_options';
import {
  type Action,
  type Estimate,
  initialState,
  type Notice,
  type NumberSetting,
  obstacle,
  type Progress,
  readSettings,
  reduce,
  type State,
  type Unisolated,
  type WorkKind,
} from './state';
import { type Step, StepQueue } from './step_queue';
import { isTrouble, photoTrouble } from './text';

/** The state hears of progress at most this often, in milliseconds. */
const progressEvery = 100;

/** A person who types should not be estimated at every letter; in milliseconds. */
const estimatePause = 250;

export class Session {
  readonly painting = new Painting();
  private readonly current = createSignal<State>(initialState);
  private readonly saved = createSignal<SavedFile | null>(null);
  private provideEngine: (engine: Promise<Engine>) => void = () => undefined;
  private readonly engine = new Promise<Engine>((resolve) => {
    this.provideEngine = resolve;
  });
  private readonly steps = new StepQueue(this.engine, () => this.estimate());
  private estimateTimer: ReturnType<typeof setTimeout> | undefined;

  get state(): ReadonlySignal<State> {
    return this.current;
  }

  /** The last file that was written, while it can still be had. */
  get savedFile(): ReadonlySignal<SavedFile | null> {
    return this.saved;
  }

  /** Gives the session its engine. What was asked for before waits for it. */
  async start(engine: Promise<Engine>, unisolated: Unisolated | null): Promise<void> {
    this.provideEngine(engine);
    try {
      const { info } = await engine;
      this.dispatch({ type: 'engine', engine: { status: 'ready', info, unisolated } });
    } catch (error) {
      this.dispatch({ type: 'engine', engine: { status: 'failed', detail: messageOf(error) } });
      return;
    }
    await this.countRemembered(await engine);
  }

  /** A dropped folder is being walked through. */
  lookThrough(): void {
    this.dispatch({ type: 'notice', notice: { id: 'looking' } });
  }

  addPhotos(files: readonly PhotoFile[]): void {
    if (files.length === 0) {
      this.dispatch({ type: 'notice', notice: { id: 'nothing_dropped' } });
      return;
    }
    this.steps.add((engine, signal) => this.loadPhotos(engine, signal, files));
  }

  setTarget(file: PhotoFile): void {
    this.dispatch({ type: 'target_chosen', name: file.path });
    this.steps.add(
      (engine, signal) => this.readTarget(engine, signal, file),
      () => this.dispatch({ type: 'target_dropped' }),
    );
  }

  clearPhotos(): void {
    this.steps.add(async (engine) => {
      await engine.clearPhotos();
      this.dispatch({ type: 'photos_cleared' });
    });
  }

  /** Forgets what is known of photos from visit to visit. Those that were added stay. */
  forgetPhotos(): void {
    this.steps.add(async (engine) => {
      await engine.clearPack();
      await this.countRemembered(engine);
      this.dispatch({ type: 'notice', notice: { id: 'forgotten' } });
    });
  }

  makeMosaic(): void {
    if (this.current.value.makeNext) return;
    if (!this.steps.busy) {
      const notice = obstacle(this.current.value);
      if (notice) {
        this.dispatch({ type: 'notice', notice });
        return;
      }
    }
    this.dispatch({ type: 'make_asked' });
    this.steps.add(
      (engine, signal) => this.make(engine, signal),
      () => this.dispatch({ type: 'make_dropped' }),
    );
  }

  /** Draws pictures and makes a mosaic of them. */
  trySamples(): void {
    this.steps.add(async (engine, signal) => {
      const pictures = await this.during('drawing', signal, 0, (report) =>
        drawSamples(signal, (done, total) => report({ done, total })),
      );
      if (!pictures) return;
      await this.readTarget(engine, signal, pictures.target);
      await this.loadPhotos(engine, signal, pictures.photos);
      if (signal.aborted) return;
      this.dispatch({ type: 'samples_added' });
      await this.make(engine, signal);
    });
  }

  /** Writes the mosaic into a file among the downloads. */
  download(): void {
    this.export(async (signal, stream, blurred, name, mimeType) => {
      await this.saved.value?.discard();
      this.saved.value = null;
      const file = await writeFile(signal, stream, name, mimeType);
      this.saved.value = file;
      offer(file);
      return { id: 'saved', name, bytes: file.bytes, blurred };
    });
  }

  /** Writes the mosaic into a file that the person chooses. To be called in the click itself. */
  async saveAs(): Promise<void> {
    const { mosaic, saving, target } = this.current.value;
    if (!mosaic) return;
    try {
      const handle = await chooseFile(fileNameFor(target?.name ?? '', saving.format), mimeTypes[saving.format]);
      if (!handle) return;
      this.export(async (signal, stream, blurred) => {
        const size = await writeChosenFile(signal, stream, handle);
        return { id: 'saved_as', name: handle.name, bytes: size, blurred };
      });
    } catch (error) {
      this.report('export', error);
    }
  }

  private export(
    write: (
      signal: AbortSignal,
      stream: ReturnType<Engine['exportMosaic']>,
      blurred: readonly string[],
      name: string,
      mimeType: string,
    ) => Promise<Notice>,
  ): void {
    const { mosaic, saving, target } = this.current.value;
    if (!mosaic) return;
    const options = readSaveSettings(saving, target?.name ?? '', mosaic);
    if (!options) {
      this.dispatch({ type: 'notice', notice: { id: 'bad_saving' } });
      return;
    }
    const name = fileNameFor(target?.name ?? '', saving.format);
    this.steps.add(async (engine, signal) => {
      const blurred: string[] = [];
      const notice = await this.during('export', signal, 1, (report) => {
        const stream = engine.exportMosaic(signal, options, report, (names) => blurred.push(...names));
        return write(signal, stream, blurred, name, mimeTypes[saving.format]);
      });
      if (notice) this.dispatch({ type: 'notice', notice });
    });
  }

  setSaving(change: Partial<SaveSettings>): void {
    this.dispatch({ type: 'saving', change });
    this.estimate();
  }

  /** Finds out what the file will come to, when nobody has changed anything for a moment. */
  private estimate(): void {
    clearTimeout(this.estimateTimer);
    this.estimateTimer = setTimeout(() => {
      const { mosaic, saving, target, estimate } = this.current.value;
      const options = mosaic?.painted ? readSaveSettings(saving, target?.name ?? '', mosaic) : null;
      // Never in the way of anything that was asked for: what that ends with asks again.
      if (!options || estimate || this.steps.busy) return;
      this.steps.add(async (engine, signal) => {
        let found: Estimate = null;
        try {
          found = { status: 'known', ...(await engine.estimateExport(signal, options)), room: await roomForPages() };
        } catch (error) {
          if (!signal.aborted) found = { status: 'refused', detail: messageOf(error) };
        }
        const now = this.current.value;
        if (now.mosaic?.facts === mosaic?.facts && now.saving === saving) {
          this.dispatch({ type: 'estimated', estimate: found });
        }
      });
    }, estimatePause);
  }

  /** Paints again if the window has grown. Never stands in the way of anything that was asked for. */
  fitPainting(): void {
    const { mosaic } = this.current.value;
    if (this.steps.busy || !mosaic?.painted || !this.painting.isTooSmall(mosaic.facts)) return;
    this.steps.add((engine, signal) => this.paint(engine, signal, mosaic.facts));
  }

  /**
   * Ends what runs. What waits for photos or a target to come in is dropped with them; what waits for a mosaic to
   * be made or written does not depend on it.
   */
  cancel(): void {
    const kind = this.current.value.work?.kind;
    this.dispatch({ type: 'work_cancelling' });
    if (kind === 'match' || kind === 'paint' || kind === 'export') this.steps.cancelRunning();
    else this.steps.cancelAll();
  }

  /** Makes do with what a matching has found so far. */
  settleMatch(): void {
    this.dispatch({ type: 'work_settling' });
    void this.engine.then((engine) => engine.settleMatch());
  }

  setNumber(name: NumberSetting, value: string): void {
    this.dispatch({ type: 'setting', name, value });
  }

  setMatching(value: Matching): void {
    this.dispatch({ type: 'matching', value });
  }

  setKeepDuplicates(value: boolean): void {
    this.dispatch({ type: 'keep_duplicates', value });
  }

  show(view: State['view']): void {
    this.dispatch({ type: 'view', view });
  }

  /** Thumbnails for the wall. They do not wait for what runs. */
  async thumbnails(photos: Uint32Array): ReturnType<Engine['thumbnails']> {
    return (await this.engine).thumbnails(photos);
  }

  async findPhotos(words: string): ReturnType<Engine['findPhotos']> {
    return (await this.engine).findPhotos(words);
  }

  async photoName(photo: number): Promise<string> {
    const [name = ''] = await this.photoNames(Uint32Array.of(photo));
    return name;
  }

  /** Shows one photo by itself. */
  openPhoto(photo: number): void {
    this.dispatch({ type: 'photo_opened', photo });
    void this.withPhoto(photo, async (engine, signal) => {
      const view = await engine.photo(signal, photo);
      if (this.isOpen(photo)) this.dispatch({ type: 'photo_shown', view });
    });
  }

  /** Moves the crop of the photo that is open. */
  cropPhoto(position: CropPosition | 'smart'): void {
    const photo = this.current.value.opened?.photo;
    if (photo === undefined) return;
    void this.withPhoto(photo, async (engine, signal) => {
      const now = await engine.cropPhoto(signal, photo, position);
      this.dispatch({ type: 'photo_cropped', photo, position: now });
    });
  }

  closePhoto(): void {
    this.dispatch({ type: 'photo_closed' });
  }

  private isOpen(photo: number): boolean {
    return this.current.value.opened?.photo === photo;
  }

  /** What is about one photo does not wait for what runs either; its troubles are said where it is shown. */
  private async withPhoto(photo: number, work: Step): Promise<void> {
    try {
      await work(await this.engine, new AbortController().signal);
    } catch (error) {
      console.warn(error);
      if (this.isOpen(photo)) this.dispatch({ type: 'photo_failed', detail: photoTrouble(messageOf(error)) });
    }
  }

  /** Pairs of duplicates, to be shown. They do not wait for what runs. */
  async duplicates(first: number, count: number): ReturnType<Engine['duplicates']> {
    return (await this.engine).duplicates(first, count);
  }

  async photoNames(photos: Uint32Array): ReturnType<Engine['photoNames']> {
    return (await this.engine).photoNames(photos);
  }

  private dispatch(action: Action): void {
    this.current.value = reduce(this.current.value, action);
  }

  /** Shows `work` as running, and ends it with a notice if it fails or is cancelled (giving undefined). */
  private async during<T>(
    kind: WorkKind,
    signal: AbortSignal,
    total: number,
    work: (report: (progress: Progress) => void) => Promise<T>,
    onFailure: (error: unknown) => void = (error) => this.report(kind, error),
  ): Promise<T | undefined> {
    this.dispatch({ type: 'work_started', kind, total, now: performance.now() });
    let latest: Progress | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      clearTimeout(timer);
      timer = undefined;
      if (latest) this.dispatch({ type: 'work_progress', ...pickProgress(latest), now: performance.now() });
      latest = null;
    };
    try {
      return await work((progress) => {
        latest = progress;
        timer ??= setTimeout(flush, progressEvery);
      });
    } catch (error) {
      if (signal.aborted) {
        this.dispatch({ type: 'notice', notice: { id: 'cancelled', kind, photos: this.current.value.photos } });
      } else {
        onFailure(error);
      }
      return undefined;
    } finally {
      clearTimeout(timer);
      this.dispatch({ type: 'work_ended' });
    }
  }

  private report(kind: WorkKind, error: unknown): void {
    console.error(error);
    const code = error instanceof EngineError ? error.code : null;
    this.dispatch({ type: 'notice', notice: { id: 'failed', kind, code, detail: messageOf(error) } });
  }

  private async loadPhotos(engine: Engine, signal: AbortSignal, files: readonly PhotoFile[]): Promise<void> {
    if (this.current.value.samples) {
      await engine.clearPhotos();
      this.dispatch({ type: 'photos_cleared' });
    }
    let { photos, duplicates } = this.current.value;
    let unshown: SkippedPhoto[] = [];
    let reported = 0;
    let lastCount = 0;
    const count = (): void => {
      this.dispatch({ type: 'photos_counted', photos, duplicates, skipped: unshown });
      unshown = [];
    };
    const result = await this.during('photos', signal, files.length, async (report) => {
      try {
        return await engine.addPhotos(signal, files, (progress: LoadProgress) => {
          photos = progress.photos;
          duplicates = progress.duplicates;
          unshown.push(...progress.skipped);
          reported += progress.skipped.length;
          report(progress);
          const now = performance.now();
          if (now - lastCount >= progressEvery) {
            lastCount = now;
            count();
          }
        });
      } finally {
        count();
      }
    });
    if (result) {
      photos = result.photos;
      duplicates = result.duplicates;
      unshown = result.skipped.slice(reported);
      count();
      this.dispatch({ type: 'photos_added', result });
    }
    await this.countRemembered(engine);
  }

  private async countRemembered(engine: Engine): Promise<void> {
    const remembered = await engine.packInfo().catch(() => null);
    if (remembered) this.dispatch({ type: 'remembered', remembered });
  }

  private async readTarget(engine: Engine, signal: AbortSignal, file: PhotoFile): Promise<void> {
    const refused = (error: unknown): void => {
      const { code, message } =
        error instanceof EngineError ? error : { code: 'unsupported' as const, message: messageOf(error) };
      const kept = this.current.value.target?.name ?? null;
      const name = file.path;
      this.dispatch({ type: 'notice', notice: { id: 'target_failed', name, code, detail: message, kept } });
    };
    const target = await this.during('target', signal, 0, () => engine.setTarget(signal, file), refused);
    this.dispatch(target ? { type: 'target_set', target } : { type: 'target_dropped' });
  }

  private async make(engine: Engine, signal: AbortSignal): Promise<void> {
    const notice = obstacle(this.current.value);
    const read = readSettings(this.current.value.settings);
    if (notice || !read.ok) {
      this.dispatch({ type: 'make_dropped' });
      // What went wrong on the way here says more than what is missing now.
      if (notice && !isTrouble(this.current.value.notice)) this.dispatch({ type: 'notice', notice });
      return;
    }
    const { options } = read;
    const facts = await this.during('match', signal, 1, (report) => engine.makeMosaic(signal, options, report));
    if (!facts) {
      this.dispatch({ type: 'make_dropped' });
      return;
    }
    this.dispatch({ type: 'made', facts, options });
    await this.paint(engine, signal, facts);
  }

  private async paint(engine: Engine, signal: AbortSignal, facts: MosaicFacts): Promise<void> {
    let height = 1;
    const done = await this.during('paint', signal, 1, async (report) => {
      // The facts below a new mosaic take some of its room.
      await nextFrames();
      await engine.paint(
        signal,
        this.painting.boxFor(facts),
        (size) => {
          height = size.height;
          this.painting.begin(facts, size, this.current.value.target);
        },
        (band) => {
          this.painting.band(band);
          report({ done: band.y + band.height, total: height });
        },
      );
      return true;
    });
    if (done) this.dispatch({ type: 'painted' });
  }
}

/** After the page was laid out anew; soon in any case, as hidden pages have no frames. */
function nextFrames(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 120);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

const pickProgress = ({ done, total, gap = null }: Progress): Progress => ({ done, total, gap });

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
