import { MissingColumnError } from '../../domain/database/missing-column-error.ts';
import { NotPermittedError } from '../../domain/database/not-permitted-error.ts';
import { judgeVanished, type VanishedMail } from '../../domain/mail/vanished-mail.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { SelfDeletion } from '../../services/odoo/queries/mails/self-deletion.ts';
import type { FailureLeft } from '../../services/odoo/queries/recipients/failures-left.ts';
import type { QueryOptions } from '../../services/postgres/database.ts';
import { idsInStatement } from '../batch-sizes.ts';

/** What was known of mails before they were sent, by id. */
export type MailsBefore = ReadonlyMap<number, Omit<SelfDeletion, 'id'>>;

const staysThere: Omit<SelfDeletion, 'id'> = { deletesItself: false, notificationIds: [] };

/**
 * To be read before anything sends the mails; nothing is known where a right or a column is missing for it. Cost: up to
 * two index lookups a mail.
 */
export const readMailsBefore = async (
  odoo: Odoo,
  ids: readonly number[],
  options: QueryOptions = {},
): Promise<MailsBefore> => {
  const before = new Map<number, Omit<SelfDeletion, 'id'>>();
  for (const batch of inBatches(ids, idsInStatement))
    for (const { id, ...mail } of await orNothing(odoo.selfDeletion(batch, options)))
      before.set(id, mail.deletesItself ? mail : staysThere);
  return before;
};

/** A side look: what is to be sent is sent without it. */
const orNothing = async <Row>(reading: Promise<readonly Row[]>): Promise<readonly Row[]> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotPermittedError || error instanceof MissingColumnError) return [];
    throw error;
  }
};

/** What became of mails whose rows are gone, in their order. Cost: an index lookup a notification of these mails. */
export const readVanished = async (
  odoo: Odoo,
  ids: readonly number[],
  before: MailsBefore,
  options: QueryOptions = {},
): Promise<ReadonlyMap<number, VanishedMail>> => {
  const failures = new Map<number, FailureLeft>();
  const notifications = ids.flatMap((id) => before.get(id)?.notificationIds ?? []);
  for (const batch of inBatches(notifications, idsInStatement))
    for (const failure of await orNothing(odoo.failuresLeft(batch, options))) failures.set(failure.id, failure);
  return new Map(
    ids.map((id) => {
      const { deletesItself, notificationIds = [] } = before.get(id) ?? {};
      const own = notificationIds.flatMap((notification) => failures.get(notification) ?? []);
      return [id, judgeVanished(deletesItself, own)] as const;
    }),
  );
};
