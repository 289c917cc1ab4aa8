/** The target below the mosaic, and a grip that says up to where the mosaic is seen. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RgbaPicture, TargetInfo } from '../../engine/types';
import type { Session } from '../session';
import { text } from '../text';

/** Keys move the grip by one of so many steps. */
const steps = 100;

/** Pixels of the target's longer side: what a large screen shows. */
const largeSide = 2048;

function draw(canvas: HTMLCanvasElement, { width, height, rgba }: RgbaPicture): void {
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
}

interface Props {
  readonly session: Session;
  readonly target: TargetInfo;
}

export function TargetBelow({ session, target }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { current } = canvas;
    if (!current) return;
    draw(current, target.preview);
    if (Math.max(target.width, target.height) <= Math.max(target.preview.width, target.preview.height)) return;
    let left = false;
    session.targetCopy(largeSide).then(
      (copy) => left || draw(current, copy),
      // The small one stays.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [session, target]);
  return <canvas ref={canvas} class="target-below" role="img" aria-label={target.name} />;
}

export function CompareGrip({ frame }: { readonly frame: RefObject<HTMLElement | null> }) {
  const [split, setSplit] = useState(steps / 2);
  useEffect(() => frame.current?.style.setProperty('--split', String(split / steps)), [frame, split]);
  return (
    <div class="split">
      <input
        type="range"
        min={0}
        max={steps}
        value={split}
        aria-label={text.compareSplit}
        onInput={(event) => setSplit(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
