import type { CronProgress } from '../../../../domain/odoo/cron.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { hasTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 18 and 19. */
const text = `
  select id, coalesce(done, 0) as done, coalesce(remaining, 0) as remaining,
    coalesce(timed_out_counter, 0) as timed_out, deactivate is true as deactivate, ${epoch('create_date')} as started
  from ir_cron_progress
  where cron_id = $1
  order by id desc
  limit $2`;

interface Row {
  readonly id: number;
  readonly done: number;
  readonly remaining: number;
  readonly timed_out: number;
  readonly deactivate: boolean;
  readonly started: number | null;
}

/** The last runs of a cron, newest first; undefined where Odoo keeps no progress (17 and before). Cost: by index. */
export const readCronProgress = async (
  source: OdooSource,
  cronId: number,
  limit: number,
  options?: QueryOptions,
): Promise<readonly CronProgress[] | undefined> => {
  if (!hasTable(source.schema, 'ir_cron_progress')) return undefined;
  const statement = { what: 'the progress of scheduled actions (ir_cron_progress)', text, values: [cronId, limit] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map(({ timed_out, started, ...counts }) => ({
    ...counts,
    timedOut: timed_out,
    startedAt: toDate(started),
  }));
};
