import type { DnsAnswer, DnsNo } from '../../domain/dns/answer.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

/** What mailauth calls for each of its questions, and the failures it understands by their `code`. */
export type MailauthResolver = (name: string, type: string) => Promise<string[] | string[][]>;

const codes: Readonly<Record<DnsNo, string>> = {
  nxdomain: 'ENOTFOUND',
  nodata: 'ENODATA',
  'bad-name': 'EBADNAME',
  servfail: 'ESERVFAIL',
  refused: 'EREFUSED',
  timeout: 'ETIMEOUT',
  malformed: 'EBADRESP',
};

class LookupError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

const ask = (resolver: Resolver, name: string, type: string, options: LookupOptions): Promise<DnsAnswer> => {
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'CNAME':
    case 'MX':
    case 'PTR':
    case 'TXT':
      return resolver.lookUp(name, type, options);
    default:
      throw new RangeError(`mailauth asked for ${type} records, which this resolver does not look up.`);
  }
};

/** MX as node:dns has it; everything else as we hold it. */
const toNodeShape = (record: unknown): unknown =>
  typeof record === 'object' && record !== null && 'exchange' in record && 'preference' in record
    ? { exchange: record.exchange, priority: record.preference }
    : record;

/** Our resolver in the shape mailauth wants; `collect` sees every answer, for the evidence. */
export const forMailauth =
  (resolver: Resolver, options: LookupOptions, collect: (answer: DnsAnswer) => void): MailauthResolver =>
  async (name, type) => {
    const answer = await ask(resolver, name, type, options);
    collect(answer);
    if (answer.kind !== 'answer') throw new LookupError(answer.reason, codes[answer.kind]);
    // mailauth's declaration leaves out the MX objects that its code expects.
    return answer.records.map(toNodeShape) as string[];
  };
