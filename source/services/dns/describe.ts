import type { Answer } from 'dns-packet';
import type { DnsNo, DnsType } from '../../domain/dns/answer.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { type DnsServerAddress, formatServer } from './server-address.ts';
import { writeRecord } from './wire/records.ts';

interface Asked {
  readonly name: string;
  readonly type: DnsType;
  readonly server: DnsServerAddress;
}

const statusLines: Readonly<Record<DnsNo, string>> = {
  nxdomain: ';; status: NXDOMAIN (no such name)',
  nodata: ';; status: NOERROR, no such records',
  'bad-name': ';; not a DNS name',
  servfail: ';; status: SERVFAIL',
  refused: ';; status: REFUSED',
  timeout: ';; no answer',
  malformed: ';; an answer that cannot be read',
};

/** The question as `dig` would put it and the answer as it would print it. */
export const describeEvidence = ({
  name,
  type,
  server,
  found,
  startedAt,
  endedAt,
}: Asked & {
  readonly found: { readonly kind: DnsNo | 'answer'; readonly answers: readonly Answer[] };
  readonly startedAt: Date;
  readonly endedAt: Date;
}): Evidence => ({
  kind: 'dns',
  asked: `dig +noall +answer ${name} ${type} ${formatServer(server)}`,
  answer: [...found.answers.map(writeRecord), ...(found.kind === 'answer' ? [] : [statusLines[found.kind]])].join('\n'),
  at: startedAt.toISOString(),
  durationMs: endedAt.getTime() - startedAt.getTime(),
});

/** Why there are no records, in a sentence. */
export const describeNo = ({
  name,
  type,
  server,
  found: { kind, aliases, detail },
}: Asked & {
  readonly found: {
    readonly kind: DnsNo;
    readonly aliases: readonly string[];
    readonly detail: string | undefined;
  };
}): string => {
  const target = aliases.at(-1);
  const subject = target === undefined ? name : `${name} is an alias of ${target}, which`;
  const why = detail === undefined ? '' : ` (${sanitizeLine(detail)})`;
  switch (kind) {
    case 'nxdomain':
      return `${subject} does not exist.`;
    case 'nodata':
      return target === undefined ? `${name} has no ${type} record.` : `${subject} has no ${type} record.`;
    case 'bad-name':
      return `${name} cannot be a DNS name.`;
    case 'servfail':
      return `The DNS server ${server.host} failed to look up ${name} ${type}: its zone or DNSSEC may be broken, or its servers down.`;
    case 'refused':
      return `The DNS server ${server.host} refused to look up ${name} ${type}: it does not answer for others${why}.`;
    case 'timeout':
      return `The DNS server ${server.host} gave no answer for ${name} ${type}${why}.`;
    case 'malformed':
      return `The DNS server ${server.host} gave an answer for ${name} ${type} that makes no sense${why}.`;
  }
};
