import { isIP } from 'node:net';
import { UsageError } from '../domain/errors.ts';
import { parseHostPort } from '../domain/probes/host-port.ts';
import type { ResolveHost } from '../domain/probes/network.ts';
import { resolveWithServer } from '../services/ports/dns-servers.ts';
import { resolveWithSystem } from '../services/ports/system-resolver.ts';

/**
 * How SMTP and port probes find addresses: through the server of `--resolver` when there is one, else as Odoo does.
 * Throws UsageError for a resolver that is not an address.
 */
export const createHostResolver = (resolver: string | undefined): ResolveHost => {
  if (resolver === undefined) return resolveWithSystem;
  const { host, port = 53 } = parseHostPort(resolver);
  if (isIP(host) === 0) {
    throw new UsageError(
      `--resolver takes the address of a DNS server, not '${resolver}'.`,
      'For example --resolver 1.1.1.1.',
    );
  }
  return resolveWithServer(isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);
};
