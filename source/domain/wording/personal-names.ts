import { literalPattern } from '../../lib/literal-pattern.ts';
import { causeIds } from '../finding/cause-id.ts';
import { failureClasses } from '../replies/classes/index.ts';
import { sanitizeLine } from '../sanitize.ts';

/**
 * Names of persons as they were read, so that a report may leave them out: what is a name is known where it is read, by
 * its table and column, and never guessed from a text. Names of companies and servers are none.
 */
export interface PersonalNames {
  /** A person, an account or a file, whole. */
  addName(text: string): void;
  /** A field of mail headers: what stands beside its addresses, and the addresses themselves where a text cuts them. */
  addAddresses(text: string): void;
  /** A subject line, of which the numbers of documents may stay. */
  addSubject(text: string): void;
  /** The text with all of them shortened, those as well that a sentence cuts off with `…`. */
  redact(text: string): string;
}

/** What names of checks, remedies and classes begin with: `sender` of `sender.default-from`. */
const families = [...new Set([...causeIds, ...failureClasses].map((id) => id.split('.')[0] ?? id))];

/** Accounts that Odoo brings, words that servers ask for instead of an account, and causes: nobody's name. */
const impersonal = new Set(
  [
    ...families,
    ...families.flatMap((family) => family.split('-')),
    'bounces prevention',
    '__system__ admin administrator default odoobot portal public odoo root system user',
    'apikey resend mail postmaster noreply smtp',
    'ok warn fail unknown skipped host provider dns recipient sent outgoing exception cancel received true false none',
  ].flatMap((words) => words.split(' ')),
);

/** Shorter ones are in every text. */
const shortest = 2;

/** None yet. */
export const createPersonalNames = (): PersonalNames => {
  const shortened = new Map<string, string>();
  /** Shown whole nowhere, as other rules shorten them: only what is cut off is found by them. */
  const whole = new Set<string>();
  const add = (text: string, short: (text: string) => string): void => {
    const name = sanitizeLine(text);
    if (name.length >= shortest && !impersonal.has(name.toLowerCase())) shortened.set(name, short(name));
  };
  return {
    addName: (text) => add(text, shortenName),
    addSubject: (text) => add(text, keepNumbers),
    addAddresses(text) {
      for (const name of namesBeside(text)) add(name, shortenName);
      for (const address of text.match(/[^\s",;:<>()[\]{}']+@[^\s",;:<>()[\]{}']+/g) ?? []) whole.add(address);
    },
    redact: (text) => redactWhole(redactCut(text, [...shortened.keys(), ...whole]), shortened),
  };
};

/** `M… D…`: enough for those who know them. */
export const shortenName = (name: string): string => {
  const extension = /\.\w{1,5}$/.exec(name)?.[0] ?? '';
  const words = name.slice(0, name.length - extension.length).split(/\s+/);
  return words.flatMap((word) => (word === '' ? [] : [`${[...word][0] ?? ''}…`])).join(' ') + extension;
};

/** `… INV/2026/00042 …`: a number names a document, and whoever keeps the books knows whose it is. */
const keepNumbers = (subject: string): string =>
  subject
    .split(/\s+/)
    .map((word) => /^[(#[]*([A-Z]{0,6}[/-]?\d[\d/-]*)[)\].,:]*$/.exec(word)?.[1] ?? '…')
    .filter((word, index, all) => word !== '…' || all[index - 1] !== '…')
    .join(' ');

/** The names in a field of addresses: in quotes or not, before an angle bracket, or alone where an address should be. */
const namesBeside = (text: string): readonly string[] => {
  // Odoo keeps headers as Python prints a dictionary, with every backslash doubled.
  const plain = text.replaceAll('\\\\', '\\');
  const named = [...plain.matchAll(/"((?:\\.|[^"\\])+)\\?"\s*<|(?:^|[,;:"'])\s*([^",;:<>@]+?)\s*</g)].map(
    ([, quoted, bare]) => (quoted ?? bare ?? '').replaceAll('\\', ''),
  );
  const alone = text.includes('@') ? [] : text.split(/[,;]/);
  return [...named, ...alone].map((name) => name.trim());
};

/** Whole words; those of `sender.default-from` are read by programs and typed into commands. */
const outsideIdentifiers = `(?<![\\p{L}\\p{N}_]|\\b(?:${[...families, 'prevention'].join('|')})\\.(?:[a-z]+[_-])*)`;

const redactWhole = (text: string, shortened: ReadonlyMap<string, string>): string => {
  const met = [...shortened.keys()].filter((name) => text.includes(name));
  if (met.length === 0) return text;
  // The longest first: one name may be the beginning of another.
  const alternatives = met.sort((one, other) => other.length - one.length).map(literalPattern);
  const pattern = new RegExp(`${outsideIdentifiers}(?:${alternatives.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return text.replace(pattern, (name) => shortened.get(name) ?? name);
};

/** Fewer characters of a name say nothing. */
const fewestOfCut = 3;
const longestLookBack = 200;

/** A text is cut with `…` in the middle of what it quotes. */
const redactCut = (text: string, names: readonly string[]): string =>
  text.replace(new RegExp(`([^\\n…]{${fewestOfCut},${longestLookBack}})…`, 'g'), (whole, before: string) => {
    for (const { index } of before.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
      const beginning = before.slice(index);
      if (beginning.length < fewestOfCut) break;
      if (names.some((name) => name.startsWith(beginning))) return `${before.slice(0, index)}${[...beginning][0]}…`;
    }
    return whole;
  });
