import { formatHostPort } from '../host-port.ts';
import { describeAttempts, describeResolutionFailure } from './network.ts';
import type { Ipv6State, PortConclusion } from './port-matrix.ts';
import { type PortReport, summarizePort } from './port-report.ts';

/** "mail.example.com:25 is open (192.0.2.1: open)." */
export const describePort = (report: PortReport): string => {
  const { host, port, resolution, attempts } = report;
  if (resolution.kind === 'failed') return describeResolutionFailure(host, resolution.reason);
  const where = formatHostPort(host, port);
  const addresses = describeAttempts(attempts);
  switch (summarizePort(report)) {
    case 'open':
      return `${where} is open (${addresses}).`;
    case 'refused':
      return `${where} refuses connections: the machine answers, but no server listens on that port (${addresses}).`;
    case 'timed-out':
      return `${where} does not answer: it is down, or a firewall drops the packets (${addresses}).`;
    case 'unreachable':
      return `${where} cannot be reached from this machine (${addresses}).`;
    case 'unresolved':
      return `${where} has no address to try.`;
  }
};

/** What the matrix says about one port of one host, in one sentence. */
export const describePortConclusion = (host: string, port: number, conclusion: PortConclusion): string => {
  const where = formatHostPort(host, port);
  switch (conclusion.kind) {
    case 'open':
      return `${where} is open.`;
    case 'refused':
      return `${where} refuses connections, which is an answer: nothing is blocked, but no server listens there${alternatives(conclusion.openPorts)}.`;
    case 'port-blocked':
      return `Outgoing port ${list(conclusion.blocked)} is blocked: ${where} and other mail servers are all silent on it${reachable(conclusion.open)}.`;
    case 'host-silent':
      return `Only ${host} is silent on port ${port}, other servers answer: it is down, or it drops connections from here${alternatives(conclusion.openPorts)}.`;
    case 'host-unreachable':
      return `This machine has no route to ${host}, although it reaches others.`;
    case 'no-route':
      return 'This machine has no route to any of the hosts that were tried: look at its network settings.';
    case 'no-internet':
      return 'Nothing that was tried answers, not even outside of mail: this machine seems to be cut off.';
    case 'unresolved':
      return `${host} could not be resolved, so no port was tried.`;
    case 'inconclusive':
      return `${where} does not answer; what else was measured does not say why.`;
  }
};

/** A sentence on IPv6 where there is something to say. */
export const describeIpv6 = (state: Ipv6State): string | undefined => {
  switch (state) {
    case 'absent':
      return 'This machine has no IPv6 route; IPv4 is used, which is not a fault.';
    case 'broken':
      return 'IPv6 is set up here but goes unanswered: whatever tries it first waits for nothing.';
    case 'works':
    case 'not-measured':
      return undefined;
  }
};

const list = (ports: readonly number[]): string => ports.join(', ');

const alternatives = (ports: readonly number[]): string =>
  ports.length === 0 ? '' : `; the host answers on ${list(ports)}`;

const reachable = (ports: readonly number[]): string =>
  ports.length === 0 ? '' : `; ${list(ports)} ${ports.length === 1 ? 'gets' : 'get'} through`;
