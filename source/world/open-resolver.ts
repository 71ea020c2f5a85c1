import { createLookupCache } from '../services/dns/lookup-cache.ts';
import { createResolver, type Resolver } from '../services/dns/resolver.ts';
import { parseServerAddress } from '../services/dns/server-address.ts';
import { recordLookups } from './activity/record-probes.ts';
import type { CommandContext } from './command.ts';

/** How often a silent DNS server is asked within --timeout. */
const tries = 2;

/** DNS as the command line says, with a memory for one run. */
export const openResolver = ({ options, now, log }: CommandContext): Resolver =>
  recordLookups(
    createResolver({
      ...(options.resolver === undefined ? {} : { server: parseServerAddress(options.resolver) }),
      timeoutMs: (options.timeout * 1_000) / tries,
      tries,
      now,
      cache: createLookupCache(),
    }),
    options.resolver ?? "the system's DNS server",
    { log, now },
  );
