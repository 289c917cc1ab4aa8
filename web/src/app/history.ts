/**
 * What was changed and can be taken back: an undo history of immutable values. It knows nothing of what the values
 * are; the one that stands now is kept by the caller.
 *
 *   history = record(history, { value: before, name: 'Cells across: 120', at: now, key: 'cellsAcross' });
 *   const move = undo(history, value);          // null where nothing can be taken back
 *   if (move) ({ history, value } = move);
 */

/** Steps that are kept. */
const longest = 200;

/** Changes of the same thing within so many milliseconds are one step. */
export const oneStep = 1000;

export interface Step<Value, Name> {
  /** What stood on the other side of the step. */
  readonly value: Value;
  readonly name: Name;
  /** When it was last gone on with, in milliseconds of any one clock. */
  readonly at: number;
  /** What was changed: what is typed into one field has one key. Null: never one step with its neighbour. */
  readonly key: string | null;
}

export interface History<Value, Name> {
  /** The latest step is the last of each. */
  readonly past: readonly Step<Value, Name>[];
  readonly future: readonly Step<Value, Name>[];
}

export interface Move<Value, Name> {
  readonly history: History<Value, Name>;
  readonly value: Value;
}

export const emptyHistory: History<never, never> = { past: [], future: [] };

/** Adds a step, with what stood before it; what could have been done again is forgotten. */
export function record<Value, Name>(history: History<Value, Name>, step: Step<Value, Name>): History<Value, Name> {
  const { past, future } = history;
  const last = past.at(-1);
  // What was just taken back is no step to go on with.
  if (last && future.length === 0 && step.key !== null && last.key === step.key && step.at - last.at < oneStep) {
    return { past: [...past.slice(0, -1), { ...step, value: last.value }], future: [] };
  }
  return { past: [...past, step].slice(-longest), future: [] };
}

/** @param value that stands now. */
export function undo<Value, Name>(history: History<Value, Name>, value: Value): Move<Value, Name> | null {
  const step = history.past.at(-1);
  if (!step) return null;
  return {
    value: step.value,
    history: { past: history.past.slice(0, -1), future: [...history.future, { ...step, value }] },
  };
}

export function redo<Value, Name>(history: History<Value, Name>, value: Value): Move<Value, Name> | null {
  const step = history.future.at(-1);
  if (!step) return null;
  return {
    value: step.value,
    // Whatever is typed next is a step of its own.
    history: { past: [...history.past, { ...step, value, key: null }], future: history.future.slice(0, -1) },
  };
}

/** The same steps between other values. */
export function mapHistory<Value, Name>(
  history: History<Value, Name>,
  map: (value: Value) => Value,
): History<Value, Name> {
  const mapped = (steps: readonly Step<Value, Name>[]) => steps.map((step) => ({ ...step, value: map(step.value) }));
  return { past: mapped(history.past), future: mapped(history.future) };
}
