import { endedBy } from '../../checks/measure/ended-by.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Owner } from '../../domain/finding/owner.ts';
import { describeHiddenFailure } from '../../domain/probes/network.ts';
import type { PortConclusion } from '../../domain/probes/port-matrix.ts';
import type { PortReport } from '../../domain/probes/port-report.ts';
import { describePort, describePortConclusion } from '../../domain/probes/port-sentence.ts';
import { portEvidence, smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { judgeGreeting } from './judge-greeting.ts';
import { openPortsOf, type Reachability } from './measure-reachability.ts';

/** How one server's port stands; a failure without what it accounts for and without its remedies. */
export const judgePort = (
  { session, port, cells, conclusion }: Reachability,
  all: readonly Reachability[],
  whereSet: string,
): CheckFinding => {
  const { relay, report } = session;
  if (port === undefined) {
    const summary = `No port of ${relay.title} was tried: its name gave no address.`;
    return finding({ subject: relay.subject, status: 'skipped', summary });
  }
  const evidence = [port, ...cells].map(portEvidence);
  const common = { subject: relay.subject, evidence };
  const isNear = isInOwnNetwork(port);
  if (conclusion.kind === 'open') {
    const withSession = {
      ...common,
      owner: isNear ? 'host' : 'provider',
      evidence: [...evidence, smtpEvidence(report)],
    } as const;
    const greeting = judgeGreeting(report);
    if (greeting !== undefined) {
      const status = greeting.status === 'fail' && !relay.isChosen ? 'warn' : greeting.status;
      return finding({ ...withSession, ...greeting, status });
    }
    if (endedBy(session) === 'firewall') {
      return finding({
        ...withSession,
        status: relay.isChosen ? 'fail' : 'warn',
        summary: report.summary,
        detail: sentences(describeEnd(session, isNear), whereSet),
      });
    }
    return finding({ ...common, status: 'ok', summary: describePort(port) });
  }
  const others = openPortsOf(all, relay.host).filter((open) => open !== relay.port);
  return finding({
    ...common,
    status: relay.isChosen ? 'fail' : 'warn',
    summary: describePortConclusion(relay.host, relay.port, conclusion),
    detail: sentences(
      describeHiddenFailure(port.attempts),
      explain(conclusion, isNear),
      others.length === 0 ? undefined : `${relay.host} does answer on ${others.join(', ')}.`,
      whereSet,
    ),
    owner: ownerOf(conclusion, isNear),
    ...(relay.isLastResort ? { consequenceOf: 'no-server' as const } : {}),
  });
};

/** No provider runs what stands in the own network: the one who runs this machine is asked. */
const isInOwnNetwork = ({ attempts }: PortReport): boolean =>
  attempts.length > 0 && attempts.every(({ address }) => isPrivateAddress(address));

const describeEnd = ({ relay, report }: RelaySession, isNear: boolean): string => {
  const whom = isNear
    ? `It stands in this machine’s own network: see there which program listens (ss -ltnp 'sport = :${relay.port}') and what its log says.`
    : 'Its provider can say why.';
  const hadBegun = report.reached !== undefined && !['resolve', 'connect'].includes(report.reached);
  if (hadBegun) {
    return `The server begins the session and does not go on with this machine: it, or something in front of it, does not want what it hears. ${whom}`;
  }
  return report.failure?.kind === 'closed'
    ? `The connection is taken and ended without a word. A proxy or tunnel in front of a mail server (HAProxy, stunnel) does so while that server is down; a mail server, while it has too many connections from this address or refuses it. ${whom}`
    : `The server takes the connection and turns this machine away before anything was asked of it: it, or something in front of it, does not want this address. ${whom}`;
};

const explain = (conclusion: PortConclusion, isNear: boolean): string => {
  switch (conclusion.kind) {
    case 'port-blocked':
      return 'Most hosting firms block ports for outgoing mail until one asks, and a firewall of this machine or its network may do the same; Odoo waits a minute and gives the mail up.';
    case 'host-silent':
      return isNear
        ? 'It stands in this machine’s own network: see whether it is up, and whether a firewall there drops the packets.'
        : 'This machine’s way out is open: ask the mail server’s provider whether it is down, or whether it has blocked this address.';
    case 'refused':
      return 'A refusal comes from the server itself (or from a rule that rejects): usually the port is wrong, or its mail service is not running.';
    case 'no-internet':
    case 'no-route':
      return 'Look at the network of this machine first; everything else about mail follows from it.';
    case 'host-unreachable':
      return 'Others are reached, this host is not: look at the routes, and whether its address is right.';
    case 'inconclusive':
    case 'open':
    case 'unresolved':
      return 'It may be down, or a firewall on the way may drop the packets.';
  }
};

const ownerOf = ({ kind }: PortConclusion, isNear: boolean): Owner => {
  switch (kind) {
    case 'host-silent':
      return isNear ? 'host' : 'provider';
    case 'refused':
      return 'odoo';
    default:
      return 'host';
  }
};
