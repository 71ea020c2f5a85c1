/** State that is read where keys are handled as well as where the screen is drawn: two keys in one chunk see each other. */
export interface Store<State, Action> {
  read(): State;
  dispatch(action: Action): void;
  /** Hears of every other state: what a reducer returns as it was is none. */
  subscribe(listener: () => void): () => void;
}

export const createStore = <State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> => {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    read: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
