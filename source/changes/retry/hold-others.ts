import type { DatabaseStep, RowChange } from '../../domain/change/plan.ts';
import { formatStoredTime } from '../../domain/odoo/stored-time.ts';
import { inBatches } from '../../lib/batches.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { idsInStatement, rowsInTransaction } from '../batch-sizes.ts';
import type { FailingOthers } from './queue-others.ts';

/** Waiting mails that are to stay until a try is worth it again. */
export interface HeldOthers {
  readonly server: string;
  readonly mails: number;
  readonly until: Date;
  readonly rows: readonly RowChange[];
}

/**
 * Gives waiting mails that would fail a date before which Odoo's queue leaves them (scheduled_date: a text in 14 and 15,
 * in the form in which Odoo compares it). Where nobody can tell when a try is worth it, that is a day. Changes nothing.
 */
export const planHold = async (
  odoo: Odoo,
  failing: readonly FailingOthers[],
  now: Date,
  options: { readonly signal: AbortSignal },
): Promise<readonly HeldOthers[]> => {
  const held: HeldOthers[] = [];
  for (const { server, ids, until: told } of failing) {
    const until = holdUntil(told, now);
    const rows: RowChange[] = [];
    for (const batch of inBatches(ids, idsInStatement)) {
      const current = await odoo.rowsText('mail_mail', batch, ['scheduled_date', 'state'], options);
      rows.push(...holdRows(batch, current, until));
    }
    held.push({ server, mails: rows.length, until, rows });
  }
  return held;
};

export const holdUntil = (told: Date | null, now: Date): Date => told ?? new Date(now.getTime() + dayMs);

/** Those of the mails that wait still, with the date that they get. */
export const holdRows = (
  ids: readonly number[],
  current: ReadonlyMap<number, Readonly<Record<string, string | null>>>,
  until: Date,
): readonly RowChange[] => {
  const after = { scheduled_date: formatStoredTime(until) };
  return ids.flatMap((id) => {
    const row = current.get(id);
    if (row?.['state'] !== 'outgoing') return [];
    return [{ id, before: { scheduled_date: row['scheduled_date'] ?? null, state: 'outgoing' }, after }];
  });
};

/** The transactions that hold them, before any mail goes back into the queue. */
export const holdingSteps = (held: readonly HeldOthers[]): readonly DatabaseStep[][] =>
  inBatches(
    held.flatMap(({ rows }) => rows),
    rowsInTransaction,
  ).map((rows) => [{ kind: 'update-rows', table: 'mail_mail', rows }]);
