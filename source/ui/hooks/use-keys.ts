import { useInput, usePaste } from 'ink';
import { keyNames } from '../keys/key-names.ts';
import { dispatchKey, dispatchPaste, type KeyLayer } from '../keys/layer.ts';

/** Gives every key to the layers as they are at that moment: of two keys in one chunk the second sees what the first did. */
export const useKeys = (layers: () => readonly KeyLayer[], say: (message: string) => void): void => {
  useInput((input, key) => {
    for (const name of keyNames(input, key)) dispatchKey(layers(), name, say);
  });
  usePaste((text) => dispatchPaste(layers(), text));
};
