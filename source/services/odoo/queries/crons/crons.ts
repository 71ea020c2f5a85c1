import type { Cron } from '../../../../domain/odoo/cron.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type CronRow, selectCrons, toCron } from './cron-select.ts';

/**
 * Every scheduled action. On 14 the lastcall of the others is the only sign of a living cron worker.
 * Run on Odoo 14–19. Cost: a table of some dozen rows.
 */
export const readCrons = async (source: OdooSource, options?: QueryOptions): Promise<readonly Cron[]> => {
  const statement = { what: 'the scheduled actions (ir_cron)', text: `${selectCrons(source.schema)} order by c.id` };
  const rows = await readRows<CronRow>(source, statement, options);
  return rows.map(toCron);
};
