/**
 * The thumbnails of all loaded photos. Only what can be seen is asked for and drawn, on one canvas that
 * stays in view while an empty element of the wall's full height scrolls, so a hundred thousand cost
 * no more than a hundred.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../session';
import { text } from '../text';
import { Thumbnails } from '../thumbnails';

/** Wanted side of a thumbnail in CSS pixels; the columns share what is left over. */
const wantedSide = 68;
const gap = 2;
/** Closer to the end than this counts as being at the end, and stays there. */
const nearEnd = 40;

export function Wall(props: { readonly session: Session; readonly count: number; readonly following: boolean }) {
  const { session, count, following } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const draw = useRef<(count: number, following: boolean) => void>(() => undefined);

  useEffect(() => {
    const box = scroller.current;
    const surface = canvas.current;
    const length = spacer.current;
    const c = surface?.getContext('2d');
    if (!box || !surface || !length || !c) return;

    let total = 0;
    let frame = 0;
    let atEnd = true;
    const thumbnails = new Thumbnails((first, some) => session.thumbnails(first, some));

    const layout = (): { columns: number; pitch: number } => {
      const columns = Math.max(1, Math.floor((box.clientWidth + gap) / (wantedSide + gap)));
      return { columns, pitch: (box.clientWidth + gap) / columns };
    };

    const paint = (): void => {
      frame = 0;
      const { columns, pitch } = layout();
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(box.clientWidth * ratio);
      const height = Math.round(box.clientHeight * ratio);
      if (surface.width !== width || surface.height !== height) {
        surface.width = width;
        surface.height = height;
      }
      const firstRow = Math.max(0, Math.floor(box.scrollTop / pitch));
      const lastRow = Math.floor((box.scrollTop + box.clientHeight) / pitch);
      const first = firstRow * columns;
      const end = Math.min(total, (lastRow + 1) * columns);
      c.clearRect(0, 0, width, height);
      c.imageSmoothingQuality = 'high';
      for (let index = first; index < end; index++) {
        const place = thumbnails.at(index);
        if (!place) continue;
        const x = Math.round((index % columns) * pitch * ratio);
        const y = Math.round((Math.floor(index / columns) * pitch - box.scrollTop) * ratio);
        const side = Math.round((pitch - gap) * ratio);
        c.drawImage(place.image, 0, place.y, place.side, place.side, x, y, side, side);
      }
      void thumbnails.want(first, end, total).then((arrived) => {
        if (arrived) schedule();
      });
    };

    const schedule = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };

    const resize = (): void => {
      const { columns, pitch } = layout();
      length.style.height = `${Math.ceil(total / columns) * pitch}px`;
      schedule();
    };

    const onScroll = (): void => {
      atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - nearEnd;
      schedule();
    };

    draw.current = (newTotal, follow) => {
      if (newTotal < total) {
        thumbnails.clear();
        atEnd = true;
      }
      total = newTotal;
      resize();
      if (follow && atEnd) box.scrollTop = box.scrollHeight;
    };

    const observer = new ResizeObserver(resize);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
      thumbnails.clear();
    };
  }, [session]);

  useEffect(() => draw.current(count, following), [count, following]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="wall" ref={scroller} tabIndex={0} aria-label={text.wallLabel}>
      <canvas ref={canvas} />
      <div ref={spacer} />
    </section>
  );
}
