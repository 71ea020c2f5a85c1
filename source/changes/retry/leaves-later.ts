import type { DatabaseStep, Plan, RowChange } from '../../domain/change/plan.ts';

/** The mails that these steps write. */
export const mailRows = (steps: readonly DatabaseStep[]): readonly RowChange[] =>
  steps.flatMap((step) => (step.kind === 'update-rows' && step.table === 'mail_mail' ? step.rows : []));

/** Whether a row of mail_mail is written with a date that is yet to come: Odoo's queue sends it then. */
export const leavesLater = ({ after }: RowChange): boolean => typeof after['scheduled_date'] === 'string';

/** Those of the mails that a retry's plan lets leave at once. */
export const leavingAtOnce = (plan: Plan, ids: readonly number[]): readonly number[] => {
  const later = new Set(
    mailRows(plan.transactions.flat())
      .filter(leavesLater)
      .map(({ id }) => id),
  );
  return ids.filter((id) => !later.has(id));
};
