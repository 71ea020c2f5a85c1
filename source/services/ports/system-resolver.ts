import { lookup } from 'node:dns/promises';
import type { HostAnswer, ResolveHost } from '../../domain/probes/network.ts';
import { askDnsServers } from './dns-servers.ts';
import { withTimeLimit } from './time-limit.ts';

/**
 * Resolves as Odoo does: getaddrinfo, with /etc/hosts and the system's order of preference. When that finds nothing it
 * cannot say why, so the system's DNS servers are asked which of the five kinds of no it is.
 */
export const resolveWithSystem: ResolveHost = (host, { timeoutMs, signal }) =>
  withTimeLimit({ timeoutMs, signal }, async (limit) => {
    // getaddrinfo cannot be stopped; past the limit its answer is simply no longer waited for.
    const found = await lookup(host, { all: true, order: 'verbatim' }).catch((error: NodeJS.ErrnoException) => error);
    if (!(found instanceof Error)) {
      return {
        kind: 'addresses',
        addresses: found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
      };
    }
    return explainNothing(await askDnsServers(host, [], limit), found.code ?? found.message);
  });

/** A name that DNS knows although getaddrinfo found nothing (nsswitch without dns) is a failure for Odoo all the same. */
const explainNothing = (answer: HostAnswer, code: string): HostAnswer =>
  answer.kind === 'failed' ? answer : { kind: 'failed', reason: 'nodata', detail: `getaddrinfo: ${code}` };
