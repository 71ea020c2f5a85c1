import { type ExitStatus, exitStatus } from '../../../domain/exit-status.ts';
import { parseHostPort } from '../../../domain/host-port.ts';
import { smtpPorts } from '../../../domain/probes/port-matrix.ts';
import { type PortReport, summarizePort } from '../../../domain/probes/port-report.ts';
import { formatPortJson, formatPortText } from '../../../output/format-probe-port.ts';
import { createPortProbe, type PortTarget } from '../../../services/ports/port-probe.ts';
import { chooseHostResolver } from '../../../world/choose-host-resolver.ts';
import type { Command } from '../../../world/command.ts';
import { writeResult } from '../../../world/write-output.ts';
import { chooseFormat } from '../../options/choose-format.ts';
import { untilStopped } from '../../until-stopped.ts';

export interface ProbePortArguments {
  /** `host[:port]`; without a port the four that mail uses. */
  readonly targets: readonly string[];
}

/**
 * TCP connections by hand, all at once. Status 0: every port is open; 2: a port refuses, is silent or out of reach;
 * 3: a name could not be resolved, so nothing was measured for it.
 */
export const runProbePort: Command<ProbePortArguments> = async (context, { targets }) => {
  const { options, now, signal } = context;
  const format = chooseFormat('probe', options.format, ['text', 'json']);
  const probe = createPortProbe({ resolve: chooseHostResolver(context), now });
  const timeoutMs = Math.min(options.timeout, options.deadline) * 1000;
  const reports = await untilStopped(context, () =>
    Promise.all(targets.flatMap(readTarget).map((target) => probe.probe(target, { timeoutMs, signal }))),
  );
  writeResult(context, format, format === 'json' ? formatPortJson(reports) : formatPortText(reports, options));
  return chooseStatus(reports);
};

const readTarget = (text: string): readonly PortTarget[] => {
  const { host, port } = parseHostPort(text);
  return (port === undefined ? smtpPorts : [port]).map((each) => ({ host, port: each }));
};

const chooseStatus = (reports: readonly PortReport[]): ExitStatus => {
  const states = reports.map((report) => summarizePort(report));
  if (states.every((state) => state === 'open')) return exitStatus.ok;
  return states.includes('unresolved') ? exitStatus.unknown : exitStatus.critical;
};
