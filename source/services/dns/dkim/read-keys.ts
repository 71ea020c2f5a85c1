import { type DnsAnswer, isAbsent, joinText } from '../../../domain/dns/answer.ts';
import type { DkimKey, DkimKeyState, DkimKeys, DkimSelector } from '../../../domain/dns/dkim/key.ts';
import { lintDkimKey } from '../../../domain/dns/dkim/lint.ts';
import { normalizeName } from '../../../domain/dns/name.ts';
import type { DnsProblem } from '../../../domain/dns/problem.ts';
import { parseTags, tagValue } from '../../../domain/dns/tags.ts';
import type { Evidence } from '../../../domain/evidence.ts';
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

/** A person or a message says that a key should be there; a guess says nothing. */
const describeAbsence = (name: string, { source }: DkimSelector, state: DkimKeyState): readonly DnsProblem[] => {
  const signed = source === 'message' ? ' Messages were signed with it, so their signatures fail now.' : '';
  const because = (rule: string, what: string): readonly DnsProblem[] => [
    { rule, severity: source === 'guessed' ? 'note' : 'fail', subject: name, message: `${what}${signed}` },
  ];
  switch (state.kind) {
    case 'missing':
      return because('dkim.missing', `There is no DKIM key at ${name}.`);
    case 'not-a-key':
      return because('dkim.not-a-key', `The text at ${name} is no DKIM key: "${state.text}".`);
    case 'revoked':
      return because('dkim.revoked', `The DKIM key ${name} was revoked (its p= is empty).`);
    default:
      return [];
  }
};

const describeSeveral = (name: string, answer: DnsAnswer<'TXT'>): readonly DnsProblem[] => {
  const keys = answer.kind === 'answer' ? answer.records.filter((strings) => /\bp\s*=/.test(joinText(strings))) : [];
  if (keys.length < 2) return [];
  const message = `There are ${keys.length} DKIM keys at ${name}; which one receivers take is left to chance.`;
  return [{ rule: 'dkim.several-keys', severity: 'fail', subject: name, message }];
};

const readKey = async (
  resolver: Resolver,
  domain: string,
  selector: DkimSelector,
  options: LookupOptions,
): Promise<DkimKey> => {
  const name = `${normalizeName(selector.name)}._domainkey.${domain}`;
  const answer = await resolver.lookUp(name, 'TXT', options);
  const state = readState(answer);
  const problems =
    state.kind === 'key' ? lintDkimKey(name, state.text, state.material) : describeAbsence(name, selector, state);
  return {
    selector,
    name,
    state,
    aliases: answer.aliases,
    problems: [...describeSeveral(name, answer), ...problems],
    evidence: answer.evidence,
  };
};

const leadsNowhere = ({ selector, state, aliases }: DkimKey): boolean =>
  selector.source === 'guessed' && (state.kind === 'not-a-key' || (state.kind === 'missing' && aliases.length === 0));

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
  const [above, ...keys] = await Promise.all([
    resolver.lookUp(`_domainkey.${owner}`, 'TXT', options),
    ...withoutRepetition(selectors).map((selector) => readKey(resolver, owner, selector, options)),
  ]);
  return {
    domain: owner,
    keys: keys.filter((key) => !leadsNowhere(key)),
    triedInVain: keys.filter(leadsNowhere).map((key) => key.selector.name),
    hasNone: above.kind === 'nxdomain' && above.aliases.length === 0,
    evidence: [
      above.evidence,
      ...keys.filter((key) => !leadsNowhere(key)).map((key) => key.evidence),
      ...condense(owner, keys.filter(leadsNowhere)),
    ],
  };
};
