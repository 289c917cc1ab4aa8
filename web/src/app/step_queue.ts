/** What a person asks for, done one step after the other, with ways to end it. */
import type { Engine } from '../engine/api';

export type Step = (engine: Engine, signal: AbortSignal) => Promise<void>;

export class StepQueue {
  private tail: Promise<void> = Promise.resolve();
  private waiting = 0;
  /** Of all that was added since everything was last cancelled. */
  private all = new AbortController();
  /** Of the step that runs. */
  private running = new AbortController();

  /** @param onIdle is called whenever the last step has ended. */
  constructor(
    private readonly engine: Promise<Engine>,
    private readonly onIdle: () => void,
  ) {}

  /** A step runs or waits. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  /** Resolves when nothing runs or waits of what has been added so far. */
  get idle(): Promise<void> {
    return this.tail;
  }

  /** Runs a step when all before it have ended. `dropped` is called if it never has its turn. */
  add(step: Step, dropped: () => void = () => undefined): void {
    const { signal } = this.all;
    this.waiting++;
    this.tail = this.tail
      .then(async () => {
        // An engine that did not start has said so in the state.
        const engine = await this.engine.catch(() => null);
        if (engine === null || signal.aborted) {
          dropped();
          return;
        }
        this.running = new AbortController();
        await step(engine, this.running.signal);
      })
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        this.waiting--;
        if (!this.busy) this.onIdle();
      });
  }

  /** Ends the step that runs. */
  cancelRunning(): void {
    this.running.abort();
  }

  /** The same, and drops those that wait. */
  cancelAll(): void {
    this.cancelRunning();
    this.all.abort();
    this.all = new AbortController();
  }
}
