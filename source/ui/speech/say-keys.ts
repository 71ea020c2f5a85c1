import type { BoundKey, KeyLayer } from '../keys/layer.ts';
import { sayKeys } from './plain-words.ts';
import type { Sentence } from './speech.ts';

const shownOf = (keys: readonly Pick<BoundKey, 'footer'>[]) =>
  keys.flatMap(({ footer }) => (footer === undefined ? [] : [footer]));

/** What can be pressed here, said where one comes: the keys of what is on top, and those of everywhere where they are heard. */
export const sayKeysOf = (
  layers: readonly KeyLayer[],
  global: readonly Pick<BoundKey, 'footer'>[],
): readonly Sentence[] => {
  const modal = layers.findIndex(({ isModal = false }) => isModal);
  const own = shownOf((modal === -1 ? layers : layers.slice(0, modal + 1)).flatMap(({ keys }) => keys));
  const all = modal === -1 ? [...own, ...shownOf(global)] : own;
  return all.length === 0 ? [] : [{ about: 'keys', text: `Keys: ${sayKeys(all)}.`, when: 'asked' }];
};
