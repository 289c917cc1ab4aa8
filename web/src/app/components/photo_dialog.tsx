/** One photo, whole, with the part of it that its tiles show: to drag, or to move by keys. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoView } from '../../engine/types';
import { cropFrame, draggedTo } from '../crop_frame';
import type { Session } from '../session';
import type { OpenPhoto } from '../state';
import { photoFacts, text } from '../text';

/** How many steps the crop has for keys. */
const steps = 100;

function Picture(props: {
  readonly view: PhotoView;
  readonly position: number;
  readonly onMove: (position: number) => void;
  readonly onEnd: (position: number) => void;
}) {
  const { view, position, onMove, onEnd } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const figure = useRef<HTMLDivElement>(null);
  const grip = useRef<{ readonly x: number; readonly y: number; readonly from: number; to: number } | null>(null);
  const { width, height, rgba } = view.preview;

  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);

  const frame = cropFrame(view, position);
  const percent = (part: number): string => `${100 * part}%`;
  return (
    <div
      class={frame.axis === null ? 'crop' : `crop movable-${frame.axis}`}
      ref={figure}
      style={{ aspectRatio: `${view.width} / ${view.height}`, '--shape': view.width / view.height }}
      onPointerDown={(event) => {
        if (frame.axis === null || event.button !== 0) return;
        event.preventDefault();
        figure.current?.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, y: event.clientY, from: position, to: position };
      }}
      onPointerMove={(event) => {
        const box = figure.current?.getBoundingClientRect();
        if (!grip.current || !box) return;
        const moved = {
          x: (event.clientX - grip.current.x) / box.width,
          y: (event.clientY - grip.current.y) / box.height,
        };
        grip.current.to = draggedTo(view, grip.current.from, moved);
        onMove(grip.current.to);
      }}
      onPointerUp={() => {
        if (grip.current) onEnd(grip.current.to);
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
    >
      <canvas ref={canvas} width={width} height={height} role="img" aria-label={view.name} />
      <div
        class="crop-frame"
        style={{
          left: percent(frame.x),
          top: percent(frame.y),
          width: percent(frame.width),
          height: percent(frame.height),
        }}
      />
    </div>
  );
}

function Crop({ view, session }: { readonly view: PhotoView; readonly session: Session }) {
  const [position, setPosition] = useState(view.position);
  /** What was last moved to by hand: an answer to an earlier move says nothing any more. */
  const latest = useRef<number | null>(null);
  useEffect(() => {
    if (latest.current === null || Math.abs(latest.current - view.position) < 1 / steps) setPosition(view.position);
  }, [view.position]);
  const move = (to: number): void => {
    latest.current = to;
    setPosition(to);
  };
  const keep = (to: number): void => {
    move(to);
    session.cropPhoto(to);
  };
  const find = (): void => {
    latest.current = null;
    session.cropPhoto('smart');
  };
  const movable = cropFrame(view, 0).axis !== null;
  return (
    <>
      <Picture view={view} position={position} onMove={move} onEnd={keep} />
      {movable ? (
        <div class="crop-row">
          <label>
            <span>{text.cropPosition}</span>
            <input
              type="range"
              min={0}
              max={steps}
              value={Math.round(position * steps)}
              onInput={(event) => move(event.currentTarget.valueAsNumber / steps)}
              onChange={(event) => keep(event.currentTarget.valueAsNumber / steps)}
            />
          </label>
          <button type="button" class="button small" onClick={find}>
            {text.cropSmart}
          </button>
          <button type="button" class="button small" onClick={() => keep(1 / 2)}>
            {text.cropMiddle}
          </button>
        </div>
      ) : (
        <p class="hint">{text.cropWhole}</p>
      )}
    </>
  );
}

export function PhotoDialog({ opened, session }: { readonly opened: OpenPhoto; readonly session: Session }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { view, trouble } = opened;
  return (
    <dialog ref={dialog} class="photo-dialog" aria-labelledby="photo-name" onClose={() => session.closePhoto()}>
      <div class="card-head">
        <h2 id="photo-name">{view?.name ?? (trouble === null ? text.photoOpening : text.photoUnopened)}</h2>
        <button type="button" class="button small" onClick={() => dialog.current?.close()}>
          {text.close}
        </button>
      </div>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {session.state.value.standIns ? text.onlyThumbnail : text.photoTrouble(trouble)}
        </p>
      )}
      {view && <Crop view={view} session={session} />}
      {view && <p class="hint">{photoFacts(view)}</p>}
    </dialog>
  );
}
