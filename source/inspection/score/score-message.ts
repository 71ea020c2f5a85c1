import { describeRefusal } from '../../changes/retry/describe-refusal.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureRoutingFacts } from '../../checks/measure/routes.ts';
import { judgeBulkReadiness } from '../../domain/deliverability/bulk-readiness.ts';
import { judgeMessage, judgeSpamAssassin } from '../../domain/deliverability/judge-message.ts';
import { judgeSender, type SenderFacts } from '../../domain/deliverability/judge-sender.ts';
import { type Mark, markIds, scoreOf } from '../../domain/deliverability/mark.ts';
import { UserError } from '../../domain/errors.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { Resolver } from '../../services/dns/resolver.ts';
import { askSpamAssassin } from '../../services/host/spam-assassin.ts';
import { composeMail } from './compose-mail.ts';
import { measureArrival } from './measure-arrival.ts';
import { measureDeparture } from './measure-departure.ts';
import { parseScoredMessage, type ReadMessage } from './read-message.ts';
import type { Score } from './score.ts';

interface ScoringOptions {
  /** The folders where SpamAssassin is looked for, as in $PATH. */
  readonly path?: string | undefined;
}

interface ScoringWorld extends ScoringOptions {
  readonly dns: Resolver;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** For SpamAssassin, ms. */
  readonly timeoutMs: number;
}

/** The score of a message that was received, from its file's content. */
export const scoreFile = async (world: ScoringWorld, path: string, message: Buffer): Promise<Score> => {
  const read = await parseScoredMessage(message);
  const facts = await measureArrival(world.dns, message, read, world);
  const marks = await judgeAll(world, message, read, facts);
  return { of: path, score: scoreOf(marks), marks, bulk: undefined };
};

/** The walk back through what was sent, ms. */
const walkMs = 2_000;

/**
 * The score of one of Odoo's mails as it would leave now. Nothing is sent, and no mail server is asked.
 * @throws UserError where there is no such mail, or Odoo would not send it.
 */
export const scoreMail = async (context: CheckContext, id: number, { path }: ScoringOptions = {}): Promise<Score> => {
  const { odoo, signal, now } = context;
  const options = { signal };
  const [[mail], content, recipients, facts] = await Promise.all([
    odoo.mails([id], options),
    odoo.mailContent(id, options),
    odoo.recipients([id], options),
    measureRoutingFacts(context),
  ]);
  if (mail === undefined) {
    throw new UserError(
      `There is no mail ${id}: perhaps Odoo deleted it after sending.`,
      'Score the message itself, from a file that a mailbox saved: score message.eml.',
    );
  }
  const route = routeMail(facts, {
    ...mail,
    aliasDomainId: content?.aliasDomainId,
    replyTo: content?.replyTo,
    tracking: { mailId: mail.id, document: mail.document },
  });
  if (route.kind === 'fails') {
    throw new UserError(`Odoo would not send mail ${id}: of such mails, ${describeRefusal(route, facts.series)}.`);
  }
  const to = mail.to || recipients.find(({ address }) => address)?.address || 'somebody@invalid.invalid';
  const message = await composeMail(mail, content, route, to);
  const read = beforeSending(await parseScoredMessage(message));
  const [sender, volume] = await Promise.all([
    measureDeparture(context, route),
    ifPossible(context, odoo.receiverVolume({ now, budget: walkMs }, options)),
  ]);
  const marks = await judgeAll({ ...context, path }, message, read, sender);
  return { of: `mail ${id}`, score: scoreOf(marks), marks, bulk: judgeBulkReadiness(marks, volume) };
};

/** A mailing's headers are written when it is sent: that they are not there yet says nothing. */
const beforeSending = ({ traits, ...rest }: ReadMessage): ReadMessage => ({
  ...rest,
  traits: { ...traits, isBulk: traits.isBulk === true ? true : undefined },
});

const judgeAll = async (
  { path, now, signal, timeoutMs }: Omit<ScoringWorld, 'dns'>,
  message: Buffer,
  { traits }: ReadMessage,
  facts: SenderFacts,
): Promise<readonly Mark[]> => {
  const spam = await askSpamAssassin(message, { path, signal, timeoutMs });
  const marks = [...judgeSender(facts), ...judgeMessage(traits, now()), judgeSpamAssassin(spam)];
  return marks.toSorted((one, other) => markIds.indexOf(one.id) - markIds.indexOf(other.id));
};
