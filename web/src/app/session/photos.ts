/**
 * The photos that the engine has: somebody's own, the sample pictures, or thumbnails that stand for photos. The first
 * of somebody's own take the place of the others.
 */
import type { Engine, PhotoFile } from '../../engine/api';
import type { LiveMosaic } from './live_mosaic';
import { loadPhotos } from './loading';
import type { ProjectFiles } from './project_files';
import type { RecentProjects } from './recent_projects';
import { addStandIns, type StandIns } from './stand_ins';
import type { Store } from './store';

export class Photos {
  constructor(
    private readonly store: Store,
    private readonly live: LiveMosaic,
    private readonly projects: ProjectFiles,
    private readonly recent: RecentProjects,
  ) {}

  async load(engine: Engine, signal: AbortSignal, files: readonly PhotoFile[]): Promise<void> {
    const { samples, standIns } = this.store.state;
    if (standIns) await this.projects.waitForPhotos();
    if (samples) this.recent.startAnew();
    if (samples || standIns) await this.clear(engine);
    await loadPhotos(this.store, engine, signal, files);
    await this.projects.restore(signal);
  }

  /** @return whether they are all there. */
  async loadSamples(engine: Engine, signal: AbortSignal, files: readonly PhotoFile[]): Promise<boolean> {
    await this.load(engine, signal, files);
    if (!signal.aborted) this.store.dispatch({ type: 'samples_added' });
    return !signal.aborted;
  }

  /** Shows a project's thumbnails, unless photos of somebody's own are here. */
  async standIn(engine: Engine, signal: AbortSignal, thumbnails: StandIns): Promise<void> {
    const { photos, samples, standIns } = this.store.state;
    if (photos > 0 && !samples && !standIns) return;
    if (photos > 0) await this.clear(engine);
    this.projects.standIns = thumbnails;
    if (!(await addStandIns(this.store, engine, signal, thumbnails))) await engine.clearPhotos();
  }

  /** Gives an engine what another had that has stopped. */
  async loadAgain(
    engine: Engine,
    signal: AbortSignal,
    files: readonly PhotoFile[],
    { samples, standIns }: { readonly samples: boolean; readonly standIns: boolean },
  ): Promise<void> {
    if (files.length > 0) await loadPhotos(this.store, engine, signal, files);
    if (standIns && this.projects.standIns) await this.standIn(engine, signal, this.projects.standIns);
    if (samples) this.store.dispatch({ type: 'samples_added' });
  }

  async clear(engine: Engine): Promise<void> {
    this.live.forget();
    this.projects.startOver();
    await engine.clearPhotos();
    this.store.dispatch({ type: 'photos_cleared' });
  }
}
