import { finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { type Check, offer } from '../cause.ts';
import { wake } from '../cron/remedies/wake.ts';
import { readParameters } from '../measure/database.ts';
import { ifPossible } from '../measure/if-possible.ts';
import { mailsPerRun } from '../measure/run-limit.ts';
import { readRunner } from '../measure/runner.ts';
import { findPassedOver, readWaiting } from '../measure/waiting.ts';

/** A batch beyond Odoo's limit is left for the next run, and nothing wakes that: waiting for an hour is normal. */
export const nextRunCheck: Check = {
  id: 'scheduled.next-run',
  title: 'Mails that wait for the next run',
  async run(context) {
    const runner = await readRunner(context);
    if (runner.kind === 'stopped') return [];
    const [waiting, parameters] = await Promise.all([
      readWaiting(context),
      ifPossible(context, readParameters(context)),
    ]);
    const { lastCall, nextCall } = runner.cron;
    const limit = mailsPerRun(context.odoo.version, parameters?.value ?? {});
    const passedOver = findPassedOver(waiting, lastCall, 0).length;
    const fresh = Math.min(waiting.due.length - passedOver, limit);
    const common = { check: 'scheduled.next-run', owner: 'odoo', status: 'ok' } as const;
    if (fresh <= 0) return [finding({ ...common, summary: 'No mail waits for the next run.' })];
    const now = context.now();
    const atOnce = context.odoo.version.series >= 17 ? 100 : 50;
    const next = nextCall === null || nextCall < now ? '' : ` at ${formatClock(nextCall, now)}`;
    return [
      finding({
        ...common,
        summary: runner.runsNow
          ? `${countOf(fresh, 'mail')} came in since the last run began; a run is under way.`
          : `${countOf(fresh, 'mail')} came in since the last run and ${fresh === 1 ? 'leaves' : 'leave'} with the next${next}, as the queue runs every ${formatDuration(runner.intervalMs)}.`,
        detail: `More than ${atOnce} notifications at once, and mails that were asked to wait, are left for the scheduled action. Menu: ${menuPath(context.odoo.version.series, 'scheduled-actions')}.`,
        // A few fresh mails are everyday life and need no explaining; a batch that Odoo left for the run does.
        ...(fresh < atOnce ? {} : { explains: fresh, remedies: runner.runsNow ? [] : [offer(wake)] }),
      }),
    ];
  },
};

/** A backlog beyond what one run takes. The newest go first, so that the oldest wait longest. */
export const drainCheck: Check = {
  id: 'scheduled.drain',
  title: 'The backlog fits into one run',
  async run(context) {
    const [runner, parameters] = await Promise.all([readRunner(context), ifPossible(context, readParameters(context))]);
    if (runner.kind === 'stopped') return [];
    const { due } = await readWaiting(context);
    const { version } = context.odoo;
    const limit = mailsPerRun(version, parameters?.value ?? {});
    const common = { check: 'scheduled.drain', owner: 'odoo', status: 'ok' } as const;
    if (due.length <= limit) {
      const summary = `A run takes up to ${formatCount(limit)} mails, which is enough for what waits.`;
      return [finding({ ...common, summary })];
    }
    const runs = Math.ceil(due.length / limit);
    return [
      finding({
        ...common,
        summary: `${countOf(due.length, 'mail waits', 'mails wait')}, and Odoo ${version.text} sends ${formatCount(limit)} a run: that takes ${runs} runs, about ${formatDuration(runs * runner.intervalMs)}.`,
        detail: `The newest go first, so that the oldest wait longest. ${
          version.series >= 17
            ? `The system parameter mail.mail.queue.batch.size raises the number (${menuPath(version.series, 'system-parameters')}); a shorter interval helps as well.`
            : 'The number is fixed up to 16; a shorter interval helps.'
        }`,
        explains: due.length,
      }),
    ];
  },
};
