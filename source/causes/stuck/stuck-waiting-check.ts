import type { Check } from '../../checks/cause.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import { measureRunner, type Runner } from '../../checks/measure/measure-runner.ts';
import { mailsPerRun } from '../../checks/measure/run-limit.ts';
import { findPassedOver, measureWaiting, type WaitingMails } from '../../checks/measure/waiting.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import type { MailParameters } from '../../domain/odoo/mail-parameter.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooVersion } from '../../domain/odoo/odoo-version.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';

/** Mails that two runs should have taken and did not. */
export const stuckWaitingCheck: Check = {
  id: 'stuck.waiting',
  title: 'Each run takes what waits',
  owner: 'host',
  decides: true,
  async run(context) {
    const [runner, waiting, parameters] = await Promise.all([
      measureRunner(context),
      measureWaiting(context),
      ifPossible(context, measureParameters(context)),
    ]);
    return [
      judgeStuck({ runner, waiting, parameters: parameters?.value, odoo: context.odoo.version, now: context.now() }),
    ];
  },
};

export interface StuckFacts {
  readonly runner: Runner;
  readonly waiting: WaitingMails;
  /** Undefined where the role may not read them. */
  readonly parameters: MailParameters | undefined;
  readonly odoo: Pick<OdooVersion, 'series'>;
  readonly now: Date;
}

/** Whether runs leave behind what they could have taken. A run that is under way may take it yet. */
export const judgeStuck = ({ runner, waiting, parameters = {}, odoo, now }: StuckFacts): CheckFinding => {
  if (runner.kind === 'stopped') {
    const summary = 'The queue does not run at all, so that nothing can be stuck in it.';
    return finding({ status: 'skipped', summary, consequenceOf: 'cron' });
  }
  const { lastCall } = runner.cron;
  const mayTakeAll = !runner.runsNow && waiting.due.length <= mailsPerRun(odoo, parameters);
  if (!mayTakeAll || findPassedOver(waiting, lastCall, runner.intervalMs).length === 0) {
    return finding({ status: 'ok', summary: 'No mail waits for longer than two runs.' });
  }
  const passedOver = findPassedOver(waiting, lastCall, toleratedDelayMs);
  const oldestMs = now.getTime() - (passedOver.earliest('changedAt') ?? waiting.oldestDueAt ?? now).getTime();
  return finding({
    status: 'fail',
    summary: `${countOf(passedOver.length, 'mail')} should have left long ago, the oldest ${formatDuration(oldestMs)} ago: the queue runs, but each run breaks off before it reaches them.`,
    detail: `A run ends early when the mail server hangs up in the middle of a mail, when one mail is too much for the worker's memory or time (limit_time_real_cron, limit_memory_hard), or when somebody else changes the mail meanwhile. Odoo's log has the reason; the mail on which it breaks off is the first that waits. Menu: ${menuPath(odoo.series, 'email-queue')}.`,
    explains: passedOver.length,
    explainsWaiting: passedOver.length,
  });
};
