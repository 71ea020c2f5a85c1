import { Masker } from '../../domain/masker.ts';
import type { Secret } from '../../domain/secret.ts';

/** A server may quote what it was sent; the key in it is masked, however it is written there. */
export const withoutKey = (words: string, key: Secret): string => {
  const masker = new Masker();
  masker.hide(key.reveal());
  return masker.apply(words);
};
