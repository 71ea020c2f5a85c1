import { ProbeError } from '../domain/errors.ts';
import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import { isPending } from '../domain/odoo/odoo-module.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { Reading, Vitals } from './first-look.ts';
import { readServingWorkers, type WorkerSight } from './serving-workers.ts';

type Together = Odoo['together'];

interface ReadOptions {
  readonly signal?: AbortSignal;
}

/**
 * Reads what the queue depends on, in two round trips: a right that is missing hides one line, not all. What Odoos
 * run on this machine (`sight`) tells this database's cron workers from others.
 * @throws ConnectionLostError when the database is gone.
 */
export const readVitals = async (
  { together: odoo }: Pick<Odoo, 'together'>,
  seen: WorkerSight,
  options: ReadOptions,
): Promise<Vitals> => {
  const [queueCron, cronWorkers, modules, mailServers, parameters] = await Promise.all([
    attempt(odoo.queueCron(options)),
    attempt(readServingWorkers(odoo, seen, options)),
    attempt(odoo.modules(options)),
    attempt(odoo.mailServers(options)),
    attempt(odoo.parameters(options)),
  ]);
  const [run, jobs] = await Promise.all([readRunsNow(odoo, queueCron, options), readJobs(odoo, queueCron, options)]);
  return {
    queueCron,
    ...run,
    ...(jobs === undefined ? {} : { jobs }),
    cronWorkers,
    mailServers,
    pendingModules:
      modules.kind === 'read' ? { kind: 'read', value: modules.value.filter((module) => isPending(module)) } : modules,
    neutralized: parameters.kind === 'read' && isNeutralized(parameters.value),
  };
};

/** Who runs the queue keeps its row locked from its transaction on; nothing where that cannot be told. */
const readRunsNow = async (
  odoo: Together,
  queueCron: Vitals['queueCron'],
  options: ReadOptions,
): Promise<Pick<Vitals, 'runsNow' | 'runSince'>> => {
  if (queueCron.kind === 'unread' || queueCron.value.kind === 'missing') return {};
  const lock = await attempt(odoo.queueLock(queueCron.value.cron.id, options));
  if (lock.kind === 'unread') return {};
  if (lock.value.kind === 'free' || lock.value.keptFor !== undefined) return { runsNow: false };
  const { transactionSince } = lock.value.by;
  return { runsNow: true, ...(transactionSince === null ? {} : { runSince: transactionSince }) };
};

const readJobs = async (
  odoo: Together,
  queueCron: Vitals['queueCron'],
  options: ReadOptions,
): Promise<Vitals['jobs']> => {
  if (queueCron.kind === 'unread' || queueCron.value.kind === 'missing') return undefined;
  const jobs = await attempt(odoo.queueJobs(queueCron.value.cron, options));
  return jobs.kind === 'read' ? jobs.value : undefined;
};

const attempt = async <Value>(read: Promise<Value>): Promise<Reading<Value>> => {
  try {
    return { kind: 'read', value: await read };
  } catch (error) {
    if (error instanceof ProbeError) return { kind: 'unread', why: error.message };
    throw error;
  }
};
