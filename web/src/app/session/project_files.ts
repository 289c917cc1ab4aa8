/** Projects on their way into files and back. One that is opened is whole again once its photos and target are there. */
import type { Engine, PhotoFile } from '../../engine/api';
import type { PhotoIdentity } from '../../engine/types';
import { type Change, open as openSettings, type Project } from '../project';
import {
  type ProjectFile,
  type ReadProjectFile,
  readProjectFile,
  type SavedMosaic,
  writeProjectFile,
} from '../project_file';
import { type FoundPhotos, findPhotos, foundCells, withFoundPhotos } from '../project_photos';
import { offerBlob } from '../save';
import { projectNameFor } from '../save_options';
import { expectedSize } from '../settings';
import { isOutdated } from '../state';
import { writeSheets } from '../thumbnail_sheets';
import { wantedMosaic } from '../wanted';
import type { EngineLife } from './engine_life';
import type { LiveMosaic, MakeGiven } from './live_mosaic';
import { showAdjusted } from './loading';
import { report } from './running';
import { firstUnreadable, type StandIns } from './stand_ins';
import type { Store } from './store';

/** A larger file is no project, but a film. */
const mostBytes = 1e9;

/** What goes into a file beside the project. */
export interface Parts {
  readonly withTarget: boolean;
  readonly withThumbnails: boolean;
}

/** What came out of one. */
interface Opened {
  readonly target: PhotoFile | null;
  readonly standIns: StandIns | null;
}

export class ProjectFiles {
  /** The project that waits for its photos or its target. */
  private waiting: { readonly name: string; readonly file: ProjectFile } | null = null;
  /** The thumbnails that stand for photos, or did last. */
  standIns: StandIns | null = null;
  /** What the project became when its photos were found. */
  private found: Project | null = null;
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
    private readonly life: EngineLife,
    private readonly live: LiveMosaic,
    private readonly apply: (by: () => Change) => void,
  ) {}

  /** Writes a file among the downloads. */
  async save(parts: Parts): Promise<void> {
    try {
      const blob = new Blob([writeProjectFile(await this.current(parts))], { type: 'application/json' });
      const name = projectNameFor(this.store.state.target?.name ?? '');
      const bytes = offerBlob(blob, name);
      this.store.dispatch({ type: 'notice', notice: { id: 'document_saved', name, bytes } });
    } catch (error) {
      report(this.store, 'export', error);
    }
  }

  /** The project as it stands. @param signal ends the collecting of thumbnails. */
  async current({ withTarget, withThumbnails }: Parts, signal?: AbortSignal): Promise<ProjectFile> {
    const engine = await this.engine;
    const { project, photos, target, mosaic, saving, standIns } = this.store.state;
    const bytes = withTarget && target ? await this.life.target?.file.arrayBuffer() : undefined;
    const [identities, assignment] = await Promise.all([
      engine.photoIdentities(0, photos),
      mosaic ? engine.mosaicAssignment() : null,
    ]);
    // Those that came out of a file go into the next as they are.
    const known = standIns ? this.standIns?.sheets : undefined;
    const fetch = (wanted: Uint32Array): ReturnType<Engine['thumbnails']> => {
      signal?.throwIfAborted();
      return engine.thumbnails(wanted);
    };
    const thumbnails = withThumbnails ? (known ?? (await writeSheets(photos, fetch))) : null;
    return {
      project,
      photos: identities,
      target: target && {
        name: target.name,
        width: target.width,
        height: target.height,
        content: target.content,
        file: bytes ? new Uint8Array(bytes) : null,
      },
      mosaic:
        mosaic && assignment
          ? { ...assignment, grid: { columns: mosaic.facts.columns, rows: mosaic.facts.rows } }
          : null,
      saving,
      thumbnails,
    };
  }

  /** Takes the settings of a project; null where the file is none, which is said. */
  async open(source: File): Promise<Opened | null> {
    const { name } = source;
    const text = source.size > mostBytes ? '' : await source.text().catch(() => '');
    const read = await withReadableThumbnails(readProjectFile(text));
    if (!read.ok) {
      this.store.dispatch({ type: 'notice', notice: { id: 'project_unreadable', name, trouble: read.trouble } });
      return null;
    }
    const { file } = read;
    this.apply(() => openSettings(file.project.settings, name));
    if (file.saving) this.store.dispatch({ type: 'saving', change: file.saving });
    this.startOver();
    this.waiting = { name, file };
    this.await(null);
    this.store.dispatch({ type: 'notice', notice: { id: 'project_opened', name } });
    const { target, photos, thumbnails } = file;
    return {
      target: target?.file ? { file: new File([target.file], target.name), path: target.name } : null,
      standIns: thumbnails && { photos, sheets: thumbnails },
    };
  }

  /** Photos are about to take the place of thumbnails: the project as it is now waits for them. */
  async waitForPhotos(): Promise<void> {
    const current = await this.current({ withTarget: false, withThumbnails: false });
    const name = this.waiting?.name ?? projectNameFor(this.store.state.target?.name ?? '');
    this.waiting = { name, file: isOutdated(this.store.state) ? { ...current, mosaic: null } : current };
  }

  /** Does what can be done with the photos and the target that are there now. */
  restore(signal: AbortSignal): Promise<void> {
    this.tail = this.tail.then(async () => {
      if (this.waiting && !signal.aborted) await this.attempt(this.waiting.name, this.waiting.file, signal);
    });
    return this.tail;
  }

  /** The photos that were found are gone; others may come. */
  startOver(): void {
    this.found = null;
  }

  /** Waits no longer. */
  forget(): void {
    this.waiting = null;
    this.startOver();
    this.store.dispatch({ type: 'project_awaited', awaited: null });
  }

  private async attempt(name: string, file: ProjectFile, signal: AbortSignal): Promise<void> {
    const { project, photos } = this.store.state;
    // Whoever has gone on meanwhile does not want to be taken back.
    if (this.found && this.found !== project) {
      this.forget();
      return;
    }
    const engine = await this.engine;
    const present = await engine.photoIdentities(0, photos);
    const found = findPhotos(file.photos, present);
    const missing = file.photos.filter((_, photo) => found[photo] === null);
    if (missing.length === file.photos.length) {
      this.await(photos === 0 ? null : missing);
      return;
    }
    await this.restoreCrops(engine, signal, file.photos, present, found);
    const { settings } = this.store.state.project;
    this.found = { ...withFoundPhotos(file.project, found), settings };
    this.store.dispatch({ type: 'project_found', project: this.found });
    // The mosaic is one of the target as it was shown.
    await showAdjusted(this.store, engine, signal);
    this.await(missing);
    const { target, nextTarget, standIns } = this.store.state;
    if (!target || nextTarget !== null) return;
    const anew = this.differs(file);
    const cells = file.mosaic && anew === null ? this.stand(file.mosaic, found) : 0;
    const notice = { id: 'project_restored', name, missing: missing.length, cells, anew, standIns } as const;
    this.store.dispatch({ type: 'notice', notice });
    if (missing.length === 0 && anew !== 'target') this.forget();
  }

  /** What of the mosaic's making is not as it was saved. */
  private differs({ project, target: saved, mosaic }: ProjectFile): 'target' | 'settings' | null {
    const { project: current, target } = this.store.state;
    if (!target || !mosaic) return null;
    if (saved && saved.content !== target.content) return 'target';
    if (JSON.stringify(current.settings) !== JSON.stringify(project.settings)) return 'settings';
    const wanted = wantedMosaic(this.store.state);
    if (!wanted) return 'settings';
    const { columns, rows } = expectedSize(target, wanted.options);
    return columns === mosaic.grid.columns && rows === mosaic.grid.rows ? null : 'settings';
  }

  /** Puts the saved mosaic up. Gives the number of cells that are matched anew because their photos are missing. */
  private stand(saved: SavedMosaic, found: FoundPhotos): number {
    const { mosaic, kept, missing } = foundCells(saved, found);
    const given: MakeGiven =
      missing === 0
        ? (engine, signal, options, report) => engine.setMosaic(signal, options, mosaic, report)
        : (engine, signal, options, report) => engine.makeMosaic(signal, { ...options, pins: kept }, report);
    this.live.stand(given);
    return missing;
  }

  /** Moves crops to where they were. */
  private async restoreCrops(
    engine: Engine,
    signal: AbortSignal,
    saved: readonly PhotoIdentity[],
    present: readonly PhotoIdentity[],
    found: FoundPhotos,
  ): Promise<void> {
    for (const [place, { position }] of saved.entries()) {
      const photo = found[place];
      if (typeof photo !== 'number' || present[photo]?.position === position) continue;
      const now = await engine.cropPhoto(signal, photo, position);
      this.store.dispatch({ type: 'photo_cropped', photo, position: now });
    }
  }

  private await(missing: readonly PhotoIdentity[] | null): void {
    if (!this.waiting) return;
    const { name, file } = this.waiting;
    const awaited = {
      name,
      photos: file.photos.length,
      missing: missing?.map(({ path }) => path) ?? null,
      target: file.target && file.target.content !== this.store.state.target?.content ? file.target.name : null,
    };
    this.store.dispatch({ type: 'project_awaited', awaited });
  }
}

async function withReadableThumbnails(read: ReadProjectFile): Promise<ReadProjectFile> {
  if (!read.ok || !read.file.thumbnails) return read;
  const { photos, thumbnails } = read.file;
  const sheet = await firstUnreadable({ photos, sheets: thumbnails });
  return sheet === null ? read : { ok: false, trouble: { kind: 'damaged', place: `thumbnails[${sheet}]` } };
}
