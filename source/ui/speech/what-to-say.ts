import { secondMs } from '../../lib/time-units.ts';
import type { Sentence, Speech } from './speech.ts';

/** What was said, and when. */
interface Heard {
  readonly gist: string;
  readonly at: number;
}

/** What somebody knows from hearing. */
export interface Hearing {
  /** Undefined before anything was said. */
  readonly place: string | undefined;
  readonly heard: ReadonlyMap<string, Heard>;
}

export const nothingHeard: Hearing = { place: undefined, heard: new Map() };

/** How long numbers that move all the time are not said again, milliseconds. */
const laterMs = 15 * secondMs;

const gistOf = ({ gist, text }: Sentence): string => gist ?? text;

/**
 * What is to be said now: in a new place all of it, in the same one what is another than what was said. What is no longer
 * there is forgotten, and said when it comes back.
 */
export const chooseWhatToSay = (
  { place, heard }: Hearing,
  speech: Speech,
  at: Date,
): { readonly lines: readonly string[]; readonly hearing: Hearing } => {
  const now = at.getTime();
  const sentences = [...speech.sentences, ...(speech.focus === undefined ? [] : [speech.focus])];
  const isNew = place !== speech.place;
  const next = new Map<string, Heard>();
  const lines: string[] = [];
  for (const sentence of sentences) {
    const { about, text, when = 'now' } = sentence;
    const before = isNew ? undefined : heard.get(about);
    const gist = gistOf(sentence);
    const isKnown = before?.gist === gist;
    const isEarly = when === 'later' && before !== undefined && now - before.at < laterMs;
    if (before !== undefined && (isKnown || isEarly)) {
      next.set(about, before);
      continue;
    }
    next.set(about, { gist, at: now });
    if (isNew || when !== 'asked') lines.push(text);
  }
  return { lines, hearing: { place: speech.place, heard: next } };
};
