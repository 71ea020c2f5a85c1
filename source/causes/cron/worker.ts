import type { Cron } from '../../domain/cron.ts';
import { intervalOf, lateBy, toleratedDelayMs } from '../../domain/cron-timing.ts';
import type { CronWorkers } from '../../domain/cron-workers.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { readSessions } from '../measure/database.ts';
import { ifPossible } from '../measure/if-possible.ts';
import { readCrons, readCronWorkers } from '../measure/runner.ts';
import { findQueueCron, measureStandstill } from './queue-cron.ts';

/** Without a process that runs them, scheduled actions only lie in their table. */
export const workerCheck: Check = {
  id: 'cron.worker',
  title: 'A cron worker of Odoo is alive',
  async run(context) {
    const { value, evidence } = await readCronWorkers(context);
    return [
      value.kind === 'counted'
        ? await judgeListeners(context, value, evidence)
        : // 14 polls, so that only other scheduled actions show whether anybody does.
          await judgeByOthers(context),
    ];
  },
};

const judgeListeners = async (
  context: CheckContext,
  { listening }: Extract<CronWorkers, { readonly kind: 'counted' }>,
  evidence: Finding['evidence'],
): Promise<Finding> => {
  const common = { check: 'cron.worker', owner: 'host', evidence } as const;
  if (listening.length > 0) {
    const summary = `${countOf(listening.length, 'cron worker')} of Odoo ${listening.length === 1 ? 'is' : 'are'} connected.`;
    return finding({ ...common, status: 'ok', summary });
  }
  const [cron, standstill, connected] = await Promise.all([
    ifPossible(context, findQueueCron(context)),
    measureStandstill(context),
    isOdooConnected(context),
  ]);
  const { cost, ...rest } = standstill;
  const now = context.now();
  // Until a run was missed the worker may hide behind a connection pooler or a name of its own.
  const missed = cron === undefined || isOverdue(cron.value, now);
  return finding({
    ...common,
    ...rest,
    status: missed ? 'fail' : 'warn',
    summary: connected
      ? `Odoo is connected to this database, but none of its processes runs scheduled actions${cost}.`
      : `No Odoo is connected to this database, so nothing runs its scheduled actions${cost}.`,
    detail: connected
      ? "max_cron_threads is 0 for this Odoo, in odoo.conf or on its command line, or its cron process died. Odoo's cron workers are seen by the connection that each keeps to database postgres."
      : 'Odoo is stopped, or connects to another database server. Start it; if it runs, look at db_host and db_name in its odoo.conf.',
  });
};

const isOverdue = (cron: Cron, now: Date): boolean =>
  lateBy(cron, now) > toleratedDelayMs ||
  (cron.lastCall !== null && now.getTime() - cron.lastCall.getTime() > intervalOf(cron) + toleratedDelayMs);

/** 16+ names its processes; before that any nameless client counts. */
const isOdooConnected = async (context: CheckContext): Promise<boolean> => {
  const sessions = await ifPossible(context, readSessions(context));
  return (
    sessions?.value.some(
      ({ database, odooProcess, applicationName }) =>
        database === context.odoo.database &&
        (context.odoo.version.series >= 16 ? odooProcess !== null : applicationName === ''),
    ) ?? false
  );
};

const judgeByOthers = async (context: CheckContext): Promise<Finding> => {
  const { value, evidence } = await readCrons(context);
  const common = { check: 'cron.worker', owner: 'host', evidence } as const;
  const now = context.now();
  const active = value.filter((cron) => cron.active && cron.callsLeft !== 0);
  const late = active.filter((cron) => lateBy(cron, now) > toleratedDelayMs);
  const last = active.reduce<Date | null>(
    (latest, { lastCall }) => (lastCall !== null && (latest === null || lastCall > latest) ? lastCall : latest),
    null,
  );
  const longestWait = Math.max(0, ...late.map((cron) => lateBy(cron, now)));
  if (late.length === 0) {
    const summary = 'No scheduled action is overdue, so a cron worker of Odoo is alive.';
    return finding({ ...common, status: 'ok', summary });
  }
  // One that ran after another was due shows that somebody works, if slowly.
  if (last !== null && now.getTime() - last.getTime() < toleratedDelayMs) {
    const summary = `Odoo runs scheduled actions; the last one ${formatDuration(now.getTime() - last.getTime())} ago.`;
    return finding({ ...common, status: 'ok', summary });
  }
  const { cost, ...standstill } = await measureStandstill(context);
  return finding({
    ...common,
    ...standstill,
    status: 'fail',
    summary: `${countOf(late.length, 'scheduled action is', 'scheduled actions are')} overdue, the first since ${formatDuration(longestWait)}, so no cron worker of Odoo serves this database${cost}.`,
    detail:
      'Odoo is stopped, max_cron_threads is 0, or this database is not among those that it serves (db_name). Odoo 14 shows its cron workers in no other way than by what they ran.',
  });
};
