/** The large side of the page: first screen, wall of photos, mosaic; above it what happens, below it the facts. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Session } from '../session';
import { isOutdated, type State } from '../state';
import { text } from '../text';
import { MosaicView } from './mosaic_view';
import { StatusBar } from './status_bar';
import { VarietyOffer } from './variety_offer';
import { Wall } from './wall';
import { Welcome } from './welcome';

/** How long the window must stand still before the mosaic is painted anew, in milliseconds. */
const settle = 250;

/** Tells the painting how much room it has, also before there is one. */
function useRoom(session: Session): RefObject<HTMLDivElement | null> {
  const room = useRef<HTMLDivElement>(null);
  // The facts of a new mosaic may take a line more: it is painted for the room that they leave.
  useLayoutEffect(() => {
    const box = room.current;
    if (box && !document.fullscreenElement) session.painting.setBox(box.clientWidth, box.clientHeight);
  });
  useEffect(() => {
    const box = room.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => {
      session.painting.setBox(box.clientWidth, box.clientHeight);
      clearTimeout(timer);
      timer = setTimeout(() => session.fitPainting(), settle);
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [session]);
  return room;
}

export function Stage({ state, session }: { readonly state: State; readonly session: Session }) {
  const room = useRoom(session);
  const { engine, photos, mosaic, works, view } = state;
  const stage = useRef<HTMLElement>(null);
  // A button that goes when it is pressed hands the focus on, so that it is not lost.
  const keepFocus = (): void => stage.current?.focus();
  const loading = works.some(({ kind }) => kind === 'photos' || kind === 'drawing');
  const empty = photos === 0 && !mosaic && !loading;
  const stopped = engine.status === 'failed' || engine.status === 'stopped';
  return (
    <section class="stage" ref={stage} tabIndex={-1}>
      <StatusBar state={state} session={session} keepFocus={keepFocus} />
      <div class="picture" ref={room}>
        {empty && <Welcome busy={works.length > 0 || stopped} session={session} keepFocus={keepFocus} />}
        {!empty && (view === 'wall' || !mosaic) && (
          <Wall session={session} count={photos} cropsRevision={state.cropsRevision} following={loading} />
        )}
        {mosaic && <MosaicView session={session} state={state} mosaic={mosaic} outdated={isOutdated(state)} />}
      </div>
      {mosaic && (
        <dl class="facts">
          {text.factsOf(mosaic.facts, mosaic.options).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <VarietyOffer mosaic={mosaic} session={session} keepFocus={keepFocus} />
        </dl>
      )}
      {engine.status === 'ready' && engine.unisolated && (
        <p class="hint slower">{text.unisolated(engine.unisolated)}</p>
      )}
    </section>
  );
}
