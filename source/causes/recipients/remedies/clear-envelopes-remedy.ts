import type { Remedy } from '../../../checks/cause.ts';
import type { DatabaseStep } from '../../../domain/change/plan.ts';
import { UserError } from '../../../domain/errors.ts';
import type { FailedNotification } from '../../../domain/mail/failed-notification.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { type Envelopes, isRecent, readEnvelopes } from '../measure-envelopes.ts';

/** Rows that one transaction changes: its locks are gone before Odoo could miss the rows. */
const rowsAtOnce = 1_000;

/** Red envelopes that nobody will open any more: as "Cancel failures" in Odoo, which only reaches one's own. */
export const clearEnvelopes: Remedy = {
  id: 'recipients.clear-envelopes',
  title: 'Cancel red envelopes that no mail is left of',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const envelopes = await readEnvelopes(context);
    const chosen = chooseEnvelopes(envelopes, request.subject, context.now());
    if (chosen.length === 0) throw new UserError('There is none to cancel any more.', 'Run the check again.');
    return composePlan(clearEnvelopes, request, {
      onStaleRows: 'skip',
      transactions: batchesOf(chosen).map((batch) => [cancel(context.odoo.notificationTable, batch)]),
      warnings: [
        'These recipients are no longer shown as failed; nothing is sent to them.',
        ...(envelopes.complete ? [] : ['There are more: apply it again for the next.']),
      ],
      affects: { count: chosen.length, noun: 'red envelope' },
      evidence: envelopes.evidence,
    });
  },
};

/**
 * `deleted`: those on documents that were deleted; `old`: all that are older than three days.
 * @throws UserError for another subject.
 */
export const chooseEnvelopes = (
  { gone, standing }: Pick<Envelopes, 'gone' | 'standing'>,
  subject: string | null,
  now: Date,
): readonly FailedNotification[] => {
  switch (subject) {
    case 'deleted':
      return gone;
    case 'old':
      return [...gone, ...standing].filter((each) => !isRecent(each, now));
    default:
      throw new UserError(
        'Which ones are meant is not said.',
        '--subject deleted: those on documents that were deleted; --subject old: all older than three days.',
      );
  }
};

const batchesOf = (all: readonly FailedNotification[]): readonly (readonly FailedNotification[])[] =>
  Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, batch) =>
    all.slice(batch * rowsAtOnce, (batch + 1) * rowsAtOnce),
  );

const cancel = (table: string, batch: readonly FailedNotification[]): DatabaseStep => ({
  kind: 'update-rows',
  table,
  rows: batch.map(({ id, status }) => ({
    id,
    unit: id,
    before: { notification_status: status },
    after: { notification_status: 'canceled' },
  })),
});
