import type { Evidence } from '../../domain/evidence.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { type ConfiguredLogin, enterServer } from '../../services/smtp/server-request.ts';
import type { SmtpProbe } from '../../services/smtp/smtp-probe.ts';
import { type HandshakeVerdict, judgeSender } from './handshake-verdict.ts';
import { identifyServer, nameServer, type SendingGroup } from './sending-groups.ts';

/** What a handshake needs of the world. */
export interface HandshakeWorld {
  readonly odoo: Odoo;
  readonly smtp: SmtpProbe;
  readonly login: ConfiguredLogin;
  readonly now: () => Date;
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

/** Recipients of the canary: enough to meet a refusal, too few to look like harvesting. */
const mostRecipients = 3;

/**
 * One live session with each server, never past RCPT: the senders with most mails first, and the recipients of one
 * mail, the canary, which is the newest of the largest group. Servers are asked at the same time.
 */
export const shakeHands = async (
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
  const canary = largest?.mails.at(-1);
  if (largest === undefined || canary === undefined) return { groups: [], evidence: [] };
  const entered = enterServer(largest.route.server, { login: world.login, now: world.now() });
  if (entered.kind === 'only-odoo') {
    const why = `${nameServer(largest.route.server)} cannot be tried from here: ${entered.why}`;
    return { groups: groups.map((group) => ({ ...group, verdict: { kind: 'untested', why } })), evidence: [] };
  }
  const recipients = await readAddresses(world.odoo, canary.id, { signal });
  const request = {
    ...entered.entrance,
    envelopes: groups.map((group, index) => ({
      sender: envelopeOf(facts, group),
      recipients: index === 0 ? recipients : [],
    })),
    timeoutMs: world.timeoutMs,
    totalTimeoutMs: world.totalTimeoutMs,
  };
  const report: SmtpReport = await world.smtp.probe(request, { signal });
  return {
    groups: groups.map((group, index) => ({
      ...group,
      verdict: judgeSender(report, report.senders[index], index === 0 ? canary.id : null),
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

/** Who has yet to get a mail. */
const readAddresses = async (
  odoo: Odoo,
  mailId: number,
  options: { readonly signal: AbortSignal },
): Promise<readonly string[]> => {
  const [recipients, [mail]] = await Promise.all([odoo.recipients([mailId], options), odoo.mails([mailId], options)]);
  const partners = recipients.flatMap(({ addressed, notification, normalizedAddress }) =>
    addressed && notification?.status !== 'sent' && normalizedAddress ? [normalizedAddress] : [],
  );
  const plain = `${mail?.to ?? ''},${mail?.cc ?? ''}`.match(/[^" ,;<@]+@[^>" ,;]+/g) ?? [];
  return [...new Set([...plain, ...partners])].slice(0, mostRecipients);
};
