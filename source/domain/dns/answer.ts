import type { Evidence } from '../finding/evidence.ts';

export interface MxRecord {
  readonly preference: number;
  /** Lower case, no final dot; `.` alone is the null MX (RFC 7505). */
  readonly exchange: string;
}

/** What a record of each type holds. Names are lower case and have no final dot; texts keep their strings apart. */
export interface DnsData {
  readonly A: string;
  readonly AAAA: string;
  readonly CNAME: string;
  readonly MX: MxRecord;
  readonly NS: string;
  readonly PTR: string;
  /** The retired type 99 (RFC 7208 §3.1); asked for only to say that it is no longer read. */
  readonly SPF: readonly string[];
  readonly TXT: readonly string[];
}

export type DnsType = keyof DnsData;

/**
 * The kinds of no. `nxdomain`: no such name. `nodata`: the name is there, such records are not. `bad-name`: a text that
 * cannot be a DNS name. These three are facts. The others say that we do not know: `servfail` and `refused` are what
 * the server said, `timeout` is silence, `malformed` an answer that makes no sense.
 */
export type DnsNo = 'nxdomain' | 'nodata' | 'bad-name' | 'servfail' | 'refused' | 'timeout' | 'malformed';

interface Asked {
  readonly name: string;
  /** The aliases (CNAME targets) that were followed, in order. */
  readonly aliases: readonly string[];
  readonly evidence: Evidence;
}

interface DnsFound<Type extends DnsType> extends Asked {
  readonly kind: 'answer';
  readonly type: Type;
  /** At least one; MX by preference. */
  readonly records: readonly DnsData[Type][];
  /** Seconds, the shortest of the chain. */
  readonly ttl: number;
}

export interface DnsNotFound<Type extends DnsType> extends Asked {
  readonly kind: DnsNo;
  readonly type: Type;
  /** A sentence for people. */
  readonly reason: string;
}

export type DnsAnswer<Type extends DnsType = DnsType> = DnsFound<Type> | DnsNotFound<Type>;

/** Whether the answer proves that there are no such records, rather than that we could not find out. */
export const isAbsent = (answer: DnsAnswer): boolean =>
  answer.kind === 'nxdomain' || answer.kind === 'nodata' || answer.kind === 'bad-name';

/** Why we could not find out, if one of the answers says so: what depends on them is unknown, not bad. */
export const whyUnknown = (answers: readonly DnsAnswer[]): string | undefined =>
  answers.flatMap((answer) => (answer.kind === 'answer' || isAbsent(answer) ? [] : [answer.reason]))[0];

/** The records, or none. */
export const recordsOf = <Type extends DnsType>(answer: DnsAnswer<Type>): readonly DnsData[Type][] =>
  answer.kind === 'answer' ? answer.records : [];

/** A text record as its readers see it: its strings joined without a space (RFC 7208 §3.3, RFC 6376 §3.6.2.2). */
export const joinText = (strings: readonly string[]): string => strings.join('');
