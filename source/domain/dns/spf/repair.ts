import { parseTerm } from './parse.ts';
import type { Term } from './term.ts';

/** Two terms written as one: `ip4:192.0.2.1~all`, `include:a.exampleinclude:b.example`. */
const glued = /^(?<first>[^=]*?[\w./])(?<second>(?:[+?~-]all|(?:include|ip4|ip6|a|mx|exists|redirect)[:=]).*)$/is;

/** Spellings seen in the wild for mechanisms that exist. */
const misspelt: Readonly<Record<string, string>> = {
  ipv4: 'ip4',
  ipv6: 'ip6',
  ip: 'ip4',
  includes: 'include',
  incude: 'include',
  exist: 'exists',
};

const isValid = (text: string): boolean => parseTerm(text).kind !== 'broken';

/**
 * The terms that were meant by one in which a space is missing; undefined when none is. Each of them must be a term:
 * `ip6:2001:db8:c0a::` and `include:spf-all.example.com` are written as they are meant.
 */
const splitGlued = (text: string): readonly string[] | undefined => {
  const separator = text.search(/[:=]/);
  if (separator === -1) return undefined;
  const { first, second } = glued.exec(text.slice(separator + 1))?.groups ?? {};
  if (first === undefined || second === undefined) return undefined;
  const before = `${text.slice(0, separator + 1)}${first}`;
  const after = splitGlued(second) ?? [second];
  return [before, ...after].every(isValid) ? [before, ...after] : undefined;
};

/** The same of a term as it was read: a valid network is never two terms, a valid domain may be. */
export const splitTerm = (term: Term): readonly string[] | undefined =>
  term.kind === 'mechanism' && (term.name === 'ip4' || term.name === 'ip6') ? undefined : splitGlued(term.text);

/** The mechanism that was meant by a name that does not exist; undefined when nobody can tell. */
export const meantMechanism = (text: string): string | undefined =>
  misspelt[/^[+?~-]?([a-z0-9]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''];

/** The terms that were probably meant by one that is not valid; none when nobody can tell. */
export const repairTerm = (text: string): readonly string[] => {
  const apart = splitGlued(text);
  if (apart !== undefined) return apart;
  const meant = meantMechanism(text);
  if (meant !== undefined) return [text.replace(/^([+?~-]?)[a-z0-9]+/i, `$1${meant}`)];
  const end = [...text].findLastIndex((character) => character !== ',' && character !== ';') + 1;
  return end === 0 || end === text.length ? [] : [text.slice(0, end)];
};
