import { findBinding, type KeyBinding } from './binding.ts';
import { namedKeys } from './named-keys.ts';

/** A key with what it acts on: all that dispatch, footer and help need to know. */
export type BoundKey = KeyBinding<undefined>;

/** The keys of one thing on the screen: a dialog, a filter box, a list. */
export interface KeyLayer {
  readonly keys: readonly BoundKey[];
  /** Takes every other key as text; false when it is none of its own. */
  readonly type?: (key: string) => boolean;
  readonly paste?: (text: string) => void;
  /** Nothing below it hears a key. */
  readonly isModal?: boolean;
}

/** A table of keys made ready for a layer. */
export const bindKeys = <Controls>(
  bindings: readonly KeyBinding<Controls>[],
  controls: Controls,
): readonly BoundKey[] =>
  bindings.map(({ run, disabled, ...binding }) => ({
    ...binding,
    run: (_, key) => run(controls, key),
    ...(disabled === undefined ? {} : { disabled: () => disabled(controls) }),
  }));

/** Gives a key to the topmost layer that knows it; a disabled key says why instead, and one that nobody knows where to look. */
export const dispatchKey = (layers: readonly KeyLayer[], key: string, say: (message: string) => void): void => {
  const heard: BoundKey[] = [];
  for (const { keys, type, isModal = false } of layers) {
    const binding = findBinding(keys, key);
    if (binding !== undefined) {
      const reason = binding.disabled?.(undefined);
      if (reason === undefined) binding.run(undefined, key);
      else say(reason);
      return;
    }
    if (type?.(key) === true) return;
    heard.push(...keys);
    if (isModal) break;
  }
  say(describeUnknownKey(key, findBinding(heard, namedKeys.help) !== undefined));
};

/** What a key is answered that does nothing here. */
export const describeUnknownKey = (key: string, hasHelp: boolean): string =>
  `${nameKey(key)} does nothing here${hasHelp ? `; ${namedKeys.help} lists the keys` : ''}.`;

const keyNames: Readonly<Record<string, string>> = { pageup: 'PgUp', pagedown: 'PgDn', escape: 'Esc' };

/** `ctrl+x` as it is written on a keyboard; a letter as it is. */
const nameKey = (key: string): string =>
  [...key].length === 1
    ? key
    : (keyNames[key] ??
      key.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replace(/\+./, (end) => end.toUpperCase()));

/** Gives pasted text to the topmost layer that takes text; elsewhere it is dropped, lest it act as keys. */
export const dispatchPaste = (layers: readonly KeyLayer[], text: string): void => {
  for (const { paste, isModal = false } of layers) {
    paste?.(text);
    if (paste !== undefined || isModal) return;
  }
};
