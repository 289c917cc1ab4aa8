/** The tile that is chosen, by a click or by keys, and whether what is known of it is shown. */
import { useState } from 'preact/hooks';
import type { MosaicFacts } from '../../engine/types';
import { type Cell, leaderOf, neighbourOf } from './geometry';
import type { Direction } from './zoom_view';

interface Choice {
  readonly cell: Cell;
  /** Of the mosaic in which it was chosen. */
  readonly blocks: MosaicFacts['blocks'];
  readonly open: boolean;
}

const steps: Readonly<Record<Direction, Cell>> = {
  left: { column: -1, row: 0 },
  right: { column: 1, row: 0 },
  up: { column: 0, row: -1 },
  down: { column: 0, row: 1 },
};

/** The cell where the chosen one stands, also when cells have become smaller in places since; null where there is none. */
function cellNow({ cell, blocks }: Choice, facts: MosaicFacts): Cell | null {
  const scaled = (at: number): number => Math.floor((at * facts.blocks) / blocks);
  const { column, row } = { column: scaled(cell.column), row: scaled(cell.row) };
  return column < facts.columns && row < facts.rows ? leaderOf(facts, { column, row }) : null;
}

export interface Chosen {
  /** Null where none is, or the mosaic has fewer cells now. */
  readonly cell: Cell | null;
  readonly open: boolean;
  choose(cell: Cell | null, open: boolean): void;
  /** Chooses the neighbour. @return what is chosen then. */
  move(direction: Direction): Cell | null;
}

export function useChosen(facts: MosaicFacts): Chosen {
  const [choice, setChoice] = useState<Choice | null>(null);
  const cell = choice && cellNow(choice, facts);
  const open = cell !== null && choice?.open === true;
  const { blocks } = facts;
  return {
    cell,
    open,
    choose: (next, open) => setChoice(next && { cell: next, blocks, open }),
    move: (direction) => {
      if (!cell) return null;
      const next = neighbourOf(facts, cell, steps[direction]);
      setChoice({ cell: next, blocks, open });
      return next;
    },
  };
}
