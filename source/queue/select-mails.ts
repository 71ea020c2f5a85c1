import type { MailFilter } from '../domain/mail/mail-filter.ts';
import type { TextOrder } from '../domain/mail/mail-text.ts';
import { MailCollector, type SelectedMails } from '../domain/mail/selected-mails.ts';
import { type MeaningCache, recallMeaning } from '../domain/replies/groups.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { MatchingMails } from '../services/odoo/queries/mails/matching-mails.ts';

interface SelectOptions {
  readonly signal: AbortSignal;
  /** What is already known about failures; kept by whoever selects again and again. */
  readonly memo?: MeaningCache;
  /** Milliseconds; a scan of millions of mails takes longer than a session's statement may. */
  readonly timeoutMs?: number;
}

interface FindOptions extends SelectOptions {
  /** The texts that the mails come sorted by, those without last. */
  readonly by?: TextOrder | undefined;
}

/**
 * The mails that a filter means, oldest first by mail_message.date (those without one last), with state and class of
 * the stored failure. Without ids and states the outstanding mails are meant; ids alone find a mail in any state.
 */
export const findMails = async (
  odoo: Pick<Odoo, 'matchingInPieces'>,
  filter: MailFilter,
  { memo = new Map(), by, ...options }: FindOptions,
): Promise<SelectedMails> => {
  const { limit, classes, ...conditions } = filter;
  const collector = new MailCollector();
  const take = ({ state, failure, server, ids, ranks }: MatchingMails): void => {
    const failureClass = failure === null ? null : recallMeaning(memo, failure).class;
    const kind = { state, class: failureClass, ...(server !== undefined && { serverId: server }) };
    for (const [place, id] of ids.entries()) collector.put((ranks[place] ?? 0) - 1, id, kind);
  };
  await odoo.matchingInPieces({ ...conditions, by }, take, options);
  const found = collector.collected();
  const wanted =
    classes === undefined ? found : found.ofKind(({ class: found }) => found !== null && classes.includes(found));
  return limit === undefined ? wanted : wanted.first(limit);
};

/** The ids of those mails, oldest first. Failures travel and are classified only when the filter names classes. */
export const selectMails = async (
  odoo: Pick<Odoo, 'matchingMails' | 'matchingInPieces'>,
  filter: MailFilter,
  options: SelectOptions,
): Promise<readonly number[]> => {
  if (filter.classes !== undefined) return (await findMails(odoo, filter, options)).ids;
  const { limit, ...conditions } = filter;
  const groups = await odoo.matchingMails({ ...conditions, withFailures: false }, options);
  const found: number[] = [];
  for (const { ids, ranks } of groups) for (const [place, id] of ids.entries()) found[(ranks[place] ?? 0) - 1] = id;
  return found.slice(0, limit);
};
