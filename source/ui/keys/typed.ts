import { dispatchKey, dispatchPaste, type KeyLayer } from './layer.ts';

/** What a person did at the keyboard: a key, or text that was pasted. */
export type Typed = { readonly key: string } | { readonly paste: string };

/** Gives it to the topmost layer that knows it. */
export const dispatchTyped = (layers: readonly KeyLayer[], typed: Typed, say: (message: string) => void): void =>
  'key' in typed ? dispatchKey(layers, typed.key, say) : dispatchPaste(layers, typed.paste);
