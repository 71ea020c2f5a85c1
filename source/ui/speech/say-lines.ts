import type { Line, Part } from '../components/lines/line.ts';
import type { PanelLine } from '../components/panel.tsx';
import { plainWords, spellKey } from './plain-words.ts';
import { atPlace, type Sentence, withStatus } from './speech.ts';

/** The key that stands before what it does. */
const sayPart = ({ text, tone }: Part): string => {
  const key = text.trim();
  return tone === 'strong' && /^[A-Z]$/.test(key) ? `${spellKey(key)}: ` : text;
};

/** A line of a pane as it is said: a row of a table with the name of each of its values. */
const sayLine = (line: Line): string => {
  if (line.kind === 'text') return plainWords(line.parts.map(sayPart).join(''));
  const { columns, cells } = line;
  if (cells === undefined) return '';
  const values = columns.flatMap(({ key, heading }) => {
    const value = plainWords(cells[key] ?? '');
    return value === '' ? [] : [{ heading: heading.trim(), value }];
  });
  const [name, value] = values;
  // A table that lies on its side: the names are its first column.
  if (name?.heading === 'column' && value?.heading === 'value') return `${name.value}: ${value.value}`;
  return values.map(({ heading, value: said }) => (heading === '' ? said : `${heading}: ${said}`)).join(', ');
};

/** Lines that stay what they are: each is said once. */
const toSentences = (texts: readonly string[]): readonly Sentence[] =>
  texts.filter((text) => text !== '').map((text) => ({ about: `line ${text}`, text }));

export const sayLines = (lines: readonly Line[]): readonly Sentence[] => toSentences(lines.map(sayLine));

export const sayPanel = (lines: readonly PanelLine[]): readonly Sentence[] =>
  toSentences(
    lines.map(({ text, status, look }) => {
      const said = plainWords(text);
      if (said === '') return '';
      if (look === 'heading') return `${said}:`;
      return status === undefined ? said : withStatus(status, said);
    }),
  );

/** What the cursor stands on among lines, and which of the things it can stand on that is. */
export const sayCursor = (lines: readonly Line[], cursor: string | undefined): Sentence | undefined => {
  const stops = lines.flatMap(({ stop }) => (stop === undefined ? [] : [stop]));
  const place = cursor === undefined ? -1 : stops.indexOf(cursor);
  const line = place < 0 ? undefined : lines.find(({ stop }) => stop === cursor);
  return line === undefined
    ? undefined
    : { about: 'focus', text: atPlace(place, stops.length, sayLine(line)), gist: cursor ?? '' };
};
