import type { BoundKey, KeyLayer } from '../keys/layer.ts';
import { fuzzyDistance } from './match.ts';

/** Something that the palette can do, from the table that binds its key. */
export interface PaletteEntry {
  /** The key that does the same without the palette. */
  readonly shown: string;
  readonly text: string;
  /** Where the key works. */
  readonly place: string;
  /** Why it cannot be done now; undefined when it can. */
  readonly disabled: () => string | undefined;
  readonly run: () => void;
}

/** What these keys do, an entry each: what has a key has an entry. */
export const entriesOf = (place: string, keys: readonly BoundKey[]): readonly PaletteEntry[] =>
  keys.map((key) => ({
    shown: key.shown,
    text: key.help,
    place,
    disabled: () => key.disabled?.(undefined),
    run: () => key.run(undefined, key.keys[0] ?? ''),
  }));

/** The keys that are heard: those of the topmost layers, down to one that lets nothing through. */
export const heardKeys = (layers: readonly KeyLayer[]): readonly BoundKey[] => {
  const modal = layers.findIndex(({ isModal = false }) => isModal);
  return (modal === -1 ? layers : layers.slice(0, modal + 1)).flatMap(({ keys }) => keys);
};

/** What fits the text, best first; all of it in its order where nothing was typed. A key that was typed comes first. */
export const findEntries = (entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] => {
  const typed = query.trim();
  return entries
    .flatMap((entry, order) => {
      const isKey = entry.shown.split(' ').includes(typed);
      const distance = isKey ? -1 : fuzzyDistance(typed, `${entry.text} ${entry.place}`);
      return distance === undefined ? [] : [{ entry, distance, order }];
    })
    .toSorted((one, other) => (typed === '' ? 0 : one.distance - other.distance) || one.order - other.order)
    .map(({ entry }) => entry);
};
