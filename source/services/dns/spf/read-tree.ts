import { type DnsAnswer, isAbsent, joinText, recordsOf, whyUnknown } from '../../../domain/dns/answer.ts';
import { normalizeName } from '../../../domain/dns/dns-name.ts';
import { hasMacro } from '../../../domain/dns/spf/domain-spec.ts';
import { isSpfText, parseSpf } from '../../../domain/dns/spf/parse.ts';
import { mostExchangers } from '../../../domain/dns/spf/processing-limits.ts';
import {
  activeRedirect,
  asksDns,
  type Modifier,
  reachableMechanisms,
  type SpfMechanism,
  type SpfRecord,
} from '../../../domain/dns/spf/term.ts';
import type { SpfLookup, SpfNode, SpfSelection } from '../../../domain/dns/spf/tree.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';

/** Receivers stop after ten lookups; a tree that leads to more names than this is hostile, and asking on tells nothing. */
const mostNames = 100;

interface Walk extends LookupOptions {
  readonly resolver: Resolver;
  /** Names that may still be asked for. */
  readonly budget: { left: number };
}

const selectRecord = (answer: DnsAnswer<'TXT'>): SpfSelection => {
  if (answer.kind !== 'answer') {
    return isAbsent(answer) ? { kind: 'none', isVoid: true } : { kind: 'unknown', reason: answer.reason };
  }
  const records = answer.records.filter((strings) => isSpfText(joinText(strings))).map(parseSpf);
  const [record] = records;
  if (record === undefined) return { kind: 'none', isVoid: false };
  return records.length === 1 ? { kind: 'record', record } : { kind: 'several', records };
};

const emptyNode = (domain: string, selection: SpfSelection): SpfNode => ({
  domain,
  selection,
  texts: [],
  retired: [],
  lookups: [],
  evidence: [],
});

/** What the answers to A and AAAA say together: void only if neither has an address. */
const combine = (
  term: SpfMechanism,
  name: string,
  answers: readonly DnsAnswer<'A' | 'AAAA' | 'MX'>[],
  exchangers: number,
): SpfLookup => {
  const addresses = answers.flatMap((answer) => recordsOf(answer)).filter((record) => typeof record === 'string');
  if (addresses.length > 0) return { kind: 'addresses', term, name, addresses, exchangers };
  const reason = whyUnknown(answers);
  if (reason !== undefined) return { kind: 'unknown', term, name, reason };
  return exchangers > 0 ? { kind: 'addresses', term, name, addresses, exchangers } : { kind: 'void', term, name };
};

const lookUpHost = ({ resolver, signal }: Walk, name: string) =>
  Promise.all([resolver.lookUp(name, 'A', { signal }), resolver.lookUp(name, 'AAAA', { signal })]);

const lookUpAddresses = async (walk: Walk, term: SpfMechanism, name: string) => {
  const answers = await lookUpHost(walk, name);
  return { lookup: combine(term, name, answers, 0), evidence: answers.map((answer) => answer.evidence) };
};

const lookUpExchangers = async (walk: Walk, term: SpfMechanism, name: string) => {
  const mx = await walk.resolver.lookUp(name, 'MX', { signal: walk.signal });
  const hosts = recordsOf(mx).filter((record) => record.exchange !== '.');
  const looked = hosts.slice(0, mostExchangers);
  const answers = (await Promise.all(looked.map((host) => lookUpHost(walk, host.exchange)))).flat();
  return {
    lookup: combine(term, name, mx.kind === 'answer' ? answers : [mx], hosts.length),
    evidence: [mx, ...answers].map((answer) => answer.evidence),
  };
};

/** Takes one name from the budget; false when it is used up. */
const spend = ({ budget }: Walk): boolean => {
  if (budget.left === 0) return false;
  budget.left -= 1;
  return true;
};

const followTerm = async (walk: Walk, node: string, path: readonly string[], term: SpfMechanism | Modifier) => {
  const target = term.kind === 'modifier' ? term.value : (term.target ?? node);
  const isRecord = term.kind === 'modifier' || term.name === 'include';
  if (hasMacro(target) || (!isRecord && (term.name === 'exists' || term.name === 'ptr'))) {
    return { lookup: term.kind === 'mechanism' ? ({ kind: 'depends', term } as const) : undefined, evidence: [] };
  }
  const name = normalizeName(target);
  if (!isRecord && !spend(walk)) {
    const reason = `${name} was not looked up, because the record leads to more than ${mostNames} names.`;
    return { lookup: { kind: 'unknown', term, name, reason } as const, evidence: [] };
  }
  if (isRecord) {
    return { lookup: { kind: 'record', term, node: await readNode(walk, name, path) } as const, evidence: [] };
  }
  return term.name === 'mx' ? lookUpExchangers(walk, term, name) : lookUpAddresses(walk, term, name);
};

const publishedRecords = (selection: SpfSelection): readonly SpfRecord[] => {
  if (selection.kind === 'record') return [selection.record];
  return selection.kind === 'several' ? selection.records : [];
};

/** What receivers ask for when no term matches early. */
const askingTerms = (record: SpfRecord): readonly (SpfMechanism | Modifier)[] => {
  const redirect = activeRedirect(record);
  return [...reachableMechanisms(record).filter(asksDns), ...(redirect === undefined ? [] : [redirect])];
};

const followSelection = async (walk: Walk, domain: string, path: readonly string[], selection: SpfSelection) => {
  const terms = publishedRecords(selection).flatMap(askingTerms);
  const followed = await Promise.all(terms.map((term) => followTerm(walk, domain, [...path, domain], term)));
  return {
    lookups: followed.flatMap(({ lookup }) => lookup ?? []),
    evidence: followed.flatMap(({ evidence }) => evidence),
  };
};

const readNode = async (walk: Walk, domain: string, path: readonly string[]): Promise<SpfNode> => {
  if (path.includes(domain)) return emptyNode(domain, { kind: 'loop' });
  if (!spend(walk)) return emptyNode(domain, { kind: 'not-followed' });

  const answer = await walk.resolver.lookUp(domain, 'TXT', { signal: walk.signal });
  const selection = selectRecord(answer);
  const { lookups, evidence } = await followSelection(walk, domain, path, selection);
  const texts = recordsOf(answer).map(joinText);
  return { domain, selection, texts, retired: [], lookups, evidence: [answer.evidence, ...evidence] };
};

const startWalk = (resolver: Resolver, { signal }: LookupOptions): Walk => ({
  resolver,
  signal,
  budget: { left: mostNames },
});

/** The SPF record of a domain and everything it leads to, on every branch, whoever the sender. */
export const readSpfTree = async (resolver: Resolver, domain: string, options: LookupOptions): Promise<SpfNode> => {
  const name = normalizeName(domain);
  const [root, retired] = await Promise.all([
    readNode(startWalk(resolver, options), name, []),
    resolver.lookUp(name, 'SPF', options),
  ]);
  return { ...root, retired: recordsOf(retired).map(joinText) };
};

/** The tree as it would be if the domain published this record. */
export const readSpfTreeOfText = async (
  resolver: Resolver,
  domain: string,
  text: string,
  options: LookupOptions,
): Promise<SpfNode> => {
  const name = normalizeName(domain);
  const selection: SpfSelection = { kind: 'record', record: parseSpf([text]) };
  const below = await followSelection(startWalk(resolver, options), name, [], selection);
  return { domain: name, selection, texts: [text], retired: [], ...below };
};
