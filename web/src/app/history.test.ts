import { describe, expect, it } from 'vitest';
import { emptyHistory, type History, mapHistory, oneStep, record, redo, undo } from './history';

type Numbers = History<number, string>;

/** A value with its history, as a caller keeps the two. */
class Kept {
  constructor(
    readonly value = 0,
    readonly history: Numbers = emptyHistory,
  ) {}
  set(value: number, at: number, key: string | null = 'field', name = `to ${value}`): Kept {
    return new Kept(value, record(this.history, { value: this.value, name, at, key }));
  }
  undo(): Kept {
    const move = undo(this.history, this.value);
    return move ? new Kept(move.value, move.history) : this;
  }
  redo(): Kept {
    const move = redo(this.history, this.value);
    return move ? new Kept(move.value, move.history) : this;
  }
}

const seconds = (count: number) => count * 1000;

describe('a history', () => {
  it('takes back and does again every step, and no further', () => {
    const walked = new Kept().set(1, seconds(0)).set(2, seconds(5)).set(3, seconds(10));
    const back = [walked.undo(), walked.undo().undo(), walked.undo().undo().undo(), walked.undo().undo().undo().undo()];
    expect(back.map(({ value }) => value)).toEqual([2, 1, 0, 0]);
    const start = walked.undo().undo().undo();
    const forth = [start.redo(), start.redo().redo(), start.redo().redo().redo(), start.redo().redo().redo().redo()];
    expect(forth.map(({ value }) => value)).toEqual([1, 2, 3, 3]);
  });

  it('names the step that would be taken back, and the one that would be done again', () => {
    const walked = new Kept().set(1, 0, 'a', 'first').set(2, 0, 'b', 'second');
    expect(walked.history.past.at(-1)?.name).toBe('second');
    expect(walked.undo().history.past.at(-1)?.name).toBe('first');
    expect(walked.undo().history.future.at(-1)?.name).toBe('second');
  });

  it('makes one step of what is typed into a field without a pause', () => {
    const typed = new Kept()
      .set(1, 0)
      .set(12, oneStep - 1)
      .set(120, 2 * oneStep - 2);
    expect(typed.history.past.map(({ name }) => name)).toEqual(['to 120']);
    expect(typed.undo().value).toBe(0);
  });

  it('begins another step after a pause, in another field, and where a step stands by itself', () => {
    expect(new Kept().set(1, 0).set(2, oneStep).undo().value).toBe(1);
    expect(new Kept().set(1, 0, 'a').set(2, 1, 'b').undo().value).toBe(1);
    expect(new Kept().set(1, 0, null).set(2, 1, null).undo().value).toBe(1);
  });

  it('does not go on with a step that was taken back or done again', () => {
    expect(new Kept(5).set(1, 0).set(2, seconds(3)).undo().set(7, 10).undo().value).toBe(1);
    expect(new Kept(5).set(1, 0).undo().redo().set(7, 10).undo().value).toBe(1);
  });

  it('forgets what was taken back when something else is done', () => {
    const changed = new Kept().set(1, 0).set(2, seconds(5)).undo().set(9, seconds(9));
    expect(changed.redo().value).toBe(9);
    expect(changed.undo().value).toBe(1);
  });

  it('keeps the latest steps alone', () => {
    let kept = new Kept();
    for (let i = 1; i <= 1000; i++) kept = kept.set(i, seconds(2 * i));
    expect(kept.history.past.length).toBe(200);
    expect(kept.undo().value).toBe(999);
  });

  it('can have its values changed, back and forth', () => {
    const walked = new Kept().set(1, 0).set(2, seconds(5)).undo();
    const doubled = new Kept(
      10 * walked.value,
      mapHistory(walked.history, (value) => 10 * value),
    );
    expect([doubled.undo().value, doubled.redo().value]).toEqual([0, 20]);
  });
});
