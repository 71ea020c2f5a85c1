import type { CronTriggers } from '../../../../domain/odoo/cron.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { hasTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 15–19. */
const text = `
  select count(*)::int as count, ${epoch('min(call_at)')} as earliest, ${epoch('max(call_at)')} as latest
  from ir_cron_trigger
  where cron_id = $1`;

interface Row {
  readonly count: number;
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** The wake-up calls that a cron has not answered yet; undefined where Odoo has none (14). Cost: by index. */
export const readCronTriggers = async (
  source: OdooSource,
  cronId: number,
  options?: QueryOptions,
): Promise<CronTriggers | undefined> => {
  if (!hasTable(source.schema, 'ir_cron_trigger')) return undefined;
  const statement = { what: "the scheduled actions' triggers (ir_cron_trigger)", text, values: [cronId] };
  const [row] = await readRows<Row>(source, statement, options);
  return {
    count: row?.count ?? 0,
    earliest: toDate(row?.earliest ?? null),
    latest: toDate(row?.latest ?? null),
  };
};
