/**
 * The picture of the mosaic that stands, on the canvas: painted anew when there is another mosaic, another style or
 * more room. One painting runs at a time. Another style does not end it, or nothing would be seen while somebody
 * drags; of all that changed meanwhile the last one is painted next.
 */
import type { Engine } from '../../engine/api';
import type { MosaicFacts, MosaicStyle } from '../../engine/types';
import type { Painting } from '../painting';
import { readStyle, sameStyle } from '../style';
import { during, superseded } from './running';
import type { Store } from './store';

/** What is over within so many milliseconds is not shown as work. */
export const quietFor = 250;

/** What was painted last, or tried to be. */
interface Attempt {
  readonly facts: MosaicFacts;
  readonly style: MosaicStyle;
}

interface Running {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

interface Circumstances {
  /** There was no mosaic before. */
  readonly isFirst: boolean;
  /** Somebody pressed "Make mosaic" for it. */
  readonly asked: boolean;
}

export class LivePainting {
  private running: Running | null = null;
  private last: Attempt | null = null;
  /** The style that the engine draws in; null: it has to be told. */
  private told: MosaicStyle | null = null;
  private telling: Promise<void> = Promise.resolve();

  /** @param onBegin, onEnd called when a painting begins, and when none runs any more. */
  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
    private readonly painting: Painting,
    private readonly onBegin: () => void,
    private readonly onEnd: () => void,
  ) {}

  /** Something may have changed. */
  look(): void {
    const { mosaic } = this.store.state;
    const style = readStyle(this.store.state.project.settings);
    if (!this.told || !sameStyle(style, this.told)) this.tell(style);
    // Another mosaic is painted by who made it.
    if (this.running || !mosaic || this.last?.facts !== mosaic.facts || sameStyle(style, this.last.style)) return;
    // Nor are tiles of two sizes drawn with soft edges: a mosaic without smaller ones is on its way.
    if (style.overlap > 0 && mosaic.facts.blocks > 1) return;
    void this.begin({ facts: mosaic.facts, style }, { isFirst: false, asked: false });
  }

  /** The engine knows of the style that is wanted now. */
  get styleTold(): Promise<void> {
    return this.telling;
  }

  /** Paints a mosaic that was just made, in place of what is being painted; resolves when it is there or was given up. */
  async show(facts: MosaicFacts, circumstances: Circumstances): Promise<void> {
    this.cancel(superseded);
    await this.running?.ended;
    await this.begin({ facts, style: readStyle(this.store.state.project.settings) }, circumstances);
  }

  /** Nothing is being painted, nor will be for what has changed so far. */
  async idle(): Promise<void> {
    while (this.running) await this.running.ended;
  }

  /** Paints again if the window has grown. */
  fit(): void {
    const { mosaic } = this.store.state;
    if (this.running || !mosaic?.painted || !this.painting.isTooSmall(mosaic.facts)) return;
    void this.begin({ facts: mosaic.facts, style: mosaic.style }, { isFirst: false, asked: false });
  }

  cancel(reason?: DOMException): void {
    this.running?.controller.abort(reason);
  }

  /** The photos go, and perhaps the engine that knew the style. */
  forget(): void {
    this.cancel(superseded);
    this.last = null;
    this.told = null;
  }

  private tell(style: MosaicStyle): void {
    this.told = style;
    // An engine that did not start, or has stopped, has said so in the state.
    this.telling = this.engine.then((engine) => engine.setStyle(style)).catch(() => undefined);
  }

  private begin(attempt: Attempt, circumstances: Circumstances): Promise<void> {
    const controller = new AbortController();
    this.last = attempt;
    this.onBegin();
    const ended = this.paint(controller.signal, attempt.facts, circumstances).then((done) => {
      this.running = null;
      if (done && !controller.signal.aborted) this.store.dispatch({ type: 'painted', style: attempt.style });
      this.look();
      if (!this.running) this.onEnd();
    });
    this.running = { controller, ended };
    return ended;
  }

  /** @return whether the whole mosaic is on the canvas. */
  private async paint(
    signal: AbortSignal,
    facts: MosaicFacts,
    { isFirst, asked }: Circumstances,
  ): Promise<boolean | undefined> {
    let height = 1;
    return during(this.store, signal, {
      kind: 'paint',
      total: 1,
      quietFor: asked ? 0 : quietFor,
      work: async (report) => {
        const engine = await this.engine;
        await this.telling;
        // The facts below a first mosaic take some of its room.
        if (isFirst) await nextFrames();
        signal.throwIfAborted();
        await engine.paint(
          signal,
          this.painting.boxFor(facts),
          (size) => {
            if (signal.aborted) return;
            height = size.height;
            this.painting.begin(facts, size, this.store.state.target);
          },
          (band) => {
            if (signal.aborted) return;
            this.painting.band(band);
            report({ done: band.y + band.height, total: height });
          },
        );
        return true;
      },
    });
  }
}

/** After the page was laid out anew; soon in any case, as hidden pages have no frames. */
function nextFrames(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 120);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
