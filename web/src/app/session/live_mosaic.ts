/**
 * The mosaic that follows the project: whenever photos, target or settings change, what is being made is given up and
 * the mosaic that is wanted now is begun. At most one matching runs, and at most one waits for it to leave.
 */
import type { Engine } from '../../engine/api';
import type { MatchProgress, MosaicFacts, MosaicOptions } from '../../engine/types';
import type { Painting } from '../painting';
import { sameOptions } from '../settings';
import { isDue, refinements, type Wanted, wantedMosaic } from '../wanted';
import { loadingOf } from '../work';
import { during, superseded } from './running';
import type { Store } from './store';

/** What is over within so many milliseconds is not shown as work. */
const quietFor = 250;

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
    private readonly painting: Painting,
    private readonly onBegin: () => void,
    private readonly onEnd: () => void,
  ) {}

  /** Something may have changed. */
  look(): void {
    if (this.asleep) return;
    const wanted = wantedMosaic(this.store.state);
    if (!wanted || !isDue(this.store.state, wanted, this.last)) return;
    // More photos alone are no reason to give up what is nearly there.
    if (this.running && loadingOf(this.store.state.works) && this.last && onlyMorePhotos(wanted, this.last)) return;
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
  }

  /** Ends what runs without a word, as the photos go. */
  forget(): void {
    this.running?.controller.abort(superseded);
    this.last = null;
  }

  /** Paints again if the window has grown. Never stands in the way of anything else. */
  fit(): void {
    const { mosaic } = this.store.state;
    if (this.running || !mosaic?.painted || !this.painting.isTooSmall(mosaic.facts)) return;
    const controller = new AbortController();
    const { facts, options, photosRevision, targetRevision } = mosaic;
    const wanted = { options, photosRevision, targetRevision, photos: this.store.state.photos };
    this.enqueue({ wanted, controller, asked: false }, (engine) =>
      this.paint(engine, controller.signal, facts, { isFirst: false, asked: false }),
    );
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
    const { photosRevision, targetRevision } = wanted;
    const steps = given ? [wanted.options] : refinements(wanted.options);
    for (const [index, options] of steps.entries()) {
      const facts = await during(this.store, signal, {
        kind: 'match',
        total: 1,
        quietFor: asked ? 0 : quietFor,
        work: (report) => (given ? given(engine, signal, options, report) : engine.makeMosaic(signal, options, report)),
      });
      if (!facts || signal.aborted) break;
      const isFirst = this.store.state.mosaic === null;
      const final = index === steps.length - 1;
      this.store.dispatch({ type: 'made', facts, options, photosRevision, targetRevision, asked, final });
      await this.paint(engine, signal, facts, { isFirst, asked });
    }
  }

  private async paint(
    engine: Engine,
    signal: AbortSignal,
    facts: MosaicFacts,
    { isFirst, asked }: { readonly isFirst: boolean; readonly asked: boolean },
  ): Promise<void> {
    let height = 1;
    const done = await during(this.store, signal, {
      kind: 'paint',
      total: 1,
      quietFor: asked ? 0 : quietFor,
      work: async (report) => {
        // The facts below a first mosaic take some of its room.
        if (isFirst) await nextFrames();
        await engine.paint(
          signal,
          this.painting.boxFor(facts),
          (size) => {
            height = size.height;
            this.painting.begin(facts, size, this.store.state.target);
          },
          (band) => {
            this.painting.band(band);
            report({ done: band.y + band.height, total: height });
          },
        );
        return true;
      },
    });
    if (done) this.store.dispatch({ type: 'painted' });
  }
}

const onlyMorePhotos = (wanted: Wanted, last: Wanted): boolean =>
  wanted.targetRevision === last.targetRevision && sameOptions(wanted.options, last.options);

/** After the page was laid out anew; soon in any case, as hidden pages have no frames. */
function nextFrames(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 120);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
