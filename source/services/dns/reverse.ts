import { isIPv4 } from 'node:net';
import { type DnsAnswer, isAbsent, recordsOf, whyUnknown } from '../../domain/dns/answer.ts';
import type { DnsProblem } from '../../domain/dns/problem.ts';
import { looksGeneric, reverseName } from '../../domain/dns/reverse.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

/** A name that reverse DNS gives an address. */
export interface ReverseName {
  readonly name: string;
  /** Whether the name leads back to the address; undefined where DNS did not answer. */
  readonly isConfirmed: boolean | undefined;
}

export interface ReverseDns {
  readonly address: string;
  /** `confirmed`: a name and its address name each other, as receivers want it (Gmail 4.7.23, 4.7.25). */
  readonly state: 'confirmed' | 'unconfirmed' | 'none' | 'unknown';
  readonly names: readonly ReverseName[];
  readonly problems: readonly DnsProblem[];
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

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

const describe = (
  address: string,
  state: ReverseDns['state'],
  names: readonly ReverseName[],
): readonly DnsProblem[] => {
  const list = names.map(({ name }) => name).join(', ');
  if (state === 'none') {
    const message = `${address} has no name in reverse DNS (PTR); many receivers refuse mail from such addresses. Its owner, the hosting firm, sets it.`;
    return [{ rule: 'ptr.missing', severity: 'fail', subject: address, message }];
  }
  if (state === 'unconfirmed') {
    const message = `Reverse DNS names ${address} ${list}, but that name does not lead back to the address; receivers treat it as if there were none.`;
    return [{ rule: 'ptr.unconfirmed', severity: 'fail', subject: address, message }];
  }
  const generic = names.find(({ name, isConfirmed }) => isConfirmed === true && looksGeneric(name, address));
  if (state !== 'confirmed' || generic === undefined) return [];
  const message = `The reverse name ${generic.name} looks like one an access provider gave out; a name such as mail.your-domain is trusted more.`;
  return [{ rule: 'ptr.generic', severity: 'warn', subject: address, message }];
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
    problems: describe(address, state, names),
    unknown: state === 'unknown' ? whyUnknown([pointer, ...forward]) : undefined,
    evidence: [pointer, ...forward].map((answer) => answer.evidence),
  };
};
