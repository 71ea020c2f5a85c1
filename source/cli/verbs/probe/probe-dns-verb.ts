import type { Command as Verb } from 'commander';
import type { DnsArguments } from '../../../inquiry/probe/probe-domain.ts';
import type { RunCommand } from '../../../world/command.ts';

const append = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** `probe dns`: what DNS says about a domain's mail. */
export const addProbeDns = (probe: Verb, run: RunCommand): void => {
  probe
    .command('dns <domain>')
    .description('MX, SPF, DKIM, DMARC and blocklists of a domain, and the SPF record to publish')
    .option('--relay <host>', 'the server its mail leaves through: may it send, how do receivers see it')
    .option('--selector <name>', 'a DKIM selector besides the usual ones; may be repeated', append, [])
    .option('--from <address>', 'the envelope sender to judge; default: postmaster at the domain')
    .action((domain: string, options: Omit<DnsArguments, 'domain'>, verb: Verb) =>
      run(async () => (await import('./probe-dns.ts')).runProbeDns, { ...options, domain }, verb.optsWithGlobals()),
    );
};
