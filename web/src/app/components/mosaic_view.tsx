/** The mosaic as large as the room allows, to zoom into and to compare with its target. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../session';
import type { Mosaic, State } from '../state';
import { text } from '../text';
import { CompareGrip, TargetBelow } from '../viewer/compare';
import { steer } from '../viewer/keys';
import { Tools, useFullScreen } from '../viewer/tools';
import { useZoom } from '../viewer/use_zoom';

interface Props {
  readonly session: Session;
  readonly state: State;
  readonly mosaic: Mosaic;
  readonly outdated: boolean;
}

export function MosaicView({ session, state, mosaic, outdated }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const { target } = state;
  const { facts, painted } = mosaic;
  const [comparing, setComparing] = useState(false);
  const full = useFullScreen(frame);

  useEffect(() => {
    sheet.current?.append(session.painting.canvas);
    return () => session.painting.forget();
  }, [session]);

  useEffect(() => {
    const room = full ? frame.current : frame.current?.parentElement;
    if (room) session.painting.setBox(room.clientWidth, room.clientHeight);
    session.fitPainting();
  }, [session, full]);

  const edition = `${facts.revision}-${state.cropsRevision}`;
  const view = useZoom(session, { frame, sheet, stage }, painted ? facts : null, edition, () => undefined);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (view && steer(view, event)) event.preventDefault();
  };
  const compared = comparing && target !== null;
  const classes = ['viewer', outdated ? 'stale' : '', compared ? 'comparing' : ''].filter(Boolean).join(' ');
  return (
    <div ref={frame} class={classes} hidden={state.view !== 'mosaic'}>
      {compared && <TargetBelow target={target} />}
      <div ref={sheet} class="mosaic" {...(painted ? { role: 'img', 'aria-label': text.mosaicLabel } : {})} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that is moved by keys */}
      <div ref={stage} class="zoom" role="application" aria-label={text.zoomLabel} tabIndex={0} onKeyDown={onKeyDown} />
      {compared && <CompareGrip frame={frame} />}
      {view && (
        <Tools view={view} frame={frame} full={full} comparing={target ? comparing : null} onCompare={setComparing} />
      )}
    </div>
  );
}
