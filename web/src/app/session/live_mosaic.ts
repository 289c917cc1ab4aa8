/**
 * The mosaic that follows the project: whenever photos, target or settings change, what is being made is given up and
 * the mosaic that is wanted now is begun. At most one matching runs, and at most one waits for it to leave.
 */
import type { Engine } from '../../engine/api';
import { EngineError, type MatchProgress, type MosaicFacts, type MosaicOptions } from '../../engine/types';
import { sameOptions } from '../settings';
import { isDue, refinements, sameMatch, type Wanted, wantedMosaic } from '../wanted';
import { loadingOf } from '../work';
import { type LivePainting, quietFor } from './live_painting';
import { during, report as reportFailure, superseded } from './running';
import type { Store } from './store';

/** Makes a mosaic some other way than by matching all of it. */
export type MakeGiven = (
  engine: Engine,
  signal: AbortSignal,
  options: MosaicOptions,
  report: (progress: MatchProgress) => void,
) => Promise<MosaicFacts>;

interface Attempt {
  readonly wanted: Wanted;
  readonly given?: MakeGiven;
  readonly controller: AbortController;
  /** Somebody pressed "Make mosaic" for it. */
  readonly asked: boolean;
}

export class LiveMosaic {
  private running: Attempt | null = null;
  private last: Wanted | null = null;
  private tail: Promise<void> = Promise.resolve();
  /** Cancel was pressed: nothing begins by itself until somebody does something. */
  private asleep = false;

  /**
   * @param onBegin, onEnd called when a matching begins, and when nothing runs any more.
   */
  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
    private readonly painting: LivePainting,
    private readonly onBegin: () => void,
    private readonly onEnd: () => void,
  ) {}

  /** Something may have changed. */
  look(): void {
    this.painting.look();
    if (this.asleep) return;
    const wanted = wantedMosaic(this.store.state);
    if (!wanted || !isDue(this.store.state, wanted, this.last)) return;
    // More photos alone are no reason to give up what is nearly there.
    if (this.running && loadingOf(this.store.state.works) && this.last && sameMatch(wanted, this.last)) return;
    this.begin(wanted, this.running?.asked ?? false);
  }

  /** Somebody did something that the mosaic should follow. */
  wake(): void {
    this.asleep = false;
    this.look();
  }

  /** Makes the mosaic now, even where it stands already; resolves when it is there, or was given up. */
  async make(signal: AbortSignal): Promise<void> {
    const wanted = wantedMosaic(this.store.state);
    if (!wanted) return;
    this.asleep = false;
    const cancel = (): void => this.cancel();
    signal.addEventListener('abort', cancel);
    this.begin(wanted, true);
    while (this.running) await this.tail;
    signal.removeEventListener('abort', cancel);
  }

  /** Puts a mosaic that was made before in the place of the one that would be made now. */
  stand(given: MakeGiven): void {
    const wanted = wantedMosaic(this.store.state);
    if (wanted) this.begin(wanted, false, given);
  }

  /** Ends what runs. It does not begin again by itself. */
  cancel(): void {
    this.asleep = true;
    this.running?.controller.abort();
    this.painting.cancel();
  }

  /** Ends what runs without a word, as the photos go. */
  forget(): void {
    this.running?.controller.abort(superseded);
    this.last = null;
    this.painting.forget();
  }

  private begin(wanted: Wanted, asked: boolean, given?: MakeGiven): void {
    this.running?.controller.abort(superseded);
    this.last = wanted;
    const attempt = { wanted, controller: new AbortController(), asked, ...(given ? { given } : {}) };
    this.onBegin();
    this.enqueue(attempt, (engine) => this.attempt(engine, attempt));
  }

  private enqueue(attempt: Attempt, work: (engine: Engine) => Promise<void>): void {
    this.running = attempt;
    this.tail = this.tail.then(async () => {
      // An engine that did not start has said so in the state.
      const engine = await this.engine.catch(() => null);
      if (engine && !attempt.controller.signal.aborted) await work(engine);
      // What made room for other work leaves to that what was asked for.
      if (this.running !== attempt) return;
      if (attempt.asked) this.store.dispatch({ type: 'make_dropped' });
      this.running = null;
      this.onEnd();
      this.look();
    });
  }

  /** Quick answers first, then what is wanted. */
  private async attempt(engine: Engine, { wanted, controller, asked, given }: Attempt): Promise<void> {
    const { signal } = controller;
    const { photosRevision, targetRevision, overlap } = wanted;
    const { mosaic } = this.store.state;
    // While edges are slid the mosaic that stands shows them; cells are compared anew when they have come to rest.
    if (mosaic && mosaic.overlap !== overlap && sameOptions(mosaic.options, wanted.options)) {
      await Promise.race([this.painting.idle(), aborted(signal)]);
      if (signal.aborted) return;
    }
    const steps = given ? [wanted.options] : refinements(wanted.options);
    for (const [index, options] of steps.entries()) {
      await this.painting.styleTold;
      const facts = await during(this.store, signal, {
        kind: 'match',
        total: 1,
        quietFor: asked ? 0 : quietFor,
        work: (report) => (given ? given(engine, signal, options, report) : engine.makeMosaic(signal, options, report)),
        onFailure: (error) => reportMatch(this.store, options, error),
      });
      if (!facts || signal.aborted) break;
      const isFirst = this.store.state.mosaic === null;
      const final = index === steps.length - 1;
      this.store.dispatch({ type: 'made', facts, options, overlap, photosRevision, targetRevision, asked, final });
      // What is wanted instead need not wait for it: it is seen until that is there.
      await Promise.race([this.painting.show(facts, { isFirst, asked }), aborted(signal)]);
      if (signal.aborted) break;
    }
  }
}

/** Says why there is no mosaic; also that nothing is left of one. */
function reportMatch(store: Store, { only }: MosaicOptions, error: unknown): void {
  const isEmpty = only !== undefined && error instanceof EngineError && error.code === 'invalid_argument';
  if (isEmpty) store.dispatch({ type: 'notice', notice: { id: 'nothing_marked' } });
  else reportFailure(store, 'match', error);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
