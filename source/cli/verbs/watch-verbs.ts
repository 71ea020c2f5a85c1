import type { Command as Verb } from 'commander';
import type { RunCommand } from '../../world/command.ts';
import type { MonitorArguments } from './monitor/monitor.ts';

/** `monitor`: what goes on when nobody looks. */
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
};
