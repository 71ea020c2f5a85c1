import { type Check, offer, type Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureCronWorkers } from '../../checks/measure/measure-runner.ts';
import { type OdooStart, type OdooStarts, readOdooStarts } from '../../checks/measure/odoo-start.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { hasRunLately } from '../../domain/odoo/cron-timing.ts';
import { findQueueCron, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { addDatabaseName, setThreads } from './remedies/cron-settings-remedies.ts';

const unread = finding({
  status: 'unknown',
  summary: 'No odoo.conf was read and no Odoo was seen on this machine, so what Odoo was started with is not known.',
  detail: 'Name the file with -c FILE, on the machine where Odoo runs.',
});

/** max_cron_threads = 0 runs nothing on a schedule; workers = 0 does (service/server.py), whatever blogs say. */
export const threadsCheck: Check = {
  id: 'cron.threads',
  title: 'Odoo is set to run scheduled actions',
  owner: 'host',
  async run(context) {
    const odoo = await readOdooStarts(context);
    if (odoo === undefined) return [unread];
    const verdict = judgeThreads(odoo.starts);
    const setting = { remedy: setThreads, isContradicted: isWorkerSeen };
    return [await answer(context, odoo, setting, verdict)];
  },
};

/** db_name names the databases whose scheduled actions run; dbfilter only sorts web requests (service/server.py). */
export const databaseNameCheck: Check = {
  id: 'cron.db-name',
  title: 'Odoo serves this database',
  owner: 'host',
  async run(context) {
    const odoo = await readOdooStarts(context);
    if (odoo === undefined) return [unread];
    const verdict = judgeDatabaseName(odoo.starts, context.odoo.database);
    const setting = { remedy: addDatabaseName, isContradicted: hasQueueRun };
    return [await answer(context, odoo, setting, verdict)];
  },
};

/** What a setting lets Odoo do with this database's scheduled actions. */
export type SettingVerdict =
  | { readonly kind: 'runs'; readonly summary: string }
  /** `summary` without its full stop. */
  | { readonly kind: 'stops'; readonly summary: string; readonly detail: string };

/** Of several Odoos one with threads is enough: a second one for the web pages alone is a usual set-up. */
export const judgeThreads = (starts: readonly Pick<OdooStart, 'cronThreads'>[]): SettingVerdict => {
  const [first] = starts;
  const running = starts.find(({ cronThreads }) => cronThreads.value > 0);
  if (running !== undefined || first === undefined) {
    const { value, told } = running?.cronThreads ?? {};
    return { kind: 'runs', summary: `max_cron_threads is ${value} (${told}).` };
  }
  return {
    kind: 'stops',
    summary: `max_cron_threads is 0 (${first.cronThreads.told}), so this Odoo runs no scheduled action`,
    detail: `One or two are usual; they serve all databases. workers = 0 is no obstacle: then Odoo runs them in threads. A change takes effect when Odoo is restarted.`,
  };
};

/** One of several Odoos that serves the database is enough. */
export const judgeDatabaseName = (
  starts: readonly Pick<OdooStart, 'databases'>[],
  database: string,
): SettingVerdict => {
  const [first] = starts;
  const serving = starts.find(({ databases: { value } }) => value.length === 0 || value.includes(database));
  if (serving === undefined && first !== undefined) {
    const { value, told } = first.databases;
    return {
      kind: 'stops',
      summary: `db_name names ${value.join(', ')} (${told}) and not ${database}, so Odoo does not run its scheduled actions`,
      detail: `Add ${database} to db_name and restart Odoo. dbfilter is no obstacle: it only sorts web requests.`,
    };
  }
  const { value, told } = serving?.databases ?? { value: [], told: '' };
  const summary =
    value.length === 0
      ? 'db_name is not set, so Odoo chooses the databases by itself.'
      : `db_name names ${database} (${told}).`;
  return { kind: 'runs', summary };
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

interface QuestionedSetting {
  readonly remedy: Remedy;
  readonly isContradicted: (context: CheckContext, odoo: OdooStarts) => Promise<boolean>;
}

const answer = async (
  context: CheckContext,
  odoo: OdooStarts,
  { remedy, isContradicted }: QuestionedSetting,
  verdict: SettingVerdict,
): Promise<CheckFinding> => {
  const { evidence } = odoo;
  if (verdict.kind === 'runs') {
    return finding({ evidence, status: 'ok', summary: verdict.summary });
  }
  const isRunning = await isContradicted(context, odoo);
  const judged = judgeStop(verdict, isRunning, await measureStandstill(context));
  const remedies = [offer(remedy, null, await remedy.inputs(context, null))];
  return finding({ evidence, ...judged, remedies });
};

/** `isRunning`: the running Odoo does what this file would not let it do, as it was started with other settings. */
export const judgeStop = (
  { summary, detail }: Extract<SettingVerdict, { readonly kind: 'stops' }>,
  isRunning: boolean,
  { cost, ...counted }: Standstill,
): Pick<CheckFinding, 'status' | 'summary' | 'explains' | 'consequenceOf'> & { readonly detail: string } =>
  isRunning
    ? {
        status: 'warn',
        summary: `${summary} – yet they run: it was started with other settings, and the next restart may stop them.`,
        detail,
      }
    : { ...counted, status: 'fail', summary: `${summary}${cost}.`, detail };
