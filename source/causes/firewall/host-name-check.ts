import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { sentences, whereSet } from '../../checks/measure/relay-words.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { describeResolutionFailure } from '../../domain/probes/network.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { correctHost } from './correct-host-remedy.ts';
import { measureReachability } from './measure-reachability.ts';

/** Whether the host names of the servers lead to an address. */
export const nameCheck: Check = {
  id: 'firewall.name',
  title: 'Names of the mail servers',
  owner: 'odoo',
  decides: true,
  run: async (context) => {
    // Begun here already, so that the comparison of ports runs beside the sessions in whatever order checks are run.
    const all = await measureReachability(context);
    return await Promise.all(all.map(({ session }) => judge(context, session)));
  },
};

const judge = async (context: CheckContext, session: RelaySession): Promise<CheckFinding> => {
  const { relay } = session;
  const judged = judgeName(session, whereSet(context, relay, ['smtp_server']));
  if (session.report.resolution?.kind === 'failed') {
    const told = { ...judged, detail: sentences(judged.detail, await describeVantage(context)) };
    if (judged.status === 'unknown' || relay.isLastResort) return told;
    const explained = await countExplained(context, 'firewall', relay.subject);
    return { ...told, ...explained, remedies: await offerAll(context, relay.subject, [correctHost]) };
  }
  return judged.status === 'warn'
    ? { ...judged, remedies: await offerAll(context, relay.subject, [correctHost]) }
    : judged;
};

/** Where the name of a server leads; without what that accounts for and without remedies. */
export const judgeName = (session: RelaySession, whereSet: string): CheckFinding => {
  const { relay, report } = session;
  const { resolution } = report;
  const common = { subject: relay.subject, evidence: [describeLookup(session)] };
  if (resolution === undefined) {
    return finding({ ...common, status: 'unknown', summary: `The name ${relay.host} was not looked up in time.` });
  }
  if (resolution.kind === 'addresses') {
    const addresses = resolution.addresses.map(({ address }) => address).join(', ');
    const summary = `${relay.host} leads to ${addresses}.`;
    const dot = describeLastDot(relay);
    return dot === undefined
      ? finding({ ...common, status: 'ok', summary })
      : finding({ ...common, status: 'warn', summary: dot, detail: sentences(summary, whereSet) });
  }
  const summary = describeResolutionFailure(relay.host, resolution.reason);
  if (resolution.reason !== 'nxdomain' && resolution.reason !== 'nodata') {
    return finding({
      ...common,
      owner: 'host',
      status: 'unknown',
      summary,
      detail:
        'If Odoo’s machine has the same trouble, mails fail with “Name or service not known” or “Temporary failure in name resolution”: look at /etc/resolv.conf there.',
    });
  }
  return finding({
    ...common,
    status: relay.isChosen ? 'fail' : 'warn',
    summary,
    detail: sentences('Odoo cannot send to a server whose name leads nowhere.', whereSet),
    ...(relay.isLastResort ? { consequenceOf: 'no-server' as const } : {}),
  });
};

/** DNS takes it for the end of a full name; TLS does not (RFC 6066 §3: the name "without a trailing dot"). */
export const describeLastDot = ({ host, tls, title }: Pick<Relay, 'host' | 'tls' | 'title'>): string | undefined => {
  if (tls === 'none' || !host.endsWith('.')) return undefined;
  const cost = tls.endsWith('_strict')
    ? 'no certificate holds such a name, and Odoo ends the connection'
    : 'some servers end the connection at a name with a dot';
  return `The host of ${title} ends with a dot, and Odoo sends it so as the server name of TLS: ${cost}.`;
};

const describeLookup = ({ relay, report: { resolution, at } }: RelaySession): Evidence => ({
  kind: 'dns',
  asked: `getent ahosts ${relay.host}`,
  answer:
    resolution === undefined
      ? 'no answer in time'
      : resolution.kind === 'failed'
        ? `${resolution.reason} (${resolution.detail})`
        : resolution.addresses.map(({ address }) => address).join('\n'),
  at,
  durationMs: 0,
});
