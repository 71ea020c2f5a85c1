import { type ExitStatus, exitStatus } from '../../../domain/exit-status.ts';
import { type PortReport, summarizePort } from '../../../domain/probes/port-report.ts';
import { probePorts } from '../../../inquiry/probe/probe-ports.ts';
import { formatPortJson, formatPortText } from '../../../output/format-probe-port.ts';
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
  const { options } = context;
  const format = chooseFormat('probe', options.format, ['text', 'json']);
  const reports = await untilStopped(context, () => probePorts(context, targets));
  writeResult(context, format, format === 'json' ? formatPortJson(reports) : formatPortText(reports, options));
  return chooseStatus(reports);
};

const chooseStatus = (reports: readonly PortReport[]): ExitStatus => {
  const states = reports.map((report) => summarizePort(report));
  if (states.every((state) => state === 'open')) return exitStatus.ok;
  return states.includes('unresolved') ? exitStatus.unknown : exitStatus.critical;
};
