/** Files that the mosaic is written into, and what they will come to. */
import { signal as createSignal, type ReadonlySignal } from '@preact/signals';
import type { Engine } from '../../engine/api';
import { thumbnailSide } from '../../engine/defaults';
import type { ExportOptions } from '../../engine/types';
import { sharedPageFiles } from '../../shared_page/files';
import type { Notice } from '../notices';
import { chooseFile, offer, roomForPages, type SavedFile, writeChosenFile, writeFile } from '../save';
import { fileNameFor, mimeTypes, readSaveSettings, type SaveSettings } from '../save_options';
import type { Estimate } from '../state';
import type { StepQueue } from '../step_queue';
import { sharedPageTexts } from '../text';
import { during, messageOf, report } from './running';
import type { Store } from './store';

/** A person who types should not be estimated at every letter; in milliseconds. */
const estimatePause = 250;

type Write = (
  signal: AbortSignal,
  stream: ReturnType<Engine['exportMosaic']>,
  blurred: readonly string[],
  name: string,
  mimeType: string,
) => Promise<Notice>;

/** The files of a page come from this site, once one is asked for. */
const withPage = async (signal: AbortSignal, options: ExportOptions): Promise<ExportOptions> =>
  options.format === 'webpage' ? { ...options, files: await sharedPageFiles(signal, sharedPageTexts) } : options;

export class Saving {
  private readonly saved = createSignal<SavedFile | null>(null);
  private estimateTimer: ReturnType<typeof setTimeout> | undefined;

  private estimating = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
    private readonly steps: StepQueue,
  ) {}

  /** The last file that was written, while it can still be had. */
  get file(): ReadonlySignal<SavedFile | null> {
    return this.saved;
  }

  change(change: Partial<SaveSettings>): void {
    this.store.dispatch({ type: 'saving', change });
    this.estimate();
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
    const { mosaic, saving, target } = this.store.state;
    if (!mosaic) return;
    try {
      const handle = await chooseFile(fileNameFor(target?.name ?? '', saving.format), mimeTypes[saving.format]);
      if (!handle) return;
      this.export(async (signal, stream, blurred) => {
        const size = await writeChosenFile(signal, stream, handle);
        return { id: 'saved_as', name: handle.name, bytes: size, blurred };
      });
    } catch (error) {
      report(this.store, 'export', error);
    }
  }

  private export(write: Write): void {
    const { mosaic, saving, standIns, target } = this.store.state;
    if (!mosaic) return;
    const options = readSaveSettings(saving, target?.name ?? '', mosaic);
    if (!options) {
      this.store.dispatch({ type: 'notice', notice: { id: 'bad_saving' } });
      return;
    }
    if (standIns && options.tileWidth > thumbnailSide) {
      this.store.dispatch({ type: 'notice', notice: { id: 'photos_wanted', side: thumbnailSide } });
      return;
    }
    const name = fileNameFor(target?.name ?? '', saving.format);
    this.stopEstimate();
    this.steps.add(async (engine, signal) => {
      const blurred: string[] = [];
      const notice = await during(this.store, signal, {
        kind: 'export',
        total: 1,
        work: async (progress) => {
          const whole = await withPage(signal, options);
          const stream = engine.exportMosaic(signal, whole, progress, (names) => blurred.push(...names));
          return write(signal, stream, blurred, name, mimeTypes[saving.format]);
        },
      });
      if (notice) this.store.dispatch({ type: 'notice', notice });
    });
  }

  /** Finds out what the file will come to, when nobody has changed anything for a moment. */
  estimate(): void {
    this.stopEstimate();
    this.estimateTimer = setTimeout(() => void this.findEstimate(), estimatePause);
  }

  /** An estimate is never in the way of anything that was asked for: what that ends with asks again. */
  stopEstimate(): void {
    clearTimeout(this.estimateTimer);
    this.estimating.abort();
  }

  private async findEstimate(): Promise<void> {
    const { mosaic, saving, target, estimate, works } = this.store.state;
    const options = mosaic?.painted ? readSaveSettings(saving, target?.name ?? '', mosaic) : null;
    if (!options || estimate || works.length > 0) return;
    this.estimating = new AbortController();
    const { signal } = this.estimating;
    let found: Estimate = null;
    try {
      const engine = await this.engine;
      const expected = await engine.estimateExport(signal, await withPage(signal, options));
      found = { status: 'known', ...expected, room: await roomForPages() };
    } catch (error) {
      if (!signal.aborted) found = { status: 'refused', detail: messageOf(error) };
    }
    const now = this.store.state;
    if (now.mosaic?.facts === mosaic?.facts && now.saving === saving) {
      this.store.dispatch({ type: 'estimated', estimate: found });
    }
  }
}
