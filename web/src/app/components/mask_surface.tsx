/** The target to paint a mask on, with a round brush: by mouse, pen, finger or keys. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Mask, TargetAdjustment, TargetInfo } from '../../engine/types';
import { shownSize, toMask } from '../mask_frame';
import { blankMask, type Place, painted } from '../target_mask';
import { drawMask } from './mask_drawing';

/** How far an arrow key moves the brush, in parts of the picture's longer side; with Shift less. */
const keyStep = 0.02;
const smallKeyStep = 0.005;

const directions: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Props {
  /** As it is shown, and how that is. */
  readonly target: TargetInfo;
  readonly adjustment: TargetAdjustment;
  /** The target as it was read, whose shape a new mask has. */
  readonly wholeTarget: TargetInfo;
  readonly mask: Mask | null;
  readonly rubber: boolean;
  /** The brush's diameter, in percent of the picture's longer side. */
  readonly brush: number;
  readonly label: string;
  /** Of the id that describes the keys. */
  readonly describedBy: string;
  /** @param isDot the brush was not moved. */
  readonly onPaint: (mask: Mask, isDot: boolean) => void;
  /** A key asks for a larger (1) or smaller (-1) brush. */
  readonly onResize: (by: 1 | -1) => void;
}

/** What is being painted. */
interface Painting {
  readonly mask: Mask;
  readonly at: Place;
  readonly isDot: boolean;
}

const within = (value: number): number => Math.min(1, Math.max(0, value));

export function MaskSurface(props: Props) {
  const { target, adjustment, wholeTarget, mask, rubber, brush, label, describedBy, onPaint, onResize } = props;
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Where the brush is, in parts of the picture's sides. */
  const [place, setPlace] = useState<Place>({ x: 0.5, y: 0.5 });
  const painting = useRef<Painting | null>(null);
  /** What is being painted, to be drawn. */
  const [wet, setWet] = useState<Mask | null>(null);

  const shape = target.width / target.height;
  const seen = wet ?? mask;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const scale = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(element.clientWidth * scale));
    const height = Math.max(1, Math.round(width / shape));
    if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
    drawMask(element, target, adjustment, seen, scale);
  }, [target, adjustment, seen, shape]);

  const placeOf = (event: PointerEvent): Place => {
    const box = surface.current?.getBoundingClientRect();
    if (!box) return place;
    return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
  };

  /** Paints a straight line to a place. */
  const paintTo = (to: Place): void => {
    const before = painting.current ?? { mask: mask ?? blankMask(wholeTarget), at: to, isDot: true };
    const { width, height } = shownSize(adjustment, before.mask);
    const after = painted(before.mask, {
      from: toMask(adjustment, before.mask, before.at),
      to: toMask(adjustment, before.mask, to),
      radius: (Math.max(width, height) * brush) / 200,
      coverage: rubber ? 0 : 255,
    });
    painting.current = { mask: after, at: to, isDot: before.isDot && before.at.x === to.x && before.at.y === to.y };
    setWet(after);
  };
  const finish = (): void => {
    if (painting.current) onPaint(painting.current.mask, painting.current.isDot);
    painting.current = null;
    setWet(null);
  };

  /** @return whether the key meant something. */
  const press = ({ key, repeat, shiftKey }: KeyboardEvent): boolean => {
    const direction = directions[key];
    if (direction) {
      const step = shiftKey ? smallKeyStep : keyStep;
      const to = {
        x: within(place.x + direction.x * step * Math.max(1, 1 / shape)),
        y: within(place.y + direction.y * step * Math.max(1, shape)),
      };
      setPlace(to);
      if (painting.current) paintTo(to);
    } else if (key === ' ') {
      if (!repeat) paintTo(place);
    } else if (key === '+' || key === '=') onResize(1);
    else if (key === '-') onResize(-1);
    else return false;
    return true;
  };

  return (
    <div
      ref={surface}
      class="mask-surface"
      style={{ aspectRatio: `${shape}`, '--shape': shape }}
      role="application"
      aria-label={label}
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys paint
      tabIndex={0}
      onKeyDown={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.altKey && press(event)) event.preventDefault();
      }}
      onKeyUp={(event) => {
        if (event.key === ' ') finish();
      }}
      onBlur={finish}
      onPointerDown={(event) => {
        if (event.button !== 0 || !event.isPrimary) return;
        surface.current?.setPointerCapture(event.pointerId);
        setPlace(placeOf(event));
        paintTo(placeOf(event));
      }}
      onPointerMove={(event) => {
        if (!event.isPrimary) return;
        setPlace(placeOf(event));
        if (!painting.current) return;
        for (const step of event.getCoalescedEvents?.() ?? []) paintTo(placeOf(step));
        paintTo(placeOf(event));
      }}
      onPointerUp={finish}
      onPointerCancel={() => {
        // Two fingers look closer, or move the page.
        painting.current = null;
        setWet(null);
      }}
    >
      <canvas ref={canvas} />
      <span
        class={rubber ? 'mask-brush rubs' : 'mask-brush'}
        style={{
          left: `${100 * place.x}%`,
          top: `${100 * place.y}%`,
          width: `${brush * Math.max(1, 1 / shape)}%`,
        }}
      />
    </div>
  );
}
