import type { CheckContext } from '../../checks/context.ts';
import { readWaitingSenders } from '../../checks/measure/queue-senders.ts';
import { measureRoutingFacts, routeSender } from '../../checks/measure/routes.ts';
import type { Mail } from '../../domain/mail/mail.ts';
import type { QueueSender } from '../../domain/mail/queue-sender.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';

type Origin = Pick<QueueSender, 'from' | 'forcedServerId'>;

const nameOrigin = ({ from, forcedServerId }: Origin): string => JSON.stringify([from, forcedServerId]);

const isDue = ({ schedule }: Pick<Mail, 'schedule'>, now: Date): boolean =>
  schedule.kind === 'at-once' || (schedule.kind === 'not-before' && schedule.at <= now);

export interface ServerBacklog {
  /** Due now, oldest first. */
  readonly mails: readonly Mail[];
  readonly senders: readonly QueueSender[];
}

/**
 * The waiting mails that lead through one server and are due. Where mails of one From lead through different servers,
 * by their companies, they are left out: nobody can tell them apart here.
 */
export const measureServerBacklog = async (context: CheckContext, subject: string): Promise<ServerBacklog> => {
  const { odoo, signal, now } = context;
  const [facts, queue, { value: senders }] = await Promise.all([
    measureRoutingFacts(context),
    context.readQueue(),
    readWaitingSenders(context),
  ]);
  const { ids } = queue.mails.inState('outgoing');
  const leadsThere = (sender: QueueSender): boolean =>
    identifyServer(routeSender(facts, sender).route.server) === subject;
  return selectBacklog(senders, await odoo.mails(ids, { signal }), { leadsThere, now: now() });
};

/** Of these mails those that are due and whose senders all lead there. */
export const selectBacklog = <Each extends Pick<Mail, 'id' | 'from' | 'forcedServerId' | 'schedule'>>(
  senders: readonly QueueSender[],
  mails: readonly Each[],
  { leadsThere, now }: { readonly leadsThere: (sender: QueueSender) => boolean; readonly now: Date },
): { readonly mails: readonly Each[]; readonly senders: readonly QueueSender[] } => {
  const ways = Map.groupBy(senders, nameOrigin);
  const wanted = new Set([...ways].flatMap(([name, all]) => (all.every(leadsThere) ? [name] : [])));
  return {
    mails: mails.filter((mail) => isDue(mail, now) && wanted.has(nameOrigin(mail))).toSorted((a, b) => a.id - b.id),
    senders: senders.filter((sender) => wanted.has(nameOrigin(sender))),
  };
};
