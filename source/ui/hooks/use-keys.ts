import { useInput, usePaste } from 'ink';
import { useEffect, useRef } from 'react';
import { findBinding } from '../keys/binding.ts';
import { keyNames } from '../keys/key-names.ts';
import { type BoundKey, dispatchKey, dispatchPaste, type KeyLayer } from '../keys/layer.ts';
import { dispatchTyped, type Typed } from '../keys/typed.ts';

/** Gives every key to the layers as they are at that moment: of two keys in one chunk the second sees what the first did. */
export const useKeys = (layers: () => readonly KeyLayer[], say: (message: string) => void): void => {
  useInput((input, key) => {
    for (const name of keyNames(input, key)) dispatchKey(layers(), name, say);
  });
  usePaste((text) => dispatchPaste(layers(), text));
};

interface KeptKeys {
  readonly layers: () => readonly KeyLayer[];
  readonly say: (message: string) => void;
  /** Whether what is typed is meant for something that is just loading, or that did not come. */
  readonly opening: () => 'loading' | 'failed' | undefined;
  /** These act at once all the same. */
  readonly always: readonly BoundKey[];
}

/** The same; what is typed while its screen is loading is kept for it, in its order, and dropped where that fails. */
export const useKeptKeys = ({ layers, say, opening, always }: KeptKeys): void => {
  const kept = useRef<Typed[]>([]);
  const act = (typed: Typed): void => dispatchTyped(layers(), typed, say);
  const hear = (typed: Typed): void => {
    const isUrgent = 'key' in typed && findBinding(always, typed.key) !== undefined;
    if (opening() === 'loading' && !isUrgent) kept.current.push(typed);
    else act(typed);
  };
  useInput((input, key) => {
    for (const name of keyNames(input, key)) hear({ key: name });
  });
  usePaste((paste) => hear({ paste }));
  // Whatever was loading told so, and is drawn anew. A key that is acted upon may lead to another one that loads.
  useEffect(() => {
    if (opening() === 'failed') kept.current = [];
    while (kept.current.length > 0 && opening() !== 'loading') {
      const typed = kept.current.shift();
      if (typed !== undefined) act(typed);
    }
  });
};
