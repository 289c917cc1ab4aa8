/** Photos and the target on their way into the engine. */
import type { Engine, PhotoFile } from '../../engine/api';
import { EngineError, type LoadProgress, type SkippedPhoto } from '../../engine/types';
import { drawSamples, type SamplePictures } from '../../samples/client';
import { isToBeAdjusted } from '../state';
import { during, messageOf, progressEvery } from './running';
import type { Store } from './store';

export async function loadPhotos(
  store: Store,
  engine: Engine,
  signal: AbortSignal,
  files: readonly PhotoFile[],
): Promise<void> {
  let { photos, duplicates } = store.state;
  let unshown: SkippedPhoto[] = [];
  let reported = 0;
  let lastCount = 0;
  const count = (): void => {
    store.dispatch({ type: 'photos_counted', photos, duplicates, skipped: unshown });
    unshown = [];
  };
  const result = await during(store, signal, {
    kind: 'photos',
    total: files.length,
    work: async (report) => {
      try {
        return await engine.addPhotos(signal, files, (progress: LoadProgress) => {
          photos = progress.photos;
          duplicates = progress.duplicates;
          unshown.push(...progress.skipped);
          reported += progress.skipped.length;
          report(progress);
          const now = performance.now();
          if (now - lastCount >= progressEvery) {
            lastCount = now;
            count();
          }
        });
      } finally {
        count();
      }
    },
  });
  if (result) {
    photos = result.photos;
    duplicates = result.duplicates;
    unshown = result.skipped.slice(reported);
    count();
    store.dispatch({ type: 'photos_added', result });
  }
  await countRemembered(store, engine);
}

/** Draws the sample pictures; undefined where that was cancelled. */
export const drawPictures = (store: Store, signal: AbortSignal): Promise<SamplePictures | undefined> =>
  during(store, signal, {
    kind: 'drawing',
    work: (report) => drawSamples(signal, (done, total) => report({ done, total })),
  });

/** How much is known of photos from visit to visit. */
export async function countRemembered(store: Store, engine: Engine): Promise<void> {
  const remembered = await engine.packInfo().catch(() => null);
  if (remembered) store.dispatch({ type: 'remembered', remembered });
}

/** @param isNew false where it is read again, to be shown as it was. */
export async function readTarget(
  store: Store,
  engine: Engine,
  signal: AbortSignal,
  file: PhotoFile,
  isNew = true,
): Promise<void> {
  const onFailure = (error: unknown): void => {
    const { code, message } =
      error instanceof EngineError ? error : { code: 'unsupported' as const, message: messageOf(error) };
    const kept = store.state.target?.name ?? null;
    const name = file.path;
    store.dispatch({ type: 'notice', notice: { id: 'target_failed', name, code, detail: message, kept } });
  };
  const target = await during(store, signal, { kind: 'target', work: () => engine.setTarget(signal, file), onFailure });
  store.dispatch(target ? { type: 'target_set', target, isNew } : { type: 'target_dropped' });
}

/** Shows the target as the project has it, until that does not change any more. */
export async function showAdjusted(store: Store, engine: Engine, signal: AbortSignal): Promise<void> {
  while (isToBeAdjusted(store.state) && !signal.aborted) {
    const { adjustment } = store.state.project;
    const target = await during(store, signal, {
      kind: 'target',
      quietFor: 250,
      work: () => engine.adjustTarget(signal, adjustment),
    });
    if (!target) return;
    store.dispatch({ type: 'target_adjusted', target, adjustment });
  }
}
