/** A tile as it stands in the mosaic: mirrored or turned, and in the style that all are drawn in. */
import { useEffect, useRef } from 'preact/hooks';
import type { MosaicFacts } from '../../engine/types';
import type { Session } from '../session';
import { type Cell, cellBox } from './geometry';

interface Props {
  readonly session: Session;
  readonly facts: MosaicFacts;
  readonly cell: Cell;
  /** Changes with the mosaic's pixels. */
  readonly edition: string;
  readonly label: string;
}

/** The pixels of a cell on the finest level. */
function finestBox(facts: MosaicFacts, cell: Cell) {
  const box = cellBox(facts, { x: 0, y: 0, ...facts.finest }, cell);
  const x = Math.round(box.x);
  const y = Math.round(box.y);
  return {
    x,
    y,
    width: Math.max(1, Math.min(Math.round(box.x + box.width), facts.finest.width) - x),
    height: Math.max(1, Math.min(Math.round(box.y + box.height), facts.finest.height) - y),
  };
}

export function TilePicture({ session, facts, cell, edition, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { column, row } = cell;
  const { revision } = facts;
  useEffect(() => {
    const abort = new AbortController();
    const region = { revision, level: 0, ...finestBox(facts, { column, row }) };
    session.region(abort.signal, region).then(
      (bitmap) => {
        const { current } = canvas;
        if (!current || abort.signal.aborted) return;
        current.width = bitmap.width;
        current.height = bitmap.height;
        current.getContext('2d')?.drawImage(bitmap, 0, 0);
      },
      // Another mosaic stands by now, and comes with another edition.
      () => undefined,
    );
    return () => abort.abort();
  }, [session, facts, revision, column, row, edition]);
  return <canvas ref={canvas} class="tile-picture" role="img" aria-label={label} />;
}
