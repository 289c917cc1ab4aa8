/** Shows the session's canvas as large as the room allows. */
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../session';
import { text } from '../text';

interface Props {
  readonly session: Session;
  readonly painted: boolean;
  readonly outdated: boolean;
  readonly hidden: boolean;
}

export function MosaicView({ session, painted, outdated, hidden }: Props) {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    frame.current?.append(session.painting.canvas);
  }, [session]);

  const name = painted ? ({ role: 'img', 'aria-label': text.mosaicLabel } as const) : {};
  return <div ref={frame} class={outdated ? 'mosaic stale' : 'mosaic'} hidden={hidden} {...name} />;
}
