/** The tile that is chosen, by a click or by keys, and whether what is known of it is shown. */
import { useState } from 'preact/hooks';
import type { MosaicFacts } from '../../engine/types';
import type { Cell } from './geometry';
import type { Direction } from './zoom_view';

interface Choice {
  readonly cell: Cell;
  readonly open: boolean;
}

const steps: Readonly<Record<Direction, Cell>> = {
  left: { column: -1, row: 0 },
  right: { column: 1, row: 0 },
  up: { column: 0, row: -1 },
  down: { column: 0, row: 1 },
};

const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));

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
  const there = choice && choice.cell.column < facts.columns && choice.cell.row < facts.rows ? choice : null;
  return {
    cell: there?.cell ?? null,
    open: there?.open ?? false,
    choose: (cell, open) => setChoice(cell && { cell, open }),
    move: (direction) => {
      if (!there) return null;
      const { column, row } = steps[direction];
      const cell = {
        column: within(there.cell.column + column, facts.columns),
        row: within(there.cell.row + row, facts.rows),
      };
      setChoice({ ...there, cell });
      return cell;
    },
  };
}
