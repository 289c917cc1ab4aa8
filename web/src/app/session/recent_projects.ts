/**
 * Keeps the project in the browser, quietly, when it has been left alone for a moment; and what was kept before.
 * Where storage is forbidden or full nothing is kept, and nothing else changes.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PhotoFile } from '../../engine/api';
import { filesIn, mayRead } from '../folders';
import type { Painting } from '../painting';
import { writeProjectFile } from '../project_file';
import { idOf, isOfTarget, mostProjectBytes, mostTargetBytes, mostThumbnails, type RecentProject } from '../recent';
import { forgetProject, forgetProjects, keepProject, keptProjects } from '../recent_store';
import { isOutdated, type State } from '../state';
import type { EngineLife } from './engine_life';
import type { ProjectFiles } from './project_files';
import type { Store } from './store';

/** Milliseconds in which nothing was changed, and nothing runs, before a project is kept. */
const calm = 3000;
/** The longer side of a project's picture in pixels, and its quality as a JPEG. */
const pictureSide = 360;
const pictureQuality = 0.8;

export class RecentProjects {
  private readonly kept = signal<readonly RecentProject[]>([]);
  /** The project that is worked on, where it has been kept before. */
  private id: string | null = null;
  private folders: readonly FileSystemDirectoryHandle[] = [];
  /** What was kept last, or is about to be. */
  private last: Pick<State, 'project' | 'mosaic'> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private keeping = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly life: EngineLife,
    private readonly projects: ProjectFiles,
    private readonly painting: Painting,
  ) {}

  /** Those that are kept, the latest first. */
  get list(): ReadonlySignal<readonly RecentProject[]> {
    return this.kept;
  }

  /** Finds out what is kept. */
  async refresh(): Promise<void> {
    await quietly(async () => {
      this.kept.value = await keptProjects();
    });
  }

  /** Another project begins: what was kept stays as it is. */
  startAnew(): void {
    this.stop();
    this.id = null;
    this.folders = [];
  }

  /** Goes on with a project that was kept: what becomes of it is kept in its place. */
  goOn({ id, folders }: RecentProject): void {
    this.startAnew();
    this.id = id;
    this.folders = folders;
  }

  /** The photos of a project, as far as the browser can find their folders and may read them. To be called in a click. */
  async photosOf({ folders }: RecentProject): Promise<PhotoFile[]> {
    const allowed = await Promise.all(folders.map(mayRead));
    const readable = folders.filter((_, place) => allowed[place]);
    // A folder that has gone can be given again by hand.
    const found = await Promise.all(readable.map((folder) => filesIn(folder).catch(() => [])));
    return found.flat();
  }

  /** Photos came from these. */
  async addFolders(folders: readonly FileSystemDirectoryHandle[]): Promise<void> {
    for (const folder of folders) {
      const known = await Promise.all(this.folders.map((other) => other.isSameEntry(folder)));
      if (!known.includes(true)) this.folders = [...this.folders, folder];
    }
  }

  /** Something may have changed. */
  look(): void {
    const { awaited, mosaic, project, standIns, works } = this.store.state;
    // One that waits for photos would lose them.
    if (!mosaic?.painted || works.length > 0 || (awaited !== null && !standIns) || isOutdated(this.store.state)) {
      this.stop();
      return;
    }
    if (this.last?.project === project && this.last.mosaic === mosaic) return;
    this.stop();
    this.last = { project, mosaic };
    this.keeping = new AbortController();
    const { signal: stopped } = this.keeping;
    this.timer = setTimeout(() => void quietly(() => this.keep(stopped), stopped), calm);
  }

  async forget({ id }: RecentProject): Promise<void> {
    this.kept.value = this.kept.value.filter((project) => project.id !== id);
    await quietly(() => forgetProject(id));
  }

  async forgetAll(): Promise<void> {
    this.kept.value = [];
    await quietly(forgetProjects);
  }

  private stop(): void {
    clearTimeout(this.timer);
    if (this.timer !== undefined) this.last = null;
    this.timer = undefined;
    this.keeping.abort();
  }

  private async keep(stopped: AbortSignal): Promise<void> {
    const { target, samples, photos: count } = this.store.state;
    if (!target) return;
    const withTarget = (this.life.target?.file.size ?? 0) <= mostTargetBytes;
    // The samples are drawn anew.
    const withThumbnails = !samples && count <= mostThumbnails;
    const current = await this.projects.current({ withTarget, withThumbnails }, stopped);
    const picture = await smallPicture(this.painting.canvas);
    const file = new Blob([writeProjectFile(current)], { type: 'application/json' });
    const { photos } = current;
    if (stopped.aborted || file.size > mostProjectBytes) return;
    this.id = this.id !== null && isOfTarget(this.id, target.content) ? this.id : idOf(target.content, photos);
    const { id, folders } = this;
    const name = target.name.replace(/^.*[\\/]/, '');
    await keepProject({ id, name, photos: photos.length, time: Date.now(), picture, file, folders, samples });
    if (!stopped.aborted) this.timer = undefined;
    await this.refresh();
  }
}

function smallPicture(canvas: HTMLCanvasElement): Promise<Blob> {
  const scale = Math.min(1, pictureSide / Math.max(canvas.width, canvas.height));
  const width = Math.max(1, Math.round(canvas.width * scale));
  const height = Math.max(1, Math.round(canvas.height * scale));
  const small = new OffscreenCanvas(width, height);
  const c = small.getContext('2d');
  if (c) {
    c.imageSmoothingQuality = 'high';
    c.drawImage(canvas, 0, 0, width, height);
  }
  return small.convertToBlob({ type: 'image/jpeg', quality: pictureQuality });
}

/** Nobody waits for what is kept, nor misses it. */
async function quietly(work: () => Promise<void>, stopped?: AbortSignal): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!stopped?.aborted) console.warn('projects are not kept', error);
  }
}
