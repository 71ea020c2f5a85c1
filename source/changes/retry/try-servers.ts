import type { Evidence } from '../../domain/finding/evidence.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { SmtpProbe } from '../../services/smtp/smtp-probe.ts';
import { type EntranceWorld, findEntrance } from './find-entrance.ts';
import { type HandshakeVerdict, judgeTriedSender } from './handshake-verdict.ts';
import { readAddresses } from './mail-addresses.ts';
import { nameServer, type SendingGroup } from './sending-groups.ts';

/** What a handshake needs of the world. */
export interface HandshakeWorld extends EntranceWorld {
  readonly odoo: Odoo;
  readonly smtp: SmtpProbe;
  /** For one step and for one session, ms. */
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
}

/** How a group of mails would fare now. */
export interface TriedGroup extends SendingGroup {
  readonly verdict: HandshakeVerdict;
}

export interface Handshakes {
  readonly groups: readonly TriedGroup[];
  readonly evidence: readonly Evidence[];
}

/** Recipients of the canary: enough to meet a refusal, too few to look like harvesting. Other groups have one. */
const mostRecipients = 3;

/**
 * One live session with each server, never past RCPT: the senders with most mails first, each with a recipient of its
 * newest mail, for a sender may be refused only then; of the largest group with several of them. Servers are asked at the
 * same time.
 */
export const tryServers = async (
  world: HandshakeWorld,
  facts: RoutingFacts,
  groups: readonly SendingGroup[],
  options: { readonly signal: AbortSignal },
): Promise<Handshakes> => {
  const byServer = Map.groupBy(groups, ({ route }) => identifyServer(route.server));
  const sessions = await Promise.all(
    [...byServer.values()].map((theirs) => shakeHandsWithOne(world, facts, theirs, options)),
  );
  return {
    groups: sessions.flatMap((session) => session.groups),
    evidence: sessions.flatMap((session) => session.evidence),
  };
};

const shakeHandsWithOne = async (
  world: HandshakeWorld,
  facts: RoutingFacts,
  groups: readonly SendingGroup[],
  { signal }: { readonly signal: AbortSignal },
): Promise<Handshakes> => {
  const [largest] = groups;
  if (largest === undefined) return { groups: [], evidence: [] };
  const { server } = largest.route;
  const entrance = await findEntrance(world, server);
  if (typeof entrance === 'string') {
    const why = `${nameServer(server)} cannot be tried from here: ${entrance}`;
    return { groups: groups.map((group) => ({ ...group, verdict: { kind: 'untested', why } })), evidence: [] };
  }
  const newest = groups.map(({ mails }) => mails.at(-1)?.id ?? null);
  const recipients = await readAddresses(
    world.odoo,
    newest.filter((id) => id !== null),
    { signal },
  );
  const request = {
    ...entrance,
    envelopes: groups.map((group, index) => ({
      sender: envelopeOf(facts, group),
      recipients: (recipients.get(newest[index] ?? 0) ?? []).slice(0, index === 0 ? mostRecipients : 1),
    })),
    timeoutMs: world.timeoutMs,
    totalTimeoutMs: world.totalTimeoutMs,
  };
  const report: SmtpReport = await world.smtp.probe(request, { signal });
  return {
    groups: groups.map((group, index) => ({
      ...group,
      verdict: judgeTriedSender(report, report.senders[index], newest[index] ?? null),
    })),
    evidence: [smtpEvidence(report)],
  };
};

/** 14 puts a mail's id into its envelope, so that of a group is its newest mail's. */
const envelopeOf = (facts: RoutingFacts, { route, mails }: SendingGroup): string => {
  const newest = mails.at(-1);
  if (newest === undefined) return route.envelopeFrom;
  const own = routeMail(facts, { ...newest, tracking: { mailId: newest.id, document: newest.document } });
  return own.kind === 'sends' ? own.envelopeFrom : route.envelopeFrom;
};
