/** The target turned, cropped, lighter or darker: a frame over the whole picture, buttons and sliders. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { unadjustedTarget } from '../../engine/defaults';
import type { TargetAdjustment, TargetInfo } from '../../engine/types';
import { number } from '../numbers';
import type { Session } from '../session';
import {
  type Crop,
  type Grip,
  isUnadjusted,
  isWhole,
  type LevelName,
  levelNames,
  movedCrop,
  resizedCrop,
  turned,
} from '../target_adjustment';
import { text } from '../text';

/** How far an arrow key goes, in parts of the picture. */
const keyStep = 0.01;
/** A corner is held within so many CSS pixels of it (adjust.css has its size). */
const cornerReach = 22;
const corners = ['left top', 'right top', 'left bottom', 'right bottom'] as const;

const directions: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -keyStep, y: 0 },
  ArrowRight: { x: keyStep, y: 0 },
  ArrowUp: { x: 0, y: -keyStep },
  ArrowDown: { x: 0, y: keyStep },
};

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The sides of a frame that a pointer takes hold of; none of them: all of it. */
function gripAt(crop: Crop, box: DOMRect, { x, y }: Place): Grip {
  const side = (place: number, begin: number, end: number): -1 | 0 | 1 =>
    Math.abs(place - begin) < cornerReach ? -1 : Math.abs(place - end) < cornerReach ? 1 : 0;
  const across = side(x - box.left, crop.x * box.width, (crop.x + crop.width) * box.width);
  const down = side(y - box.top, crop.y * box.height, (crop.y + crop.height) * box.height);
  return across !== 0 && down !== 0 ? { x: across, y: down } : { x: 0, y: 0 };
}

/** The whole target, turned, as it was read. */
function TurnedTarget({ target, turns }: { readonly target: TargetInfo; readonly turns: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba } = target.preview;
  const size = turns % 2 === 0 ? { width, height } : { width: height, height: width };
  useEffect(() => {
    const c = canvas.current?.getContext('2d');
    if (!c) return;
    const upright = new OffscreenCanvas(width, height);
    upright.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    c.setTransform(1, 0, 0, 1, size.width / 2, size.height / 2);
    c.rotate((turns * Math.PI) / 2);
    c.drawImage(upright, -width / 2, -height / 2);
  }, [rgba, width, height, turns, size.width, size.height]);
  return <canvas ref={canvas} {...size} />;
}

function CropFrame(props: {
  readonly target: TargetInfo;
  readonly adjustment: TargetAdjustment;
  readonly onCrop: (crop: Crop) => void;
}) {
  const { target, adjustment, onCrop } = props;
  const figure = useRef<HTMLDivElement>(null);
  const held = useRef<{ readonly at: Place; readonly from: Crop; readonly grip: Grip } | null>(null);
  /** While it is dragged. */
  const [dragged, setDragged] = useState<Crop | null>(null);
  const crop = dragged ?? adjustment.crop;
  const { width, height } = target.preview;
  const shape = adjustment.quarterTurns % 2 === 0 ? width / height : height / width;

  const change = (from: Crop, grip: Grip, by: Place): Crop =>
    grip.x === 0 && grip.y === 0 ? movedCrop(from, by) : resizedCrop(from, grip, by);
  const part = (value: number): string => `${100 * value}%`;
  return (
    <div
      ref={figure}
      class="crop target-crop"
      style={{ aspectRatio: `${shape}`, '--shape': shape }}
      role="application"
      aria-label={text.cropLabel}
      aria-describedby="crop-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move the frame
      tabIndex={0}
      onKeyDown={(event) => {
        const by = directions[event.key];
        if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        onCrop(change(crop, event.shiftKey ? { x: 1, y: 1 } : { x: 0, y: 0 }, by));
      }}
      onPointerDown={(event) => {
        const box = figure.current?.getBoundingClientRect();
        if (!box || event.button !== 0) return;
        figure.current?.setPointerCapture(event.pointerId);
        const at = { x: event.clientX, y: event.clientY };
        held.current = { at, from: crop, grip: gripAt(crop, box, at) };
      }}
      onPointerMove={(event) => {
        const box = figure.current?.getBoundingClientRect();
        if (!held.current || !box) return;
        const { at, from, grip } = held.current;
        setDragged(
          change(from, grip, { x: (event.clientX - at.x) / box.width, y: (event.clientY - at.y) / box.height }),
        );
      }}
      onPointerUp={() => {
        if (held.current && dragged) onCrop(dragged);
        held.current = null;
        setDragged(null);
      }}
      onPointerCancel={() => {
        held.current = null;
        setDragged(null);
      }}
    >
      <TurnedTarget target={target} turns={adjustment.quarterTurns} />
      <div
        class={isWhole(crop) ? 'crop-frame with-corners' : 'crop-frame with-corners movable'}
        style={{ left: part(crop.x), top: part(crop.y), width: part(crop.width), height: part(crop.height) }}
      >
        {corners.map((corner) => (
          <span key={corner} class={`crop-corner ${corner}`} />
        ))}
      </div>
    </div>
  );
}

function Level(props: {
  readonly level: LevelName;
  readonly value: number;
  readonly onInput: (value: number) => void;
}) {
  const { level, value, onInput } = props;
  const label = text.levelName[level];
  return (
    <div class="level">
      <label for={level}>{label}</label>
      <span aria-hidden="true">{`${number(value)} %`}</span>
      <input
        id={level}
        type="range"
        min={-100}
        max={100}
        value={value}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
      />
      {value !== 0 && (
        <button type="button" class="link reset" onClick={() => onInput(0)}>
          {text.reset}
          <span class="unseen"> {label}</span>
        </button>
      )}
    </div>
  );
}

export function TargetAdjust(props: {
  readonly target: TargetInfo;
  readonly adjustment: TargetAdjustment;
  readonly session: Session;
}) {
  const { target, adjustment, session } = props;
  const turn = (by: 1 | -1): void => session.adjustTarget('turn', turned(adjustment, by));
  return (
    <details class="section">
      <summary>{text.adjust}</summary>
      <CropFrame target={target} adjustment={adjustment} onCrop={(crop) => session.adjustTarget('crop', { crop })} />
      <p id="crop-keys" class="hint">
        {text.cropKeys}
      </p>
      <div class="adjust-buttons">
        <button type="button" class="button small" onClick={() => turn(-1)}>
          {text.turnLeft}
        </button>
        <button type="button" class="button small" onClick={() => turn(1)}>
          {text.turnRight}
        </button>
        {!isWhole(adjustment.crop) && (
          <button
            type="button"
            class="button small"
            onClick={() => session.adjustTarget('whole', { crop: unadjustedTarget.crop })}
          >
            {text.wholePicture}
          </button>
        )}
      </div>
      {levelNames.map((level) => (
        <Level
          key={level}
          level={level}
          value={adjustment[level]}
          onInput={(value) => session.adjustTarget(level, { [level]: value })}
        />
      ))}
      {!isUnadjusted(adjustment) && (
        <button type="button" class="link" onClick={() => session.adjustTarget('reset', unadjustedTarget)}>
          {text.asItIs}
        </button>
      )}
    </details>
  );
}
