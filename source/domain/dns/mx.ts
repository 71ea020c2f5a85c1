import ipaddr from 'ipaddr.js';
import type { Evidence } from '../finding/evidence.ts';
import type { MxRecord } from './answer.ts';
import type { DnsProblem } from './dns-problem.ts';

export interface Exchanger extends MxRecord {
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  /** Why we do not know its addresses. */
  readonly unknown: string | undefined;
}

/** How mail reaches a domain. `implicit`: no MX, so the domain's own address (RFC 5321 §5.1); `refuses`: null MX. */
type MxState = 'exchangers' | 'implicit' | 'refuses' | 'none' | 'unknown';

export interface MxReport {
  readonly domain: string;
  readonly state: MxState;
  /** By preference. */
  readonly exchangers: readonly Exchanger[];
  readonly problems: readonly DnsProblem[];
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

const describeExchanger = (
  domain: string,
  { exchange, addresses, aliases, unknown }: Exchanger,
): readonly DnsProblem[] => {
  const problem = (rule: string, message: string): readonly DnsProblem[] => [
    { rule, severity: 'fail', subject: domain, message },
  ];
  if (ipaddr.isValid(exchange)) {
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

/** Everything that is wrong with where a domain's mail goes. */
export const lintMx = (
  domain: string,
  { state, records, exchangers }: Pick<MxReport, 'state' | 'exchangers'> & { readonly records: readonly MxRecord[] },
): readonly DnsProblem[] => [
  ...describeList(domain, records),
  ...(state === 'implicit' ? [] : exchangers.flatMap((exchanger) => describeExchanger(domain, exchanger))),
  ...describeState(domain, state),
];
