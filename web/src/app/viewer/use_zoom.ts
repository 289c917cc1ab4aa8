/** Keeps a ZoomView over the painting for as long as there is a mosaic, and its style in step with it. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MosaicFacts } from '../../engine/types';
import type { Session } from '../session';
import type { Box } from './geometry';
import { openZoomView, type Surroundings, type ZoomView } from './zoom_view';

interface Elements {
  /** Around the picture; its style says where the picture lies, as custom properties (viewer.css). */
  readonly frame: RefObject<HTMLElement | null>;
  /** As large as the painting when that is not moved. */
  readonly sheet: RefObject<HTMLElement | null>;
  /** For OpenSeadragon. */
  readonly stage: RefObject<HTMLElement | null>;
}

interface Hears {
  readonly onMove: (picture: Box) => void;
  readonly onClick: Surroundings['onClick'];
}

function boxWithin(frame: HTMLElement, element: HTMLElement): Box {
  const outer = frame.getBoundingClientRect();
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x - outer.x, y: y - outer.y, width, height };
}

function place(frame: HTMLElement, picture: Box, home: Box, isHome: boolean): void {
  const properties = {
    '--home-x': `${home.x}px`,
    '--home-y': `${home.y}px`,
    '--home-width': `${home.width}px`,
    '--home-height': `${home.height}px`,
    '--moved': isHome
      ? 'none'
      : `translate(${picture.x - home.x}px, ${picture.y - home.y}px) scale(${picture.width / home.width})`,
  };
  for (const [name, value] of Object.entries(properties)) frame.style.setProperty(name, value);
  frame.toggleAttribute('data-zoomed', !isHome);
}

/**
 * @param shown the mosaic that is all painted; null while there is none.
 * @param edition changes with its pixels.
 * @param hears onMove of each place where the whole picture comes to lie, onClick of presses.
 * @return null until OpenSeadragon has been loaded.
 */
export function useZoom(
  session: Session,
  { frame, sheet, stage }: Elements,
  shown: MosaicFacts | null,
  edition: string,
  hears: Hears,
): ZoomView | null {
  const [view, setView] = useState<ZoomView | null>(null);
  const listener = useRef(hears);
  listener.current = hears;
  const wanted = shown !== null;

  useEffect(() => {
    const elements = { frame: frame.current, sheet: sheet.current, stage: stage.current };
    if (!wanted || view || !elements.frame || !elements.sheet || !elements.stage) return;
    const { frame: outer, sheet: inner } = elements;
    let left = false;
    void openZoomView(elements.stage, (...asked) => session.region(...asked), {
      home: () => boxWithin(outer, inner),
      onMove: (picture, home, isHome) => {
        place(outer, picture, home, isHome);
        listener.current.onMove(picture);
      },
      onClick: (position) => listener.current.onClick(position),
    }).then((opened) => (left ? opened.close() : setView(opened)));
    return () => {
      left = true;
    };
  }, [session, frame, sheet, stage, wanted, view]);

  useEffect(() => () => view?.close(), [view]);

  useEffect(() => {
    if (view && shown) view.show(shown, edition);
  }, [view, shown, edition]);

  useEffect(() => {
    if (!view || !sheet.current) return;
    const observer = new ResizeObserver(() => view.refit());
    observer.observe(sheet.current);
    return () => observer.disconnect();
  }, [view, sheet]);

  return view;
}
