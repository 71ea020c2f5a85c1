import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureCrons, measureCronWorkers } from '../../checks/measure/measure-runner.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { hasMissedRun, lateBy, toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import type { JudgedWorkers } from '../../domain/odoo/judged-workers.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { findQueueCron, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { judgeWorkerSigns } from './worker-signs.ts';

/** Without a process that runs them, scheduled actions only lie in their table. */
export const workerCheck: Check = {
  id: 'cron.worker',
  title: 'A cron worker of Odoo is alive',
  owner: 'host',
  async run(context) {
    const { value, evidence } = await measureCronWorkers(context);
    if (value.kind === 'judged') return [await judgeSessions(context, value, evidence)];
    if (value.why === 'standby') return [finding({ ...onStandby, evidence })];
    // 14 polls, and a pooler keeps sessions alive, so that only other scheduled actions show whether anybody does.
    return [await judgeByOthers(context)];
  },
};

const onStandby = {
  status: 'unknown',
  summary: "This is a standby: Odoo's sessions are at the primary, so whether a cron worker lives is not known here.",
  detail: 'Ask at the primary: point --dsn there.',
} as const;

const judgeSessions = async (
  context: CheckContext,
  workers: Extract<JudgedWorkers, { readonly kind: 'judged' }>,
  evidence: CheckFinding['evidence'],
): Promise<CheckFinding> => {
  const [cron, { cost, ...standstill }] = await Promise.all([
    ifPossible(context, findQueueCron(context)),
    measureStandstill(context),
  ]);
  const now = context.now();
  const missed = cron === undefined ? workers.listening.length === 0 : hasMissedRun(cron.value, now);
  const judged = judgeWorkerSigns({ ...workers, missed, now }, cost);
  const isBad = judged.status === 'fail' || judged.status === 'warn';
  return finding({ evidence, ...(isBad ? standstill : {}), ...judged });
};

const judgeByOthers = async (context: CheckContext): Promise<CheckFinding> => {
  const [{ value, evidence }, standstill] = await Promise.all([measureCrons(context), measureStandstill(context)]);
  return { ...judgeOtherActions(value, standstill, context.now()), evidence };
};

type Action = Pick<Cron, 'active' | 'callsLeft' | 'nextCall' | 'lastCall' | 'changedAt'>;

/** Whether a worker lives, by what all scheduled actions of the database show. Without its evidence. */
export const judgeOtherActions = (
  actions: readonly Action[],
  { cost, ...counted }: Standstill,
  now: Date,
): CheckFinding => {
  const active = actions.filter((cron) => cron.active && cron.callsLeft !== 0);
  const late = active.filter((cron) => lateBy(cron, now) > toleratedDelayMs);
  const last = active.reduce<Date | null>(
    (latest, { lastCall }) => (lastCall !== null && (latest === null || lastCall > latest) ? lastCall : latest),
    null,
  );
  if (late.length === 0) {
    const summary = 'No scheduled action is overdue, so a cron worker of Odoo is alive.';
    return finding({ status: 'ok', summary });
  }
  // One that ran after another was due shows that somebody works, if slowly.
  if (last !== null && now.getTime() - last.getTime() < toleratedDelayMs) {
    const summary = `Odoo runs scheduled actions; the last one ${formatDuration(now.getTime() - last.getTime())} ago.`;
    return finding({ status: 'ok', summary });
  }
  const longestWait = Math.max(...late.map((cron) => lateBy(cron, now)));
  return finding({
    ...counted,
    status: 'fail',
    summary: `${countOf(late.length, 'scheduled action is', 'scheduled actions are')} overdue, the first since ${formatDuration(longestWait)}, so no cron worker of Odoo serves this database${cost}.`,
    detail:
      'Odoo is stopped, max_cron_threads is 0, or this database is not among those that it serves (db_name). Odoo 14 shows its cron workers in no other way than by what they ran.',
  });
};
