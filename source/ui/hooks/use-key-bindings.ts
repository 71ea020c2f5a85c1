import { useInput } from 'ink';
import { findBinding, type KeyBinding } from '../keys/binding.ts';
import { keyNames } from '../keys/key-names.ts';

/** Runs the bindings of whatever is on top; a disabled key says why instead. */
export const useKeyBindings = <State>(
  bindings: readonly KeyBinding<State>[],
  state: State,
  say: (message: string) => void,
): void => {
  useInput((input, key) => {
    for (const name of keyNames(input, key)) {
      const binding = findBinding(bindings, name);
      if (binding === undefined) continue;
      const reason = binding.disabled?.(state);
      if (reason === undefined) binding.run(state, name);
      else say(reason);
    }
  });
};
