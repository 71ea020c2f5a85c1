import type { HelpSection } from '../components/help.tsx';
import { plainWords, spellKey } from './plain-words.ts';
import type { Sentence } from './speech.ts';

/** Every key with what it does. */
export const sayHelp = (sections: readonly HelpSection[]): readonly Sentence[] =>
  sections.flatMap(({ title, entries }) => [
    { about: `section ${title}`, text: `Keys, ${title}:` },
    ...entries.map(({ shown, help }) => ({
      about: `key ${title} ${shown}`,
      text: `${spellKey(shown)}: ${plainWords(help)}.`,
    })),
  ]);
