import { isIPv4 } from 'node:net';
import { type DnsAnswer, isAbsent, recordsOf, whyUnknown } from '../../domain/dns/answer.ts';
import { lintReverse, type ReverseDns, type ReverseName, reverseName } from '../../domain/dns/reverse.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

const leadsBack = (answer: DnsAnswer<'A' | 'AAAA'>, address: string): boolean | undefined => {
  if (answer.kind !== 'answer') return isAbsent(answer) ? false : undefined;
  // An IPv6 address has many spellings; its reverse name has one.
  return answer.records.some((record) => reverseName(record) === reverseName(address));
};

const stateOf = (pointer: DnsAnswer<'PTR'>, names: readonly ReverseName[]): ReverseDns['state'] => {
  if (pointer.kind !== 'answer') return isAbsent(pointer) ? 'none' : 'unknown';
  if (names.some(({ isConfirmed }) => isConfirmed === true)) return 'confirmed';
  return names.some(({ isConfirmed }) => isConfirmed === undefined) ? 'unknown' : 'unconfirmed';
};

/** What reverse DNS says about an address, with forward confirmation; matters only where we deliver ourselves. */
export const readReverse = async (resolver: Resolver, address: string, options: LookupOptions): Promise<ReverseDns> => {
  const pointer = await resolver.lookUp(reverseName(address), 'PTR', options);
  const type = isIPv4(address) ? 'A' : 'AAAA';
  const forward = await Promise.all(recordsOf(pointer).map((name) => resolver.lookUp(name, type, options)));
  const names = forward.map((answer) => ({ name: answer.name, isConfirmed: leadsBack(answer, address) }));
  const state = stateOf(pointer, names);
  return {
    address,
    state,
    names,
    problems: lintReverse(address, state, names),
    unknown: state === 'unknown' ? whyUnknown([pointer, ...forward]) : undefined,
    evidence: [pointer, ...forward].map((answer) => answer.evidence),
  };
};
