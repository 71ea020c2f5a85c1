import { parseHostPort } from '../../domain/host-port.ts';
import { smtpPorts } from '../../domain/probes/port-matrix.ts';
import type { PortReport } from '../../domain/probes/port-report.ts';
import { createPortProbe, type PortTarget } from '../../services/ports/port-probe.ts';
import { chooseHostResolver } from '../../world/choose-host-resolver.ts';
import type { CommandContext } from '../../world/command.ts';

/** TCP connections to each `host[:port]`, all at once; without a port to the four that mail uses. */
export const probePorts = (context: CommandContext, targets: readonly string[]): Promise<readonly PortReport[]> => {
  const { options, now, signal } = context;
  const probe = createPortProbe({ resolve: chooseHostResolver(context), now });
  const timeoutMs = Math.min(options.timeout, options.deadline) * 1000;
  return Promise.all(targets.flatMap(readTarget).map((target) => probe.probe(target, { timeoutMs, signal })));
};

const readTarget = (text: string): readonly PortTarget[] => {
  const { host, port } = parseHostPort(text);
  return (port === undefined ? smtpPorts : [port]).map((each) => ({ host, port: each }));
};
