import type { Check } from '../../checks/cause.ts';
import { readLogRecords } from '../../checks/measure/log-records.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { type LoggedRun, readRuns } from '../../domain/odoo/log-runs.ts';
import { countTroubles, type LogTroubles } from '../../domain/odoo/log-troubles.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { dayMs, minuteMs } from '../../lib/time-units.ts';
import { aboutQueueCron, cronPath } from './find-queue-cron.ts';

/** How the last run ended, by Odoo's log; nothing where the log cannot be read from here, or has no run. */
export const cronLastRunCheck: Check = {
  id: 'cron.last-run',
  title: 'Its last run ended well',
  owner: 'odoo',
  run: aboutQueueCron(async (context, cron) => {
    const now = context.now();
    const log = await readLogRecords(context, sinceOf(cron.lastCall, now));
    if (log.kind === 'unread') return [];
    const { database } = context.target.address;
    const { id, name } = cron;
    const run = readRuns(log.records, { id, name, database }).at(-1);
    const troubles = countTroubles(log.records, database);
    const judged = judgeLastRun(run, troubles, now);
    if (judged === undefined) return [];
    return [
      finding({
        ...judged,
        detail: [...describeTroubles(troubles), `Read in ${log.place}. Menu: ${cronPath(context)}.`].join(' '),
      }),
    ];
  }),
};

/** From a little before it last ran on; a day where that is not known or longer ago. */
const sinceOf = (lastCall: Date | null, now: Date): Date =>
  new Date(Math.max((lastCall?.getTime() ?? 0) - minuteMs, now.getTime() - dayMs));

/** What the log says of the last run; undefined where it says nothing. That it was passed over since is the newer news. */
export const judgeLastRun = (
  run: LoggedRun | undefined,
  { skipped }: Pick<LogTroubles, 'skipped'>,
  now: Date,
): Pick<CheckFinding, 'status' | 'summary'> | undefined => {
  const at = run?.endedAt ?? run?.startedAt ?? null;
  if (skipped !== null && (at === null || skipped.at > at)) {
    return {
      status: 'warn',
      summary: `Odoo passed this database over at ${formatClock(skipped.at, now)} ${skipped.why}.`,
    };
  }
  if (run === undefined || at === null) return undefined;
  const when = formatClock(at, now);
  switch (run.outcome) {
    case 'done':
      return { status: 'ok', summary: `The last run of the queue ended well at ${when}.` };
    case 'partly':
      return { status: 'ok', summary: `The last run of the queue ended at ${when} with mails left for the next.` };
    case 'failed':
      return {
        status: 'warn',
        summary: endSentence(`The last run of the queue failed at ${when}: ${run.words ?? ''}`),
      };
    case 'cut':
      return {
        status: 'warn',
        summary: endSentence(`The run of the queue that began at ${when} was cut short: ${run.words ?? ''}`),
      };
    case 'not-told':
      return undefined;
  }
};

const shown = 3;

const describeTroubles = ({ tracebacks }: LogTroubles): readonly string[] =>
  tracebacks.length === 0
    ? []
    : [
        `Tracebacks since then: ${tracebacks
          .slice(0, shown)
          .map(({ module, count }) => `${countOf(count, 'time', 'times')} in ${module}`)
          .join(', ')}.`,
      ];
