import { readWithEvidence } from '../checks/measure/shared.ts';
import { type Finding, finding } from '../domain/finding/finding.ts';
import { countOf } from '../domain/wording/count.ts';
import { dayMs } from '../lib/time-units.ts';
import type { PrecautionCheck } from './precaution.ts';

/** A month later nobody sends an invoice again without looking at it. */
export const oldAfterDays = 30;

/** Failed and cancelled mails that lie there and that nobody will send any more. */
export const judgeOldFailures = ({
  failed,
  cancelled,
}: {
  readonly failed: number;
  readonly cancelled: number;
}): Pick<Finding, 'status' | 'summary'> & { readonly detail?: string } => {
  if (failed === 0 && cancelled === 0) {
    return { status: 'ok', summary: `No failed or cancelled mail is older than ${oldAfterDays} days.` };
  }
  const parts = [
    ...(failed === 0 ? [] : [countOf(failed, 'failed mail')]),
    ...(cancelled === 0 ? [] : [countOf(cancelled, 'cancelled mail')]),
  ];
  return {
    // What was cancelled hides nothing: it only takes room.
    status: failed === 0 ? 'ok' : 'warn',
    summary: `${parts.join(' and ')} ${failed + cancelled === 1 ? 'is' : 'are'} older than ${oldAfterDays} days.`,
    detail: `Among them a new failure is not seen, and one wrong click on Retry sends them all. odoo-mail-doctor purge --older-than ${oldAfterDays}d shows what deleting them would take along, and keeps an archive; cancel --state exception --older-than ${oldAfterDays}d keeps them.`,
  };
};

/** Whether old failures were put away. Cost: one pass over the table of mails. */
export const oldFailuresCheck: PrecautionCheck = {
  id: 'prevention.old-failures',
  title: 'Old failures are put away',
  owner: 'odoo',
  run: async (context) => {
    const before = new Date(context.now().getTime() - oldAfterDays * dayMs);
    const { value, evidence } = await readWithEvidence(context, (odoo, options) =>
      odoo.matchingMails({ states: ['exception', 'cancel'], before, withFailures: false }, options),
    );
    const count = (state: string): number =>
      value.reduce((sum, group) => sum + (group.state === state ? group.ids.length : 0), 0);
    const judged = judgeOldFailures({ failed: count('exception'), cancelled: count('cancel') });
    // The ids of all of them would fill the evidence.
    return [
      finding({
        ...judged,
        evidence: evidence.map(({ table: _, ...piece }) => ({
          ...piece,
          answer: value.map(({ state, ids }) => `${state}: ${ids.length}`).join(', ') || 'none',
        })),
      }),
    ];
  },
};
