/** The mosaic as large as the room allows, to zoom into, to compare with its target, and with tiles to choose. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../session';
import type { Mosaic, State } from '../state';
import { text } from '../text';
import { CompareGrip, TargetBelow } from '../viewer/compare';
import { type Box, type Cell, cellAt, cellBox, cellOf, indexOf } from '../viewer/geometry';
import { directionOf, steer } from '../viewer/keys';
import { drawMarks } from '../viewer/marks';
import { TilePanel } from '../viewer/tile_panel';
import { Tools, useFullScreen } from '../viewer/tools';
import { useChosen } from '../viewer/use_chosen';
import { useTile } from '../viewer/use_tile';
import { useZoom } from '../viewer/use_zoom';

interface Props {
  readonly session: Session;
  readonly state: State;
  readonly mosaic: Mosaic;
  readonly outdated: boolean;
}

/** A picture of width 1. */
const unit = { x: 0, y: 0, width: 1, height: 1 };

export function MosaicView({ session, state, mosaic, outdated }: Props) {
  const viewer = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const picture = useRef<Box | null>(null);
  const { target, project } = state;
  const { facts, painted } = mosaic;
  const [comparing, setComparing] = useState(false);
  const full = useFullScreen(viewer);
  const chosen = useChosen(facts);
  const edition = `${facts.revision}-${mosaic.look}-${state.cropsRevision}`;
  const tile = useTile(session, chosen.cell && indexOf(facts, chosen.cell), edition);

  useEffect(() => session.video.aimAt(facts, chosen.cell));

  useEffect(() => {
    sheet.current?.append(session.painting.canvas);
    return () => session.painting.forget();
  }, [session]);

  useEffect(() => {
    const room = full ? viewer.current : viewer.current?.parentElement;
    if (room) session.painting.setBox(room.clientWidth, room.clientHeight);
    session.fitPainting();
  }, [session, full]);

  const mark = (): void => {
    if (!marks.current || !picture.current) return;
    const others = chosen.open && tile ? tile.info.others.map((index) => cellOf(facts, index)) : [];
    drawMarks(marks.current, facts, picture.current, { chosen: chosen.cell, others });
  };
  useEffect(mark);

  const view = useZoom(session, { frame: surface, sheet, stage }, painted ? facts : null, edition, {
    onMove: (to) => {
      picture.current = to;
      mark();
    },
    onClick: (place) => {
      const cell = picture.current && cellAt(facts, picture.current, place);
      const again = cell && chosen.cell && indexOf(facts, cell) === indexOf(facts, chosen.cell) && chosen.open;
      chosen.choose(again ? null : cell, true);
    },
  });

  const middle = (): Cell | null => {
    const { clientWidth = 0, clientHeight = 0 } = surface.current ?? {};
    return picture.current && cellAt(facts, picture.current, { x: clientWidth / 2, y: clientHeight / 2 });
  };
  const close = (): void => {
    chosen.choose(null, false);
    stage.current?.focus();
  };

  /** @return whether the key meant something. */
  const choose = (event: KeyboardEvent): boolean => {
    const direction = directionOf(event);
    if (event.key === 'Enter' && !chosen.cell) chosen.choose(middle(), false);
    else if (event.key === 'Enter') chosen.choose(chosen.cell, true);
    else if (event.key === 'Escape' && chosen.cell) close();
    else if (direction && chosen.cell) {
      const next = chosen.move(direction);
      if (next) view?.reveal(cellBox(facts, unit, next));
    } else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (view && (choose(event) || steer(view, event))) event.preventDefault();
  };

  const compared = comparing && target !== null;
  const classes = ['surface', outdated ? 'stale' : '', compared ? 'comparing' : ''].filter(Boolean).join(' ');
  return (
    <div ref={viewer} class="viewer" hidden={state.view !== 'mosaic'}>
      <div ref={surface} class={classes}>
        {compared && <TargetBelow session={session} target={target} />}
        <div ref={sheet} class="mosaic" {...(painted ? { role: 'img', 'aria-label': text.mosaicLabel } : {})} />
        <div
          ref={stage}
          class="zoom"
          role="application"
          aria-label={text.zoomLabel}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that is moved by keys
          tabIndex={0}
          onKeyDown={onKeyDown}
        />
        {chosen.cell && <canvas ref={marks} class="marks" />}
        {compared && <CompareGrip frame={surface} />}
        {view && (
          <Tools
            view={view}
            frame={viewer}
            full={full}
            comparing={target ? comparing : null}
            onCompare={setComparing}
          />
        )}
      </div>
      <p class="unseen" aria-live="polite">
        {chosen.cell && tile && text.tileChosen(tile.name, chosen.cell.column + 1, chosen.cell.row + 1)}
      </p>
      {chosen.cell && chosen.open && tile && (
        <TilePanel
          session={session}
          project={project}
          facts={facts}
          cell={chosen.cell}
          tile={tile}
          edition={edition}
          onClose={close}
        />
      )}
    </div>
  );
}
