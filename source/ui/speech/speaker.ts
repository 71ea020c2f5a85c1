import stringWidth from 'string-width';
import { wrapText } from '../../lib/wrap-text.ts';
import type { Speech, SpokenField } from './speech.ts';
import { chooseWhatToSay, nothingHeard } from './what-to-say.ts';

/** Writes what is said: lines that stay, below one another, and nothing is ever drawn over. */
export interface Speaker {
  /** Says of it what is not known yet. */
  say(speech: Speech, at: Date): void;
  /** Says this at once, however often. */
  announce(text: string): void;
  /** Says everything anew the next time. */
  repeat(): void;
  /** Ends the line that is being written. */
  end(): void;
}

interface Paper {
  write(text: string): void;
  /** Cells of a line. */
  columns(): number;
}

const segmenter = new Intl.Segmenter();

const graphemes = (text: string): readonly string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** How the written line becomes another one where only its end differs, as a terminal echoes keys; undefined elsewhere. */
export const echoOf = (before: string, after: string): string | undefined => {
  if (after.startsWith(before)) return after.slice(before.length);
  const letters = graphemes(before);
  const last = letters.at(-1) ?? '';
  if (letters.slice(0, -1).join('') !== after) return undefined;
  const cells = stringWidth(last);
  return '\b'.repeat(cells) + ' '.repeat(cells) + '\b'.repeat(cells);
};

export const createSpeaker = ({ write, columns }: Paper): Speaker => {
  let hearing = nothingHeard;
  /** What stands on the line that is not ended yet. */
  let open: SpokenField | undefined;
  const end = (): void => {
    if (open !== undefined) write('\n');
    open = undefined;
  };
  const writeLines = (lines: readonly string[]): void => {
    end();
    // Words are not broken at the window's edge, where one reads line by line.
    write(lines.map((line) => `${wrapText(line, columns()).join('\n')}\n`).join(''));
  };
  const ask = (field: SpokenField): void => {
    end();
    write(`${field.label}: ${field.value}`);
    open = field;
  };
  const answer = (field: SpokenField): void => {
    const echo = open?.label === field.label ? echoOf(open.value, field.value) : undefined;
    if (echo === undefined) ask(field);
    else write(echo);
    open = field;
  };
  return {
    say(speech, at) {
      const { lines, hearing: next } = chooseWhatToSay(hearing, speech, at);
      const isNew = hearing.place !== undefined && hearing.place !== next.place;
      hearing = next;
      if (lines.length > 0) writeLines(isNew ? ['', ...lines] : lines);
      if (speech.field === undefined) end();
      else answer(speech.field);
    },
    announce(text) {
      const field = open;
      writeLines([text]);
      if (field !== undefined) ask(field);
    },
    repeat() {
      hearing = nothingHeard;
    },
    end,
  };
};
