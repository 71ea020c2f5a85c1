import type { Check, Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { sentences, whereSet } from '../../checks/measure/relay-words.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { describeUnknownServers } from '../../checks/measure/unknown-servers.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import type { CheckFinding } from '../../domain/finding/finding.ts';
import type { PortConclusion } from '../../domain/probes/port-matrix.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { askHostingFirm } from './ask-hosting-firm-remedy.ts';
import { judgeGreeting } from './judge-greeting.ts';
import { judgePort } from './judge-port.ts';
import { measureReachability, type Reachability } from './measure-reachability.ts';
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

const remediesFor = ({ kind }: PortConclusion): readonly Remedy[] =>
  kind === 'port-blocked' ? [switchPort, askHostingFirm] : [switchPort];
