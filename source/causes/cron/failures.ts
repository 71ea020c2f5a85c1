import { finding } from '../../domain/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { type Check, offer } from '../cause.ts';
import { readWithEvidence } from '../measure/shared.ts';
import { cronPath, findQueueCron } from './queue-cron.ts';
import { reset } from './remedies/reset.ts';

/** Failures in a row after which Odoo switches it off, when the first is a week old (base/models/ir_cron.py, 18+). */
const patience = 5;

/** A refused mail is no failure of the run: what counts are errors in code and time limits. */
export const failuresCheck: Check = {
  id: 'cron.failures',
  title: 'Its runs end well',
  async run(context) {
    const cron = await findQueueCron(context);
    if (cron?.value.failureCount === undefined) return [];
    const { id, failureCount, firstFailureAt } = cron.value;
    const progress = await readWithEvidence(context, (odoo, options) => odoo.cronProgress(id, 1, options));
    const common = {
      check: 'cron.failures',
      owner: 'odoo',
      evidence: [...cron.evidence, ...progress.evidence],
    } as const;
    const failures = failureCount ?? 0;
    const cut = progress.value?.[0]?.timedOut ?? 0;
    if (failures === 0 && cut === 0) {
      return [finding({ ...common, status: 'ok', summary: 'The last runs of the queue ended without an error.' })];
    }
    const since =
      firstFailureAt === null || firstFailureAt === undefined
        ? ''
        : ` since ${formatDuration(context.now().getTime() - firstFailureAt.getTime())}`;
    const summary =
      failures > 0
        ? `The queue runner has failed ${countOf(failures, 'time')} in a row${since}; at ${patience} over seven days Odoo switches it off.`
        : `A time limit cut the last ${countOf(cut, 'run')} of the queue short.`;
    return [
      finding({
        ...common,
        status: 'warn',
        summary,
        detail: `A refused mail does not count here: an error in the code, a lost database, or a run longer than limit_time_real_cron does. Odoo's log has the reason. Menu: ${cronPath(context)}.`,
        remedies: [offer(reset)],
      }),
    ];
  },
};
