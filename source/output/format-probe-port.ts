import { formatHostPort } from '../domain/host-port.ts';
import { type AddressAttempt, describeConnectOutcome } from '../domain/probes/network.ts';
import { concludeIpv6 } from '../domain/probes/port-matrix.ts';
import { type PortReport, summarizePort } from '../domain/probes/port-report.ts';
import { describeIpv6, describePort } from '../domain/probes/port-sentence.ts';
import { chooseSigns } from '../domain/wording/signs.ts';

/** One JSON document for all ports that were tried. */
export const formatPortJson = (reports: readonly PortReport[]): string => {
  const ports = reports.map((report) => ({ ...report, state: summarizePort(report), summary: describePort(report) }));
  return `${JSON.stringify({ schema: 1, ipv6: concludeIpv6(reports), ports })}\n`;
};

/** A line a port; with `verbose` also one an address, with the time it took. */
export const formatPortText = (
  reports: readonly PortReport[],
  { verbose, ascii }: { readonly verbose: boolean; readonly ascii: boolean },
): string => {
  const signs = chooseSigns(ascii);
  const lines = reports.flatMap((report) => [
    ` ${signs[summarizePort(report) === 'open' ? 'ok' : 'fail']} ${describePort(report)}`,
    ...(verbose ? report.attempts.map((attempt) => addressLine(report.port, attempt)) : []),
  ]);
  const ipv6 = describeIpv6(concludeIpv6(reports));
  return `${[...lines, ...(ipv6 === undefined ? [] : ['', ipv6])].join('\n')}\n`;
};

const addressLine = (port: number, { address, outcome, durationMs }: AddressAttempt): string =>
  `     ${formatHostPort(address, port)}  ${describeConnectOutcome(outcome)}  ${durationMs} ms`;
