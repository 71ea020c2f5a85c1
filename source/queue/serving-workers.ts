import { type JudgedWorkers, judgeWorkers, type WorkerVantage } from '../domain/odoo/judged-workers.ts';
import type { Odoo } from '../services/odoo/odoo.ts';

/** What tells this database's cron workers from those of other Odoos. */
export type WorkerSight = Pick<WorkerVantage, 'wanted' | 'sight'>;

/** The cron workers that serve this database. Cost: the server's process list. */
export const readServingWorkers = async (
  odoo: Pick<Odoo, 'cronWorkers' | 'surroundings'>,
  seen: WorkerSight,
  options: { readonly signal?: AbortSignal },
): Promise<JudgedWorkers> => {
  const [workers, { ourAddress, sameMachine }] = await Promise.all([
    odoo.cronWorkers(options),
    odoo.surroundings(options),
  ]);
  return judgeWorkers(workers, { ...seen, ourAddress, sameMachine });
};
