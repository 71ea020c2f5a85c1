import { UserError } from '../domain/errors.ts';
import { formatCount } from '../domain/wording/count.ts';

/** Of one answer, whole; an agent's model reads every byte of it. */
export const mostBytes = 100_000;
const mostTextBytes = 8_000;
/** What the protocol wraps around an answer, and what is said of what was left out. */
const framingBytes = 4_000;

/** How long texts and lists may be, generous first. */
const measures = [
  { characters: 4_000, items: 400 },
  { characters: 1_000, items: 200 },
  { characters: 400, items: 100 },
  { characters: 200, items: 40 },
  { characters: 120, items: 15 },
  { characters: 80, items: 6 },
] as const;

interface Answer {
  readonly document: object;
  readonly text: string;
  /** Lists of these names are never shortened: what they lack could not be asked for any more. */
  readonly whole?: readonly string[];
  /** How to see what was left out. */
  readonly goOn: string;
}

/**
 * The document and text of an answer, shortened as little as fits into `mostBytes`; the text says what was left out.
 * The document keeps its shape: only texts and lists become shorter.
 * @throws UserError where it cannot be made to fit.
 */
export const boundAnswer = ({ document, text, whole = [], goOn }: Answer): { document: object; text: string } => {
  const room = mostBytes - mostTextBytes - framingBytes;
  for (const measure of [undefined, ...measures]) {
    const cuts = new Map<string, number>();
    const fitted = measure === undefined ? document : shortenDocument(document, { ...measure, whole, cuts });
    if (bytesOf(fitted) > room) continue;
    return { document: fitted, text: `${shortenText(text)}${describeCuts(measure, cuts, goOn)}` };
  }
  throw new UserError('The answer is too large, however much it is shortened.', goOn);
};

const bytesOf = (document: object): number => Buffer.byteLength(JSON.stringify(document));

const describeCuts = (
  measure: (typeof measures)[number] | undefined,
  cuts: ReadonlyMap<string, number>,
  goOn: string,
): string => {
  if (measure === undefined) return '';
  const lists = [...cuts].map(([name, count]) => `${formatCount(count)} of ${name}`);
  const left = lists.length === 0 ? '' : ` Left out: ${lists.slice(0, 8).join(', ')}.`;
  return `\nShortened to fit: texts have at most ${formatCount(measure.characters)} characters.${left} ${goOn}`;
};

interface Shortening {
  readonly characters: number;
  readonly items: number;
  readonly whole: readonly string[];
  /** Gathers how many entries lists lost, by the lists' names. */
  readonly cuts: Map<string, number>;
}

const shortenDocument = (document: object, shortening: Shortening): object =>
  Object.fromEntries(Object.entries(document).map(([key, value]) => [key, shortenValue(value, key, shortening)]));

const shortenValue = (value: unknown, name: string, shortening: Shortening): unknown => {
  if (typeof value === 'string') return cutText(value, shortening.characters);
  if (Array.isArray(value)) {
    const kept = shortening.whole.includes(name) ? value : value.slice(0, shortening.items);
    const lost = value.length - kept.length;
    if (lost > 0) shortening.cuts.set(name, (shortening.cuts.get(name) ?? 0) + lost);
    return kept.map((each) => shortenValue(each, name, shortening));
  }
  return typeof value === 'object' && value !== null ? shortenDocument(value, shortening) : value;
};

const cutText = (text: string, most: number): string => {
  if (text.length <= most) return text;
  // A cut between the halves of a character outside the basic plane would leave half of it.
  const kept = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
};

const shortenText = (text: string): string => {
  if (Buffer.byteLength(text) <= mostTextBytes) return text;
  const note = '\n… the rest stands in the structured content.';
  const bytes = Buffer.from(text).subarray(0, mostTextBytes - Buffer.byteLength(note));
  return `${new TextDecoder().decode(bytes, { stream: true })}${note}`;
};
