import { type Check, offer, type Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureCronWorkers } from '../../checks/measure/measure-runner.ts';
import { type OdooStart, type OdooStarts, readOdooStarts } from '../../checks/measure/odoo-start.ts';
import { type Finding, finding } from '../../domain/finding/finding.ts';
import { hasRunLately } from '../../domain/odoo/cron-timing.ts';
import { findQueueCron, measureStandstill } from './find-queue-cron.ts';
import { addDatabaseName, setThreads } from './remedies/cron-settings-remedies.ts';

const unread = (check: string): Finding =>
  finding({
    check,
    status: 'unknown',
    owner: 'host',
    summary: 'No odoo.conf was read and no Odoo was seen on this machine, so what Odoo was started with is not known.',
    detail: 'Name the file with -c FILE, on the machine where Odoo runs.',
  });

/** max_cron_threads = 0 runs nothing on a schedule; workers = 0 does (service/server.py), whatever blogs say. */
export const threadsCheck: Check = {
  id: 'cron.threads',
  title: 'Odoo is set to run scheduled actions',
  async run(context) {
    const odoo = await readOdooStarts(context);
    if (odoo === undefined) return [unread('cron.threads')];
    const without = odoo.starts.filter(({ cronThreads }) => cronThreads.value <= 0);
    const [first] = odoo.starts;
    // A second Odoo for the web pages alone is a usual set-up: one with threads is enough.
    if (first === undefined || without.length < odoo.starts.length) {
      return [finding({ ...commonOf('cron.threads', odoo), status: 'ok', summary: describeThreads(odoo) })];
    }
    const { told } = first.cronThreads;
    return [
      await judge(context, odoo, {
        check: 'cron.threads',
        remedy: setThreads,
        contradicted: await isWorkerSeen(context, odoo),
        summary: `max_cron_threads is 0 (${told}), so this Odoo runs no scheduled action`,
        detail: `One or two are usual; they serve all databases. workers = 0 is no obstacle: then Odoo runs them in threads. A change takes effect when Odoo is restarted.`,
      }),
    ];
  },
};

/** db_name names the databases whose scheduled actions run; dbfilter only sorts web requests (service/server.py). */
export const databaseNameCheck: Check = {
  id: 'cron.db-name',
  title: 'Odoo serves this database',
  async run(context) {
    const odoo = await readOdooStarts(context);
    if (odoo === undefined) return [unread('cron.db-name')];
    const { database } = context.odoo;
    const serves = ({ databases: { value } }: OdooStart): boolean => value.length === 0 || value.includes(database);
    const serving = odoo.starts.find(serves);
    const common = commonOf('cron.db-name', odoo);
    if (serving !== undefined) {
      const { value, told } = serving.databases;
      const summary =
        value.length === 0
          ? 'db_name is not set, so Odoo chooses the databases by itself.'
          : `db_name names ${database} (${told}).`;
      return [finding({ ...common, status: 'ok', summary })];
    }
    const [first] = odoo.starts;
    if (first === undefined) return [];
    const { value, told } = first.databases;
    return [
      await judge(context, odoo, {
        check: 'cron.db-name',
        remedy: addDatabaseName,
        contradicted: await hasQueueRun(context, odoo),
        summary: `db_name names ${value.join(', ')} (${told}) and not ${database}, so Odoo does not run its scheduled actions`,
        detail: `Add ${database} to db_name and restart Odoo. dbfilter is no obstacle: it only sorts web requests.`,
      }),
    ];
  },
};

const commonOf = (check: string, { evidence }: OdooStarts) => ({ check, owner: 'host', evidence }) as const;

const describeThreads = ({ starts }: OdooStarts): string => {
  const start = starts.find(({ cronThreads }) => cronThreads.value > 0) ?? starts[0];
  return `max_cron_threads is ${start?.cronThreads.value} (${start?.cronThreads.told}).`;
};

const isWorkerSeen = async (context: CheckContext, odoo: OdooStarts): Promise<boolean> => {
  const workers = await ifPossible(context, measureCronWorkers(context));
  if (workers === undefined || workers.value.kind === 'not-told') return await hasQueueRun(context, odoo);
  return workers.value.listening.length > 0;
};

/** Nothing being overdue proves nothing: a row that was just written, or a new interval, is on time by itself. */
const hasQueueRun = async (context: CheckContext, { starts }: OdooStarts): Promise<boolean> => {
  const cron = await ifPossible(context, findQueueCron(context));
  if (cron === undefined) return false;
  const started = starts.flatMap(({ process }) => process?.startedAt ?? []);
  return hasRunLately(cron.value, context.now(), started.length === 0 ? undefined : started[0]);
};

interface Judgement {
  readonly check: string;
  readonly remedy: Remedy;
  /** The running Odoo does what this file would not let it do: it was started with other settings. */
  readonly contradicted: boolean;
  readonly summary: string;
  readonly detail: string;
}

const judge = async (
  context: CheckContext,
  odoo: OdooStarts,
  { check, remedy, contradicted, summary, detail }: Judgement,
): Promise<Finding> => {
  const remedies = [offer(remedy, null, await remedy.inputs(context, null))];
  const common = { ...commonOf(check, odoo), remedies };
  if (contradicted) {
    return finding({
      ...common,
      status: 'warn',
      summary: `${summary} – yet they run: it was started with other settings, and the next restart may stop them.`,
      detail,
    });
  }
  const { cost, ...standstill } = await measureStandstill(context);
  return finding({ ...common, ...standstill, status: 'fail', summary: `${summary}${cost}.`, detail });
};
