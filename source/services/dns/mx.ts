import { isIP } from 'node:net';
import { type DnsAnswer, isAbsent, type MxRecord, recordsOf, whyUnknown } from '../../domain/dns/answer.ts';
import { normalizeName } from '../../domain/dns/name.ts';
import type { DnsProblem } from '../../domain/dns/problem.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

export interface Exchanger extends MxRecord {
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  /** Why we do not know its addresses. */
  readonly unknown: string | undefined;
}

/** How mail reaches a domain. `implicit`: no MX, so the domain's own address (RFC 5321 §5.1); `refuses`: null MX. */
export type MxState = 'exchangers' | 'implicit' | 'refuses' | 'none' | 'unknown';

export interface MxReport {
  readonly domain: string;
  readonly state: MxState;
  /** By preference. */
  readonly exchangers: readonly Exchanger[];
  readonly problems: readonly DnsProblem[];
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

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

const describeExchanger = (
  domain: string,
  { exchange, addresses, aliases, unknown }: Exchanger,
): readonly DnsProblem[] => {
  const problem = (rule: string, message: string): readonly DnsProblem[] => [
    { rule, severity: 'fail', subject: domain, message },
  ];
  if (isIP(exchange) !== 0) {
    return problem(
      'mx.address',
      `The MX of ${domain} is the address ${exchange}; it must be a name, and servers that are strict do not deliver.`,
    );
  }
  if (addresses.length === 0 && unknown === undefined) {
    return problem(
      'mx.no-address',
      `The mail exchanger ${exchange} of ${domain} has no address, so nothing can be delivered to it.`,
    );
  }
  if (aliases.length === 0) return [];
  return problem(
    'mx.alias',
    `The mail exchanger ${exchange} of ${domain} is an alias (CNAME of ${aliases.at(-1)}), which is not allowed (RFC 2181 §10.3); some servers do not deliver to it.`,
  );
};

const describeList = (domain: string, records: readonly MxRecord[]): readonly DnsProblem[] => {
  const exchanges = records.map(({ exchange }) => exchange);
  const repeated = [...new Set(exchanges.filter((exchange, index) => exchanges.indexOf(exchange) !== index))];
  const isNullBesideOthers = exchanges.includes('.') && exchanges.some((exchange) => exchange !== '.');
  return [
    ...repeated.map(
      (exchange): DnsProblem => ({
        rule: 'mx.repeated',
        severity: 'warn',
        subject: domain,
        message: `${domain} names the mail exchanger ${exchange} more than once.`,
      }),
    ),
    ...(isNullBesideOthers
      ? [
          {
            rule: 'mx.null-beside-others',
            severity: 'fail',
            subject: domain,
            message: `${domain} has a null MX ("no mail") beside others, which contradict it (RFC 7505 §3).`,
          } as const,
        ]
      : []),
  ];
};

const describeState = (domain: string, state: MxState): readonly DnsProblem[] => {
  const problem = (rule: string, severity: DnsProblem['severity'], message: string): readonly DnsProblem[] => [
    { rule, severity, subject: domain, message },
  ];
  switch (state) {
    case 'refuses':
      return problem(
        'mx.null',
        'fail',
        `${domain} says that it takes no mail (null MX); replies and bounces cannot reach it, and some receivers refuse mail from it.`,
      );
    case 'none':
      return problem(
        'mx.none',
        'fail',
        `${domain} has neither an MX nor an address, so replies and bounces cannot reach it, and some receivers refuse mail from it.`,
      );
    case 'implicit':
      return problem(
        'mx.implicit',
        'warn',
        `${domain} has no MX; mail goes to its own address, which is rarely meant.`,
      );
    default:
      return [];
  }
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
    problems: describeState(domain, state),
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
    problems: [
      ...describeList(domain, mx.records),
      ...exchangers.flatMap((exchanger) => describeExchanger(domain, exchanger)),
      ...describeState(domain, state),
    ],
    unknown: undefined,
    evidence: [mx.evidence, ...located.flatMap(({ evidence }) => evidence)],
  };
};
