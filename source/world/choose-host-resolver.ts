import { judgeHostName } from '../domain/probes/host-name.ts';
import type { HostAnswer, ResolutionFailure, ResolveHost } from '../domain/probes/network.ts';
import { createHostResolver, type HostAddresses, type HostResolver } from '../services/dns/host-resolver.ts';
import { createLookupCache } from '../services/dns/lookup-cache.ts';
import { createResolver } from '../services/dns/resolver.ts';
import { parseServerAddress } from '../services/dns/server-address.ts';
import { resolveWithSystem } from '../services/ports/system-resolver.ts';
import { recordResolving } from './activity/record-probes.ts';
import type { CommandContext } from './command.ts';

/** How often a silent DNS server is asked within --timeout. */
const tries = 2;

/**
 * How SMTP and port probes find addresses: through the server of `--resolver` when there is one, else as Odoo does.
 * @throws UsageError for a resolver that is not an address.
 */
export const chooseHostResolver = ({ options, now, log }: CommandContext): ResolveHost =>
  recordResolving(chooseWay({ options, now }), options.resolver ?? 'getaddrinfo', { log, now });

const chooseWay = ({ options, now }: Pick<CommandContext, 'options' | 'now'>): ResolveHost => {
  if (options.resolver === undefined) return refusingNoNames(resolveWithSystem);
  const resolver = createResolver({
    server: parseServerAddress(options.resolver),
    timeoutMs: (options.timeout * 1_000) / tries,
    tries,
    now,
    cache: createLookupCache(),
  });
  return refusingNoNames(resolveThrough(createHostResolver(resolver)));
};

/**
 * Python hands a name to getaddrinfo as it stands: what a tidier resolver would make of one with a blank or brackets does
 * not help Odoo.
 */
const refusingNoNames =
  (resolve: ResolveHost): ResolveHost =>
  (host, options) =>
    judgeHostName(host)?.isHopeless === true
      ? Promise.resolve({ kind: 'failed', reason: 'nxdomain', detail: 'no host name; DNS was not asked' })
      : resolve(host, options);

const resolveThrough =
  (find: HostResolver): ResolveHost =>
  async (host, { timeoutMs, signal }) => {
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      return toHostAnswer(await find(host, { signal: AbortSignal.any([signal, limit]) }));
    } catch (error) {
      signal.throwIfAborted();
      if (!limit.aborted) throw error;
      return { kind: 'failed', reason: 'timeout', detail: `no answer within ${timeoutMs} ms` };
    }
  };

/** IPv6 first, as getaddrinfo prefers it. */
const toHostAnswer = (found: HostAddresses): HostAnswer => {
  if (found.kind !== 'addresses') return { kind: 'failed', reason: toFailure(found.kind), detail: found.reason };
  return {
    kind: 'addresses',
    addresses: [
      ...found.v6.map((address) => ({ address, family: 6 as const })),
      ...found.v4.map((address) => ({ address, family: 4 as const })),
    ],
  };
};

/** A name that cannot be one does not exist; an answer that cannot be read is the server's failure. */
const toFailure = (kind: Exclude<HostAddresses['kind'], 'addresses'>): ResolutionFailure => {
  if (kind === 'bad-name') return 'nxdomain';
  return kind === 'malformed' ? 'servfail' : kind;
};
