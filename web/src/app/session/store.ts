/** The page's state, and the one way in which it changes. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Action, reduce } from '../reduce';
import { initialState, type State } from '../state';

export class Store {
  private readonly current = signal<State>(initialState);

  /** @param onChange called after every change. */
  constructor(private readonly onChange: () => void) {}

  /** For components, which are drawn again when it changes. */
  get signal(): ReadonlySignal<State> {
    return this.current;
  }

  get state(): State {
    return this.current.value;
  }

  dispatch(action: Action): void {
    this.current.value = reduce(this.current.value, action);
    this.onChange();
  }
}
