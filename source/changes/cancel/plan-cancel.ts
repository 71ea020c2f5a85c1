import type { DatabaseStep, Plan } from '../../domain/change/plan.ts';
import { formatStoredTime } from '../../domain/odoo/stored-time.ts';
import { countOf } from '../../domain/wording/count.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { CancelCandidate } from '../../services/odoo/queries/mails/cancel-candidates.ts';
import { idsInStatement, rowsInTransaction } from '../batch-sizes.ts';

/** A cancellation, planned: what a person reads before saying yes, and exactly what is then done. */
export interface CancelPreview {
  /** Undefined when nothing is left to cancel. */
  readonly plan: Plan | undefined;
  readonly asked: number;
  readonly ids: readonly number[];
  /** Neither waiting nor failed, or gone: they stay. */
  readonly others: readonly number[];
  /** Red envelopes that are cleared. */
  readonly envelopes: number;
}

/**
 * Plans to cancel waiting and failed mails as Odoo's Cancel does, and to clear the red envelopes that its button leaves
 * behind ("Cancel failures"). Changes nothing. Cost: some index lookups a mail.
 */
export const planCancel = async (
  { odoo, now }: { readonly odoo: Odoo; readonly now: () => Date },
  ids: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<CancelPreview> => {
  const asked = [...new Set(ids)];
  const found: CancelCandidate[] = [];
  for (const batch of inBatches(asked, idsInStatement)) found.push(...(await odoo.cancelCandidates(batch, options)));
  const mails = found.filter(({ state }) => state === 'outgoing' || state === 'exception');
  const taken = new Set(mails.map(({ id }) => id));
  const envelopes = mails.reduce((sum, { notifications }) => sum + notifications.length, 0);
  return {
    plan: mails.length === 0 ? undefined : writePlan(odoo, mails, envelopes, now()),
    asked: asked.length,
    ids: [...taken],
    others: asked.filter((id) => !taken.has(id)),
    envelopes,
  };
};

const writePlan = (odoo: Odoo, mails: readonly CancelCandidate[], envelopes: number, now: Date): Plan => ({
  action: 'cancel',
  subject: null,
  title: `Cancel ${countOf(mails.length, 'mail')}`,
  risk: 'careful',
  locksQueue: true,
  onStaleRows: 'skip',
  transactions: inBatches(mails, rowsInTransaction).map((batch) => cancel(odoo.notificationTable, batch, now)),
  outside: [],
  byHand: [],
  warnings:
    envelopes === 0
      ? []
      : [`${countOf(envelopes, 'recipient')} will no longer be shown as failed or waiting (red envelopes).`],
  irreversible: [],
  affects: { count: mails.length, noun: 'mails' },
  evidence: [],
});

const cancel = (table: string, mails: readonly CancelCandidate[], now: Date): readonly DatabaseStep[] => {
  const notifications = mails.flatMap((mail) =>
    mail.notifications.map(({ id, status }) => ({
      id,
      unit: mail.id,
      before: { notification_status: status },
      after: { notification_status: 'canceled' },
    })),
  );
  const update: DatabaseStep = {
    kind: 'update-rows',
    table: 'mail_mail',
    deciding: 'state',
    rows: mails.map(({ id, state, writeDate }) => ({
      id,
      unit: id,
      before: { state, write_date: writeDate },
      after: { state: 'cancel', write_date: formatStoredTime(now) },
    })),
  };
  return notifications.length === 0 ? [update] : [update, { kind: 'update-rows', table, rows: notifications }];
};
