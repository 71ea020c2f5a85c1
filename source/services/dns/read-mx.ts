import { type DnsAnswer, isAbsent, type MxRecord, recordsOf, whyUnknown } from '../../domain/dns/answer.ts';
import { normalizeName } from '../../domain/dns/dns-name.ts';
import { type Exchanger, lintMx, type MxReport } from '../../domain/dns/mx.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

interface Located {
  readonly exchanger: Exchanger;
  readonly evidence: readonly Evidence[];
}

const locate = async (resolver: Resolver, record: MxRecord, options: LookupOptions): Promise<Located> => {
  const answers: readonly DnsAnswer<'A' | 'AAAA'>[] = await Promise.all([
    resolver.lookUp(record.exchange, 'A', options),
    resolver.lookUp(record.exchange, 'AAAA', options),
  ]);
  const addresses = answers.flatMap((answer) => recordsOf(answer));
  return {
    exchanger: {
      ...record,
      addresses,
      aliases: answers[0]?.aliases ?? [],
      unknown: addresses.length === 0 ? whyUnknown(answers) : undefined,
    },
    evidence: answers.map((answer) => answer.evidence),
  };
};

const readImplicit = async (
  resolver: Resolver,
  domain: string,
  mx: DnsAnswer<'MX'>,
  options: LookupOptions,
): Promise<MxReport> => {
  const { exchanger, evidence } = await locate(resolver, { preference: 0, exchange: domain }, options);
  const state = exchanger.addresses.length > 0 ? 'implicit' : exchanger.unknown === undefined ? 'none' : 'unknown';
  return {
    domain,
    state,
    exchangers: state === 'implicit' ? [exchanger] : [],
    problems: lintMx(domain, { state, records: [], exchangers: [] }),
    unknown: exchanger.unknown,
    evidence: [mx.evidence, ...evidence],
  };
};

/** Where mail for a domain goes, and whether it can get there. */
export const readMx = async (resolver: Resolver, asked: string, options: LookupOptions): Promise<MxReport> => {
  const domain = normalizeName(asked);
  const mx = await resolver.lookUp(domain, 'MX', options);
  if (isAbsent(mx)) return readImplicit(resolver, domain, mx, options);
  if (mx.kind !== 'answer') {
    return { domain, state: 'unknown', exchangers: [], problems: [], unknown: mx.reason, evidence: [mx.evidence] };
  }
  const real = mx.records.filter(({ exchange }) => exchange !== '.');
  const located = await Promise.all(real.map((record) => locate(resolver, record, options)));
  const exchangers = located.map(({ exchanger }) => exchanger);
  const state = real.length === 0 ? 'refuses' : 'exchangers';
  return {
    domain,
    state,
    exchangers,
    problems: lintMx(domain, { state, records: mx.records, exchangers }),
    unknown: undefined,
    evidence: [mx.evidence, ...located.flatMap(({ evidence }) => evidence)],
  };
};
