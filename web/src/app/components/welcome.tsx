/** The first screen: what this is, in front of a mosaic that is drawn on the spot. */
import { useEffect, useRef } from 'preact/hooks';
import { drawArt } from '../../samples/client';
import type { Session } from '../session';
import { text } from '../text';
import { Icon } from './icons';
import { RecentProjects } from './recent_projects';

/** Side of a cell of the art in CSS pixels. */
const cell = 12;
/** Drawn at most this sharp: the art is decoration, and should cost a small computer little. */
const mostRatio = 1.5;

function Art() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const abort = new AbortController();
    const ratio = Math.min(window.devicePixelRatio || 1, mostRatio);
    const width = Math.max(1, Math.round(element.clientWidth * ratio));
    const height = Math.max(1, Math.round(element.clientHeight * ratio));
    drawArt(abort.signal, width, height, Math.round(cell * ratio)).then(
      (bitmap) => {
        element.width = bitmap.width;
        element.height = bitmap.height;
        element.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
        element.classList.add('shown');
      },
      // A first screen without art is still one.
      (error: unknown) => {
        if (!abort.signal.aborted) console.warn('the art could not be drawn', error);
      },
    );
    return () => abort.abort();
  }, []);
  return <canvas ref={canvas} class="art" />;
}

interface Props {
  readonly busy: boolean;
  readonly session: Session;
  /** What is pressed here goes with the first screen. */
  readonly keepFocus: () => void;
}

export function Welcome({ busy, session, keepFocus }: Props) {
  const onTry = (): void => {
    keepFocus();
    session.trySamples();
  };
  return (
    <div class="welcome" data-drop="any">
      <Art />
      <div class="welcome-text">
        <h2>{text.headline}</h2>
        <p>{text.introduction}</p>
        <button type="button" class="button primary large" disabled={busy} onClick={onTry}>
          <Icon name="spark" />
          {text.sample}
        </button>
        <RecentProjects busy={busy} session={session} keepFocus={keepFocus} />
      </div>
    </div>
  );
}
