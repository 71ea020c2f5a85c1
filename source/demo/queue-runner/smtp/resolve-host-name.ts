import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { SmtpError } from './fault.ts';

const lookupTimeoutMs = 5_000;

/** Turns host names into addresses with one DNS server, as getaddrinfo would with that server in resolv.conf. */
export type ResolveHostName = (hostName: string) => Promise<readonly string[]>;

/** @param server `host:port` of the DNS server. */
export const createLookup = (server: string): ResolveHostName => {
  const resolver = new Resolver({ timeout: lookupTimeoutMs, tries: 1 });
  resolver.setServers([server]);
  return async (hostName) => {
    if (isIP(hostName) !== 0) return [hostName];
    if (hostName === 'localhost') return ['127.0.0.1'];
    try {
      return await resolver.resolve4(hostName);
    } catch (error) {
      throw new SmtpError({ kind: 'system', ...readLookupError(error) });
    }
  };
};

/** getaddrinfo's numbers and texts (gai_strerror(3)). */
const readLookupError = (error: unknown): { readonly number: number; readonly text: string } => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND') return { number: -2, text: 'Name or service not known' };
  if (code === 'ENODATA') return { number: -5, text: 'No address associated with hostname' };
  return { number: -3, text: 'Temporary failure in name resolution' };
};
