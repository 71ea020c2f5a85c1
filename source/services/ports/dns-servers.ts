import { Resolver } from 'node:dns/promises';
import type { HostAnswer, ResolutionFailure } from '../../domain/probes/network.ts';

/** A and AAAA from these servers, or from the system's when none are named; IPv6 first, as getaddrinfo prefers it. */
export const askDnsServers = async (
  host: string,
  servers: readonly string[],
  signal: AbortSignal,
): Promise<HostAnswer> => {
  const resolver = new Resolver();
  if (servers.length > 0) resolver.setServers(servers);
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const [six, four] = await Promise.allSettled([resolver.resolve6(host), resolver.resolve4(host)]);
    const addresses = [
      ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 as const })) : []),
      ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 as const })) : []),
    ];
    return addresses.length > 0 ? { kind: 'addresses', addresses } : explainFailures([six, four]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};

/** c-ares' words for the five kinds of no. One that says nothing about the name outweighs one that does. */
const reasons: ReadonlyMap<string, ResolutionFailure> = new Map([
  ['ETIMEOUT', 'timeout'],
  ['ECONNREFUSED', 'timeout'],
  ['ESERVFAIL', 'servfail'],
  ['EREFUSED', 'refused'],
  ['ENODATA', 'nodata'],
  ['ENOTFOUND', 'nxdomain'],
]);

const explainFailures = (results: readonly PromiseSettledResult<unknown>[]): HostAnswer => {
  const codes = results.map((result) => (result.status === 'rejected' ? codeOf(result.reason) : 'ENODATA'));
  const code = [...reasons.keys()].find((known) => codes.includes(known)) ?? 'unknown';
  return { kind: 'failed', reason: reasons.get(code) ?? 'servfail', detail: [...new Set(codes)].join(', ') };
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
