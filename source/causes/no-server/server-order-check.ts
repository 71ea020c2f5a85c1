import { type Check, offer } from '../../checks/cause.ts';
import { isCopy } from '../../checks/measure/copy.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { measureRoutingFacts, routeSender } from '../../checks/measure/routes.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import type { CauseId } from '../../domain/finding/cause-id.ts';
import { finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { prefer } from './remedies/prefer-server-remedy.ts';

/** Whether mail goes through a server that does not work while one that does is only further behind in the order. */
export const orderCheck: Check = {
  id: 'no-server.order',
  title: 'The order of the mail servers',
  owner: 'odoo',
  run: async (context) => {
    const sessions = await openSessions(context);
    const broken = sessions.flatMap((session) => {
      const by = session.relay.isChosen ? endedBy(session) : undefined;
      return by !== undefined && ofTheServer.has(by) ? [{ session, by }] : [];
    });
    if (broken.length === 0 || broken.length === sessions.length || (await isCopy(context))) return [];
    const facts = await measureRoutingFacts(context);
    return broken.flatMap(({ session, by }) => {
      const { relay, report } = session;
      const others = sessions.filter(isWorking).filter((other) => wouldCarry(facts, relay, other.relay));
      if (others.length === 0) return [];
      return [
        finding({
          subject: relay.subject,
          status: 'warn',
          summary: `Odoo chooses ${relay.title}, which does not work now, before ${others.map((other) => other.relay.title).join(' and ')}, which ${others.length === 1 ? 'does' : 'do'}.`,
          detail:
            'Among servers whose from_filter fits equally well the lowest sequence goes first, and Odoo tries no other when that one fails. Mend it, or let the other one go first; whether that takes your senders shows once mail leads through it.',
          consequenceOf: by,
          evidence: [smtpEvidence(report), ...others.map((other) => smtpEvidence(other.report))],
          remedies: others.map((other) => offer(prefer, other.relay.subject, [], other.relay.title)),
        }),
      ];
    });
  },
};

/** What may be wrong with one server and right with another; a sender or a pace is mended elsewhere. */
const ofTheServer: ReadonlySet<CauseId> = new Set(['firewall', 'tls', 'credentials', 'dns']);

/** It went as far as it was asked to, with the login that Odoo would use. */
export const isWorking = ({ relay, report }: RelaySession): boolean =>
  report.failure === undefined &&
  (report.auth.kind === 'accepted' || (relay.login.kind === 'none' && report.capabilities !== undefined));

/** Whether anything that leads through one server now would go through the other if that had the lowest sequence. */
export const wouldCarry = (
  facts: RoutingFacts,
  { routes }: Pick<Relay, 'routes'>,
  { subject }: Pick<Relay, 'subject'>,
): boolean => {
  const servers = facts.servers.map((server) =>
    `server:${server.id}` === subject ? { ...server, sequence: Number.NEGATIVE_INFINITY } : server,
  );
  return routes.some(
    ({ sender }) => identifyServer(routeSender({ ...facts, servers }, sender).route.server) === subject,
  );
};
