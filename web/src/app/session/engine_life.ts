/**
 * The session's engine, which may come to an end (its memory ended, the browser ended its worker) and be started
 * again. Whoever holds `engine` goes on using it.
 */
import type { Engine, PhotoFile } from '../../engine/api';
import type { Unisolated } from '../state';
import { countRemembered } from './loading';
import { messageOf } from './running';
import type { Store } from './store';

/** What an engine was given, and the next needs to go on where it has stopped. */
export interface Given {
  readonly photos: readonly PhotoFile[];
  readonly target: PhotoFile | null;
}

const nothing: Given = { photos: [], target: null };

export class EngineLife {
  /** Waits for the first engine to start, and rejects where it cannot. Its calls are those of the engine that runs. */
  readonly engine: Promise<Engine>;
  private provideEngine: (engine: Promise<Engine>) => void = () => undefined;
  private startEngine: () => Promise<Engine> = () => this.engine;
  private unisolated: Unisolated | null = null;
  private current: Engine | null = null;
  private given = nothing;

  constructor(private readonly store: Store) {
    this.engine = new Promise((resolve) => {
      this.provideEngine = resolve;
    });
  }

  /** The file of the target that the engine has. */
  get target(): PhotoFile | null {
    return this.given.target;
  }

  /** Starts the first engine. What was asked for before waits for it. */
  async start(startEngine: () => Promise<Engine>, unisolated: Unisolated | null): Promise<void> {
    this.startEngine = startEngine;
    this.unisolated = unisolated;
    const started = this.begin();
    this.provideEngine(started.then(() => this.facade()));
    try {
      await started;
    } catch (error) {
      this.store.dispatch({ type: 'engine', engine: { status: 'failed', detail: messageOf(error) } });
      return;
    }
    await countRemembered(this.store, await this.engine);
  }

  /** Starts another engine after one has stopped. Gives what that had, which the new one has not; null if it fails. */
  async renew(): Promise<Given | null> {
    this.store.dispatch({ type: 'engine', engine: { status: 'starting' } });
    try {
      await this.begin();
    } catch (error) {
      this.store.dispatch({ type: 'engine', engine: { status: 'stopped', detail: messageOf(error) } });
      return null;
    }
    const { given } = this;
    this.given = nothing;
    return given;
  }

  private async begin(): Promise<void> {
    const engine = await this.startEngine();
    this.current = this.recorded(engine);
    this.store.dispatch({
      type: 'engine',
      engine: { status: 'ready', info: engine.info, unisolated: this.unisolated },
    });
    void engine.stopped.then((reason) =>
      this.store.dispatch({ type: 'engine', engine: { status: 'stopped', detail: reason.message } }),
    );
  }

  private facade(): Engine {
    return new Proxy({} as Engine, { get: (_, name) => this.current?.[name as keyof Engine] });
  }

  /** The engine, keeping note of what it is given. */
  private recorded(engine: Engine): Engine {
    return {
      ...engine,
      addPhotos: async (signal, files, onProgress) => {
        // Also of what it could not take any more because it stopped, but not of what was cancelled.
        let done = 0;
        try {
          return await engine.addPhotos(signal, files, (progress) => {
            done = progress.done;
            onProgress?.(progress);
          });
        } finally {
          const taken = signal.aborted ? files.slice(0, done) : files;
          this.given = { ...this.given, photos: [...this.given.photos, ...taken] };
        }
      },
      clearPhotos: async () => {
        await engine.clearPhotos();
        this.given = { ...this.given, photos: [] };
      },
      setTarget: async (signal, file) => {
        const target = await engine.setTarget(signal, file);
        this.given = { ...this.given, target: file };
        return target;
      },
    };
  }
}
