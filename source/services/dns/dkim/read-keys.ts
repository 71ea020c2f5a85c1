import { type DnsAnswer, isAbsent, joinText, recordsOf } from '../../../domain/dns/answer.ts';
import { describeAbsence, weighRevoked } from '../../../domain/dns/dkim/absence.ts';
import type { DkimKey, DkimKeyState, DkimKeys, DkimSelector } from '../../../domain/dns/dkim/key.ts';
import { lintDkimKey } from '../../../domain/dns/dkim/lint-dkim.ts';
import { madeUpBelow, normalizeName } from '../../../domain/dns/dns-name.ts';
import type { DnsProblem } from '../../../domain/dns/dns-problem.ts';
import { parseTags, tagValue } from '../../../domain/dns/tags.ts';
import type { Evidence } from '../../../domain/finding/evidence.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { readPublicKey } from './public-key.ts';

const readState = (answer: DnsAnswer<'TXT'>): DkimKeyState => {
  if (answer.kind !== 'answer') {
    return isAbsent(answer) ? { kind: 'missing' } : { kind: 'unknown', reason: answer.reason };
  }
  const texts = answer.records.map(joinText);
  const text = texts.find((candidate) => tagValue(parseTags(candidate), 'p') !== undefined);
  if (text === undefined) return { kind: 'not-a-key', text: texts[0] ?? '' };
  const list = parseTags(text);
  const value = tagValue(list, 'p') ?? '';
  if (value === '') return { kind: 'revoked', text };
  return { kind: 'key', text, material: readPublicKey(tagValue(list, 'k') ?? 'rsa', value) };
};

const describeSeveral = (name: string, answer: DnsAnswer<'TXT'>): readonly DnsProblem[] => {
  const keys = answer.kind === 'answer' ? answer.records.filter((strings) => /\bp\s*=/.test(joinText(strings))) : [];
  if (keys.length < 2) return [];
  const message = `There are ${keys.length} DKIM keys at ${name}; which one receivers take is left to chance.`;
  return [{ rule: 'dkim.several-keys', severity: 'fail', subject: name, message }];
};

interface ReadKey extends DkimKey {
  /** What stands there, joined, in a fixed order. */
  readonly texts: string;
}

const textsOf = (answer: DnsAnswer<'TXT'>): string => recordsOf(answer).map(joinText).toSorted().join('\n');

const readKey = async (
  resolver: Resolver,
  domain: string,
  selector: DkimSelector,
  options: LookupOptions,
): Promise<ReadKey> => {
  const name = `${normalizeName(selector.name)}._domainkey.${domain}`;
  const answer = await resolver.lookUp(name, 'TXT', options);
  const state = readState(answer);
  const problems =
    state.kind === 'key' ? lintDkimKey(name, state.text, state.material) : describeAbsence(name, selector, state);
  return {
    texts: textsOf(answer),
    selector,
    name,
    state,
    aliases: answer.aliases,
    problems: [...describeSeveral(name, answer), ...problems],
    evidence: answer.evidence,
  };
};

/** A guess that nothing, or only a wildcard, answers says nothing; what somebody put there does. */
const leadsNowhere = ({ selector, state, aliases }: DkimKey): boolean =>
  selector.source === 'guessed' && state.kind === 'missing' && aliases.length === 0;

/** Without a record of its own a selector is missing, whatever a wildcard says there, unless that is a key. */
const withoutWildcard = (key: ReadKey, wildcard: string): ReadKey => {
  const isMadeUp = wildcard !== '' && key.texts === wildcard;
  if (!isMadeUp || (key.state.kind === 'key' && key.selector.source !== 'guessed')) return key;
  const state = { kind: 'missing' } as const;
  return { ...key, state, aliases: [], problems: describeAbsence(key.name, key.selector, state) };
};

/** A selector asked for more than once is asked for the strongest reason. */
const strongestFirst: readonly DkimSelector['source'][] = ['message', 'given', 'guessed'];

const withoutRepetition = (selectors: readonly DkimSelector[]): readonly DkimSelector[] => {
  const sorted = strongestFirst.flatMap((source) => selectors.filter((selector) => selector.source === source));
  const names = sorted.map(({ name }) => normalizeName(name));
  return sorted.filter((_, index) => names.indexOf(names[index] ?? '') === index);
};

/** Dozens of guesses that led nowhere are one line to ask again, not dozens. */
const condense = (domain: string, keys: readonly DkimKey[]): readonly Evidence[] => {
  const [first] = keys;
  if (first === undefined) return [];
  const names = keys.map(({ selector }) => selector.name).join(' ');
  const asked = first.evidence.asked.replace(first.name, `$selector._domainkey.${domain}`);
  return [
    {
      ...first.evidence,
      asked: `for selector in ${names}; do ${asked}; done`,
      answer: ';; no key at any of them',
      durationMs: Math.max(...keys.map(({ evidence }) => evidence.durationMs)),
    },
  ];
};

/** The DKIM keys of a domain at these selectors. Finding none at guesses means unknown, unless `hasNone` says more. */
export const readDkimKeys = async (
  resolver: Resolver,
  domain: string,
  selectors: readonly DkimSelector[],
  options: LookupOptions,
): Promise<DkimKeys> => {
  const owner = normalizeName(domain);
  const [above, madeUp, ...asked] = await Promise.all([
    resolver.lookUp(`_domainkey.${owner}`, 'TXT', options),
    resolver.lookUp(madeUpBelow(`_domainkey.${owner}`), 'TXT', options),
    ...withoutRepetition(selectors).map((selector) => readKey(resolver, owner, selector, options)),
  ]);
  const read = asked.map((key) => withoutWildcard(key, textsOf(madeUp)));
  const keys = weighRevoked(read.filter((key) => !leadsNowhere(key)));
  const vain = read.filter(leadsNowhere);
  return {
    domain: owner,
    keys,
    triedInVain: vain.map((key) => key.selector.name),
    wildcard: madeUp.kind === 'answer' ? readState(madeUp) : undefined,
    hasNone: above.kind === 'nxdomain' && above.aliases.length === 0,
    evidence: [
      above.evidence,
      ...(madeUp.kind === 'answer' ? [madeUp.evidence] : []),
      ...keys.map((key) => key.evidence),
      ...condense(owner, vain),
    ],
  };
};
