import type { Check, Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { sentences, whereSet } from '../../checks/measure/relay-words.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { describeUnknownServers } from '../../checks/measure/unknown-servers.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Owner } from '../../domain/finding/owner.ts';
import { describeHiddenFailure } from '../../domain/probes/network.ts';
import type { PortConclusion } from '../../domain/probes/port-matrix.ts';
import { describePort, describePortConclusion } from '../../domain/probes/port-sentence.ts';
import { portEvidence, smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { askHostingFirm } from './ask-hosting-firm-remedy.ts';
import { judgeGreeting } from './judge-greeting.ts';
import { measureReachability, openPortsOf, type Reachability } from './measure-reachability.ts';
import { switchPort } from './switch-port-remedy.ts';

/** Whether each server answers on its port; where it is silent, what other hosts and ports say about why. */
export const portCheck: Check = {
  id: 'firewall.port',
  title: 'Ports of the mail servers',
  owner: 'host',
  decides: true,
  run: async (context) => {
    const [all, unknown] = await Promise.all([
      measureReachability(context),
      describeUnknownServers(context, 'The port'),
    ]);
    return [...(await Promise.all(all.map((one) => judge(context, one, all)))), ...unknown];
  },
};

const judge = async (
  context: CheckContext,
  reachability: Reachability,
  all: readonly Reachability[],
): Promise<CheckFinding> => {
  const { session, port, conclusion } = reachability;
  const { relay } = session;
  const judged = judgePort(reachability, all, whereSet(context, relay, ['smtp_server', 'smtp_port']));
  if (port === undefined || judged.status === 'ok') return judged;
  const told = { ...judged, detail: sentences(judged.detail, await describeVantage(context)) };
  if (relay.isLastResort && conclusion.kind !== 'open') return told;
  // A greeting that is late, or did not come in our time, keeps no mail.
  const greeting = conclusion.kind === 'open' ? judgeGreeting(session.report) : undefined;
  if (greeting !== undefined && greeting.status !== 'fail') return told;
  const explained = await countExplained(context, 'firewall', relay.subject);
  if (conclusion.kind === 'open') return { ...told, ...explained };
  return { ...told, ...explained, remedies: await offerAll(context, relay.subject, remediesFor(conclusion)) };
};

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
  if (conclusion.kind === 'open') {
    const withSession = { ...common, owner: 'provider', evidence: [...evidence, smtpEvidence(report)] } as const;
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
        detail: sentences(describeEnd(session), whereSet),
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
      explain(conclusion),
      others.length === 0 ? undefined : `${relay.host} does answer on ${others.join(', ')}.`,
      whereSet,
    ),
    owner: ownerOf(conclusion),
    ...(relay.isLastResort ? { consequenceOf: 'no-server' as const } : {}),
  });
};

const remediesFor = ({ kind }: PortConclusion): readonly Remedy[] =>
  kind === 'port-blocked' ? [switchPort, askHostingFirm] : [switchPort];

const describeEnd = ({ report }: RelaySession): string =>
  report.reached === undefined || report.reached === 'resolve' || report.reached === 'connect'
    ? 'The server takes the connection and turns this machine away before anything was asked of it: it, or something in front of it, does not want this address; its provider can say why.'
    : 'The server begins the session and does not go on with this machine: it, or something in front of it, does not want what it hears; its provider can say why.';

const explain = (conclusion: PortConclusion): string => {
  switch (conclusion.kind) {
    case 'port-blocked':
      return 'Most hosting firms block ports for outgoing mail until one asks, and a firewall of this machine or its network may do the same; Odoo waits a minute and gives the mail up.';
    case 'host-silent':
      return 'This machine’s way out is open: ask the mail server’s provider whether it is down, or whether it has blocked this address.';
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

const ownerOf = ({ kind }: PortConclusion): Owner => {
  switch (kind) {
    case 'host-silent':
      return 'provider';
    case 'refused':
      return 'odoo';
    default:
      return 'host';
  }
};
