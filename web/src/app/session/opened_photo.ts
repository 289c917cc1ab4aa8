/** The photo that is looked at by itself. What is about one photo does not wait for what runs. */
import type { Engine } from '../../engine/api';
import type { CropPosition } from '../../engine/types';
import { messageOf } from './running';
import type { Store } from './store';

export class OpenedPhoto {
  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
  ) {}

  open(photo: number): void {
    this.store.dispatch({ type: 'photo_opened', photo });
    void this.attempt(photo, async (engine, signal) => {
      const view = await engine.photo(signal, photo);
      if (this.isOpen(photo)) this.store.dispatch({ type: 'photo_shown', view });
    });
  }

  /** Moves the part that tiles show. */
  crop(position: CropPosition | 'smart'): void {
    const photo = this.store.state.opened?.photo;
    if (photo === undefined) return;
    void this.attempt(photo, async (engine, signal) => {
      const now = await engine.cropPhoto(signal, photo, position);
      this.store.dispatch({ type: 'photo_cropped', photo, position: now });
    });
  }

  close(): void {
    this.store.dispatch({ type: 'photo_closed' });
  }

  private isOpen(photo: number): boolean {
    return this.store.state.opened?.photo === photo;
  }

  /** Its troubles are said where it is shown. */
  private async attempt(photo: number, work: (engine: Engine, signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      await work(await this.engine, new AbortController().signal);
    } catch (error) {
      console.warn(error);
      if (this.isOpen(photo)) this.store.dispatch({ type: 'photo_failed', detail: messageOf(error) });
    }
  }
}
