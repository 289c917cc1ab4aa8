/** The video of a mosaic: what it will be, and a button for it; or why there will be none. */
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../session';
import type { Mosaic } from '../state';
import { text } from '../text';
import { encodableKind, type VideoKind } from '../video/encoders';
import { seconds, videoSize } from '../video/flight';

interface Props {
  readonly mosaic: Mosaic;
  readonly disabled: boolean;
  readonly session: Session;
}

export function VideoButton({ mosaic, disabled, session }: Props) {
  const { width, height } = videoSize(mosaic.facts.finest);
  /** Undefined until it is known. */
  const [kind, setKind] = useState<VideoKind | null>();
  useEffect(() => {
    let left = false;
    void encodableKind({ width, height }).then((found) => !left && setKind(found));
    return () => {
      left = true;
    };
  }, [width, height]);
  if (kind === null) return <p class="expected">{text.noVideo}</p>;
  return (
    <div class="expected">
      <p>{text.videoHint(seconds, width, height)}</p>
      <button
        type="button"
        class="button"
        aria-disabled={disabled || !kind}
        onClick={() => disabled || !kind || session.video.save()}
      >
        {text.saveVideo}
      </button>
    </div>
  );
}
