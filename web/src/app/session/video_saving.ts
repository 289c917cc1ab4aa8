/** The video from the whole mosaic to one of its tiles. */
import type { Engine } from '../../engine/api';
import type { MosaicFacts } from '../../engine/types';
import { offerBlob } from '../save';
import { baseOf } from '../save_options';
import type { StepQueue } from '../step_queue';
import { encodableKind } from '../video/encoders';
import { flightTo, frames, middleCell, videoSize } from '../video/flight';
import type { Cell } from '../viewer/geometry';
import { during } from './running';
import type { Store } from './store';

export class VideoSaving {
  private chosen: { readonly facts: MosaicFacts; readonly cell: Cell } | null = null;

  /** @param onBegin called before it is written. */
  constructor(
    private readonly store: Store,
    private readonly steps: StepQueue,
    private readonly onBegin: () => void,
  ) {}

  /** The tile that is selected; null: none. */
  aimAt(facts: MosaicFacts, cell: Cell | null): void {
    this.chosen = cell && { facts, cell };
  }

  /** Puts a video that ends at the selected tile, or the one in the middle, among the downloads. */
  save(): void {
    const { mosaic, target } = this.store.state;
    if (!mosaic) return;
    const { facts } = mosaic;
    const cell = this.chosen?.facts === facts ? this.chosen.cell : middleCell(facts);
    this.onBegin();
    this.steps.add(async (engine, signal) => {
      const blob = await during(this.store, signal, {
        kind: 'export',
        total: frames,
        work: (report) => this.write(engine, signal, facts, cell, (done) => report({ done, total: frames })),
      });
      if (!blob) return;
      const name = `${baseOf(target?.name ?? '')}-mosaic.${blob.type.replace('video/', '')}`;
      this.store.dispatch({ type: 'notice', notice: { id: 'saved', name, bytes: offerBlob(blob, name), blurred: [] } });
    });
  }

  private async write(
    engine: Engine,
    signal: AbortSignal,
    facts: MosaicFacts,
    cell: Cell,
    onFrame: (done: number) => void,
  ): Promise<Blob> {
    const size = videoSize(facts.finest);
    const kind = await encodableKind(size);
    if (!kind) throw new Error('this browser has no encoder for videos');
    // Loaded when it is first wanted.
    const { writeVideo } = await import('../video/write_video');
    return writeVideo(signal, facts, flightTo(facts, cell), size, kind, (...asked) => engine.region(...asked), onFrame);
  }
}
