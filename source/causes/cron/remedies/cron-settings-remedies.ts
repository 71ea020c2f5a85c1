import type { Remedy, RemedyRequest } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { readOdooStarts, type StartSetting } from '../../../checks/measure/odoo-start.ts';
import type { Plan } from '../../../domain/change/plan.ts';
import { UserError } from '../../../domain/errors.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { describeRestart, planConfiguration, restartWarning } from '../../../remedies/edit-configuration.ts';

export const threadRange = { name: 'threads', usual: 1, least: 1, most: 16 } as const;
/** Of limit_time_real_cron, s. */
export const secondRange = { name: 'seconds', usual: 1_200, least: 60, most: 86_400 } as const;

/** max_cron_threads. */
export const setThreads: Remedy = {
  id: 'cron.threads',
  title: 'Give Odoo a process for scheduled actions (max_cron_threads)',
  risk: 'careful',
  inputs: async () => [{ name: 'threads', label: 'Cron workers', kind: 'number', suggestion: '1' }],
  async plan(context, request) {
    const threads = wholeNumber(request.values.texts['threads'], threadRange);
    const current = (await readOdooStarts(context))?.starts[0]?.cronThreads;
    return await planSetting(context, request, {
      remedy: setThreads,
      key: 'max_cron_threads',
      option: '--max-cron-threads',
      after: String(threads),
      current,
      warnings: [],
    });
  },
};

/** db_name. */
export const addDatabaseName: Remedy = {
  id: 'cron.db-name',
  title: 'Let Odoo serve this database (db_name)',
  risk: 'careful',
  inputs: async () => [],
  async plan(context, request) {
    const current = (await readOdooStarts(context))?.starts[0]?.databases;
    const { database } = context.odoo;
    return await planSetting(context, request, {
      remedy: addDatabaseName,
      key: 'db_name',
      option: '--database',
      after: addName(database, current),
      current,
      warnings: ['All scheduled actions of this database run then, not just the queue, and its users can log in here.'],
    });
  },
};

/** limit_time_real_cron. */
export const raiseTimeLimit: Remedy = {
  id: 'cron.time-limit',
  title: 'Set the time a scheduled action may take (limit_time_real_cron)',
  risk: 'careful',
  inputs: async () => [{ name: 'seconds', label: 'Seconds', kind: 'number', suggestion: '1200' }],
  async plan(context, request) {
    const seconds = wholeNumber(request.values.texts['seconds'], secondRange);
    const current = (await readOdooStarts(context))?.starts[0]?.cronTimeLimit;
    return await planSetting(context, request, {
      remedy: raiseTimeLimit,
      key: 'limit_time_real_cron',
      option: '--limit-time-real-cron',
      after: String(seconds),
      current,
      warnings: ['A scheduled action that hangs is ended that much later.'],
    });
  },
};

/**
 * db_name with this database in it.
 * @throws UserError where it is served already.
 */
export const addName = (database: string, current: StartSetting<readonly string[]> | undefined): string => {
  const served = current?.value ?? [];
  if (!served.includes(database) && served.length > 0) return [...served, database].join(',');
  throw new UserError(
    served.length === 0
      ? 'db_name is not set, so Odoo serves every database: there is nothing to add.'
      : `db_name names ${database} already (${current?.told}).`,
    'Restart Odoo if it does not serve it yet.',
  );
};

/** @throws UserError where it is none, or none from `least` to `most`. */
export const wholeNumber = (
  said: string | undefined,
  {
    name,
    usual,
    least,
    most,
  }: { readonly name: string; readonly usual: number; readonly least: number; readonly most: number },
): number => {
  const number = Number(said ?? usual);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UserError(`${name} must be a whole number from ${least} to ${most}.`);
};

interface NewSetting {
  readonly remedy: Remedy;
  readonly key: string;
  /** On Odoo's command line. */
  readonly option: string;
  readonly after: string;
  readonly current: StartSetting<unknown> | undefined;
  readonly warnings: readonly string[];
}

const affects = { count: 1, noun: 'setting' } as const;

/** What the command line says beats the file, so that the file is then left alone. */
const planSetting = async (
  context: CheckContext,
  request: RemedyRequest,
  { remedy, key, option, after, current, warnings }: NewSetting,
): Promise<Plan> => {
  if (current?.byCommandLine === true) {
    return composePlan(remedy, request, {
      affects,
      byHand: [
        {
          owner: 'host',
          words: `Odoo is told by ${current.told}, which beats odoo.conf. Change ${option} to ${after} where Odoo is started (the unit file, the container's command).`,
          copy: `${option}=${after}`,
        },
        await describeRestart(context),
      ],
    });
  }
  const { step, restart } = await planConfiguration(context, key, after);
  return composePlan(remedy, request, {
    affects,
    outside: [step],
    byHand: [restart],
    warnings: [restartWarning, ...warnings],
  });
};
