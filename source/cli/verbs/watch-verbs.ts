import type { Command as Verb } from 'commander';
import { precautionIds } from '../../domain/finding/precaution-id.ts';
import type { RunCommand } from '../../world/command.ts';
import type { MonitorArguments } from './monitor/monitor.ts';

/** `monitor` and `prevent`: what goes on when nobody looks, and what is better in order before. */
export const addWatchVerbs = (program: Verb, run: RunCommand): void => {
  program
    .command('monitor')
    .description('watches, and tells somebody when mail stops and when it goes again')
    .option('--rules <file>', 'the config file: rules and whom to tell (YAML)')
    .option('--once', 'look once, print how the rules stand, and tell nobody', false)
    .option(
      '--metrics <address>',
      'serve what it knows to Prometheus, as http://ADDRESS/metrics: 127.0.0.1:9187, or [::1]:9187',
    )
    .option('--metrics-textfile <file>', "write the same for node_exporter's textfile collector: FILE.prom")
    .option('--print-alert-rules', 'print the rules for Prometheus (rule_files), with the thresholds of --rules', false)
    .option('--print-dashboard', 'print a dashboard for Grafana (import as JSON)', false)
    .option('--try-notifiers', 'send a try to everybody that the config file names', false)
    .option('--print-systemd', 'print a unit for systemd that runs this command', false)
    .action((options: MonitorArguments, verb: Verb) =>
      run(async () => (await import('./monitor/monitor.ts')).runMonitor, options, verb.optsWithGlobals()),
    );

  program
    .command('prevent')
    .argument('[precaution...]', `which to look at; default all: ${precautionIds.join(', ')}`)
    .description('what is better in order before mail stops, and how to put it in order; logs in nowhere')
    .option('--redact', 'shorten names of persons and mail addresses, to paste it into a ticket', false)
    .action((named: string[], options: { redact: boolean }, verb: Verb) =>
      run(
        async () => (await import('./prevent.ts')).runPrevent,
        { precautions: named, ...options },
        verb.optsWithGlobals(),
      ),
    );
};
