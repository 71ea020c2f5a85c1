import { countOf } from '../../domain/wording/count.ts';
import { plainWords, spellKey } from '../speech/plain-words.ts';
import { atPlace, type Speech } from '../speech/speech.ts';
import { findEntries, type PaletteEntry } from './entries.ts';
import type { PaletteState } from './state.ts';

/** What is typed, how many actions fit, and the one under the cursor with its key. */
export const speakPalette = (entries: readonly PaletteEntry[], { field, at }: PaletteState): Speech => {
  const found = findEntries(entries, field.value);
  const entry = found[at];
  const count =
    found.length === 0 ? 'Nothing fits; Backspace takes a letter back.' : `${countOf(found.length, 'action')}.`;
  return {
    place: 'palette',
    sentences: [
      { about: 'title', text: 'Find an action by its name. Up and Down move, Enter does it.', when: 'asked' },
      { about: 'count', text: count },
    ],
    focus: entry === undefined ? undefined : { about: 'focus', text: atPlace(at, found.length, sayEntry(entry)) },
    field: { label: 'Action', value: field.value },
  };
};

const sayEntry = ({ shown, text, place, disabled }: PaletteEntry): string => {
  const reason = disabled();
  const off = reason === undefined ? '' : ` Not now: ${plainWords(reason)}`;
  return `${plainWords(text)}. ${spellKey(shown)}, ${place}.${off}`;
};
