import { describeRefusal } from '../../changes/retry/describe-refusal.ts';
import { findEntrance } from '../../changes/retry/find-entrance.ts';
import type { RetryWorld } from '../../changes/retry/plan-retry.ts';
import { nameServer } from '../../changes/retry/sending-groups.ts';
import { UserError } from '../../domain/errors.ts';
import { mailTesterPage } from '../../domain/mail/mail-tester-page.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { normalizeDomainOf } from '../../domain/routing/normalize.ts';
import type { SendingRoute } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutableMail, RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';
import { chooseRoutedMail, type TestedMail } from './choose-routed-mail.ts';
import type { TestMessage, TestRequest } from './test-message.ts';

export type TestWorld = Pick<RetryWorld, 'odoo' | 'configuration' | 'login' | 'whyUnread' | 'now'>;

interface AskedMail extends TestedMail {
  readonly subject: string | null;
}

/**
 * The test message on the way that Odoo would choose. Asks no mail server.
 * @param uniqueName a name that no other message has, for its Message-ID.
 * @throws UserError where there is no such mail or server, or Odoo would not send it, or only Odoo can log in.
 */
export const planTestMessage = async (
  world: TestWorld,
  request: TestRequest,
  uniqueName: string,
  options: { readonly signal: AbortSignal },
): Promise<TestMessage> => {
  const { odoo, configuration } = world;
  const [facts, companies, mail] = await Promise.all([
    readRoutingFacts(odoo, configuration, options),
    odoo.companies(options),
    request.mailId === undefined ? undefined : readMail(world, request.mailId, options),
  ]);
  requireServer(facts, request.serverId);
  const way = chooseRoutedMail(request, mail, companies, facts);
  const route = routeMail(facts, way);
  if (route.kind === 'fails') {
    throw new UserError(
      `Odoo would not hand this message to a server: of such mails, ${describeRefusal(route, facts.series)}.`,
      'send-test takes another sender with --from, and another server with --server.',
    );
  }
  const serverTitle = nameServer(route.server);
  const entrance = await findEntrance(world, route.server);
  if (typeof entrance === 'string') {
    throw new UserError(
      `${serverTitle} cannot be used from here: ${entrance}.`,
      'Send the test from Odoo itself: it knows what we cannot read.',
    );
  }
  return {
    to: request.to,
    headerFrom: route.headerFrom,
    envelopeFrom: route.envelopeFrom,
    replyTo: route.replyTo,
    subject: mail === undefined ? `[Test] Mail of ${odoo.database}` : `[Test] ${mail.subject ?? ''}`.trim(),
    messageId: `<${uniqueName}@${normalizeDomainOf(route.headerFrom) ?? 'odoo-mail-doctor.invalid'}>`,
    serverSubject: identifyServer(route.server),
    serverTitle,
    entrance,
    warnings: warnOfBuilds(facts, way, route),
    page: mailTesterPage(request.to),
  };
};

const readMail = async (
  { odoo }: TestWorld,
  id: number,
  options: { readonly signal: AbortSignal },
): Promise<AskedMail> => {
  const [[mail], content] = await Promise.all([odoo.mails([id], options), odoo.mailContent(id, options)]);
  if (mail === undefined) {
    throw new UserError(
      `There is no mail ${id}: perhaps Odoo deleted it after sending.`,
      'find lists the mails there are.',
    );
  }
  return {
    subject: mail.subject,
    from: mail.from,
    forcedServerId: mail.forcedServerId,
    aliasDomainId: content?.aliasDomainId,
    replyTo: content?.replyTo,
    tracking: { mailId: mail.id, document: mail.document },
  };
};

const requireServer = ({ servers }: RoutingFacts, id: number | undefined): void => {
  if (id === undefined || servers.some((server) => server.id === id)) return;
  const names = servers.map((server) => `${server.id} (${server.name}${server.active ? '' : ', archived'})`);
  throw new UserError(
    `There is no mail server ${id}.`,
    names.length === 0 ? 'There is none at all.' : `There are: ${names.join(', ')}.`,
  );
};

/** Which build of 15 to 17 runs is not told by the tables (`FallbackFrom`). */
const warnOfBuilds = (facts: RoutingFacts, way: RoutableMail, route: SendingRoute): readonly string[] => {
  if (!traitsOf(facts.series).authorFallback) return [];
  const older = routeMail({ ...facts, fallbackFrom: 'author' }, way);
  if (older.kind !== 'sends' || (older.headerFrom === route.headerFrom && older.envelopeFrom === route.envelopeFrom)) {
    return [];
  }
  return [
    `Builds of Odoo from before January 2024 send it as ${older.headerFrom} with the envelope sender ${older.envelopeFrom}; which build runs is not told by the database.`,
  ];
};
