import type { Evidence } from '../finding/evidence.ts';
import { describeHostNameFlaw, judgeHostName } from './host-name.ts';

export type AddressFamily = 4 | 6;

export interface HostAddress {
  readonly address: string;
  readonly family: AddressFamily;
}

/** The five kinds of no that a name can get; only the first two say something about the name itself. */
export type ResolutionFailure = 'nxdomain' | 'nodata' | 'servfail' | 'timeout' | 'refused';

/** What resolving a host name gave. `addresses` is never empty and keeps the resolver's order of preference. */
export type HostAnswer =
  | { readonly kind: 'addresses'; readonly addresses: readonly HostAddress[] }
  | { readonly kind: 'failed'; readonly reason: ResolutionFailure; readonly detail: string };

/**
 * Turns a host name (or an address, which is its own answer) into addresses within `timeoutMs`; running out of time is
 * the answer `timeout`. Rejects only with the reason of `signal`.
 */
export type ResolveHost = (
  host: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
) => Promise<HostAnswer>;

/** A host may have dozens of addresses; this many of each family are tried. */
const addressesPerFamily = 4;

/** The addresses worth trying: the first few of each family, in the resolver's order. */
export const chooseAddresses = (addresses: readonly HostAddress[]): readonly HostAddress[] =>
  ([4, 6] as const)
    .flatMap((wanted) => addresses.filter(({ family }) => family === wanted).slice(0, addressesPerFamily))
    .toSorted((a, b) => addresses.indexOf(a) - addresses.indexOf(b));

/** How one TCP connection attempt ended. `refused` is an answer: somebody said no, so nothing was blocked on the way. */
export type ConnectOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'refused'; readonly errno: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'unreachable'; readonly errno: string };

/** One attempt at one address, with the time it took in ms. */
export interface AddressAttempt extends HostAddress {
  readonly outcome: ConnectOutcome;
  readonly durationMs: number;
}

const resolutionWords: Readonly<Record<ResolutionFailure, string>> = {
  nxdomain: 'does not exist in DNS: look for a typing error in the host name',
  nodata: 'exists in DNS but has neither an IPv4 nor an IPv6 address',
  servfail: 'could not be resolved: the DNS server failed (SERVFAIL), which says nothing about the name itself',
  timeout: 'could not be resolved: the DNS server gave no answer',
  refused: 'could not be resolved: the DNS server refused to answer',
};

/** "mail.example.com does not exist in DNS: …"; what is no host name at all is said to be none. */
export const describeResolutionFailure = (host: string, reason: ResolutionFailure): string => {
  const flaw = judgeHostName(host);
  const isExplained = flaw !== undefined && (flaw.isHopeless || reason === 'nxdomain');
  return isExplained ? describeHostNameFlaw(host, flaw) : `${host} ${resolutionWords[reason]}.`;
};

/** "open", "refused", "no answer", "unreachable (ENETUNREACH)". */
export const describeConnectOutcome = (outcome: ConnectOutcome): string => {
  switch (outcome.kind) {
    case 'open':
      return 'open';
    case 'refused':
      return outcome.errno === 'ECONNRESET' ? 'reset' : 'refused';
    case 'timed-out':
      return 'no answer';
    case 'unreachable':
      return `unreachable (${outcome.errno})`;
  }
};

/** "192.0.2.1: no answer; 2001:db8::1: unreachable (ENETUNREACH)" */
export const describeAttempts = (attempts: readonly AddressAttempt[]): string =>
  attempts.map(({ address, outcome }) => `${address}: ${describeConnectOutcome(outcome)}`).join('; ');

/**
 * What Odoo loses to addresses that do not answer: Python's `create_connection` tries them in their order and waits a
 * minute (SMTP_TIMEOUT) for each. Undefined where the first that answers has none of them before it.
 */
export const describeDeadAddresses = (attempts: readonly AddressAttempt[]): string | undefined => {
  const firstOpen = attempts.findIndex(({ outcome }) => outcome.kind === 'open');
  const dead = attempts.slice(0, Math.max(0, firstOpen)).filter(({ outcome }) => outcome.kind === 'timed-out');
  if (dead.length === 0) return undefined;
  const addresses = dead.map(({ address }) => address).join(', ');
  const minutes = dead.length === 1 ? 'a minute' : `${dead.length} minutes`;
  const cure = dead.some(({ family }) => family === 6)
    ? ': mend IPv6, or prefer IPv4 in /etc/gai.conf'
    : ': ask the server’s owner to take it out of DNS';
  return `Odoo waits ${minutes} for ${addresses} with every connection before it tries the address that answers${cure}.`;
};

/**
 * Which failure is the one to mend where Odoo stores another: Python's `create_connection` keeps the error of the last
 * address only, and an address without a way to it is tried last (RFC 6724 §6, rule 1): mostly an IPv6 one. Undefined
 * where one answers or all failed alike.
 */
export const describeHiddenFailure = (attempts: readonly AddressAttempt[]): string | undefined => {
  if (attempts.some(({ outcome }) => outcome.kind === 'open')) return undefined;
  const kept = attempts.filter(({ outcome }) => outcome.kind === 'unreachable').at(-1);
  const hidden = attempts.filter(({ outcome }) => outcome.kind !== 'unreachable');
  if (kept === undefined || hidden.length === 0) return undefined;
  const families = [...new Set(hidden.map(({ family }) => `IPv${family}`))].join(' and ');
  return `Odoo stores only what the last address gave, “Network is unreachable” for ${kept.address}; what is to be mended is ${families} (${describeAttempts(hidden)}).`;
};

/** The lookup of a host as a person would do it with the system's own means. */
export const describeHostLookup = (
  host: string,
  answer: HostAnswer,
  { startedAt, endedAt }: { readonly startedAt: Date; readonly endedAt: Date },
): Evidence => ({
  kind: 'dns',
  asked: `getent ahosts ${host}`,
  answer:
    answer.kind === 'failed'
      ? `${answer.reason} (${answer.detail})`
      : answer.addresses.map(({ address }) => address).join('\n'),
  at: startedAt.toISOString(),
  durationMs: endedAt.getTime() - startedAt.getTime(),
});
