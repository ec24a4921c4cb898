import type { Frame } from './frames.ts';
import { reduce } from './reduce.ts';
import { initialState, type State } from './state.ts';

type Listener = (state: State, frame: Frame) => void;

/** Holds the state and tells who listens. The only place where it changes. */
export class Store {
  state: State = initialState;
  readonly #listeners = new Set<Listener>();

  dispatch(frame: Frame): void {
    this.state = reduce(this.state, frame);
    for (const listener of this.#listeners) listener(this.state, frame);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
