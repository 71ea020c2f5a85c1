import type { Answer } from 'dns-packet';
import type { DnsData, DnsType } from '../../../domain/dns/answer.ts';
import { normalizeName } from '../../../domain/dns/dns-name.ts';
import { recordReaders } from './records.ts';

export interface AliasChain<Type extends DnsType> {
  readonly aliases: readonly string[];
  readonly records: readonly DnsData[Type][];
  /** Seconds, the shortest of aliases and records; 0 when there are none. */
  readonly ttl: number;
  /** The answers it is made of. */
  readonly answers: readonly Answer[];
  /** Whether a record of the type asked for could not be read. */
  readonly broken: boolean;
}

const isAt = (answer: Answer, name: string): boolean => normalizeName(answer.name) === name;

const ttlOf = (answer: Answer): number => ('ttl' in answer ? (answer.ttl ?? 0) : 0);

/** Follows the aliases inside an answer section from the name asked to its records; a loop ends where it began. */
export const followAliases = <Type extends DnsType>(
  answers: readonly Answer[],
  name: string,
  type: Type,
): AliasChain<Type> => {
  const aliases: string[] = [];
  const used: Answer[] = [];
  let owner = normalizeName(name);
  while (type !== 'CNAME') {
    const link = answers.find((answer) => answer.type === 'CNAME' && isAt(answer, owner) && !used.includes(answer));
    const target = link === undefined ? undefined : recordReaders.CNAME(link);
    if (link === undefined || target === undefined) break;
    used.push(link);
    aliases.push(target);
    owner = target;
  }
  const own = answers.filter((answer) => isAt(answer, owner) && String(answer.type) === type);
  const records = own.map((answer) => recordReaders[type](answer)).filter((record) => record !== undefined);
  const all = [...used, ...own];
  return {
    aliases,
    records,
    ttl: all.length === 0 ? 0 : Math.min(...all.map(ttlOf)),
    answers: all,
    broken: records.length < own.length,
  };
};
