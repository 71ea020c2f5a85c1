import { Option, type Command as Verb } from 'commander';
import { tlsModes } from '../../../domain/probes/smtp-report.ts';
import type { RunCommand } from '../../../world/command.ts';
import { addProbeDns } from './probe-dns-verb.ts';
import type { ProbeSmtpArguments } from './probe-smtp.ts';

const append = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** `probe smtp|port|dns`: one measurement by hand, for scripts and support. */
export const addProbe = (program: Verb, run: RunCommand): void => {
  const probe = program.command('probe').description('one measurement by hand, for scripts and support');

  probe
    .command('smtp <host[:port]>')
    .description('one SMTP session, stage by stage, never past RCPT TO')
    .option('--from <address>', 'a sender to try; may be repeated', append, [])
    .option('--to <address>', 'a recipient to try with each sender; may be repeated', append, [])
    .option('--user <name>', 'log in as')
    .option('--password-stdin', 'the password comes from standard input')
    .option('--oauth-token-stdin', 'an access token comes from standard input (XOAUTH2)')
    .addOption(new Option('--tls <mode>', "Odoo's encryption; default: what the port is meant for").choices(tlsModes))
    .option('--helo <name>', 'the EHLO name; default: the one Odoo would use here')
    .action((target: string, options: Omit<ProbeSmtpArguments, 'target'>, verb: Verb) =>
      run(async () => (await import('./probe-smtp.ts')).runProbeSmtp, { ...options, target }, verb.optsWithGlobals()),
    );

  probe
    .command('port <host[:port]...>')
    .description('TCP connections, IPv4 and IPv6 apart; without a port: 25, 465, 587 and 2525')
    .action((targets: string[], _options, verb: Verb) =>
      run(async () => (await import('./probe-port.ts')).runProbePort, { targets }, verb.optsWithGlobals()),
    );

  addProbeDns(probe, run);
};
