/** The target below the mosaic, and a grip that says up to where the mosaic is seen. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TargetInfo } from '../../engine/types';
import { text } from '../text';

/** Keys move the grip by one of so many steps. */
const steps = 100;

export function TargetBelow({ target }: { readonly target: TargetInfo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba } = target.preview;
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);
  return <canvas ref={canvas} class="target-below" width={width} height={height} role="img" aria-label={target.name} />;
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
