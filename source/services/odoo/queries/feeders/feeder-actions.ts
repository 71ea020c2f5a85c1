import type { Cron } from '../../../../domain/odoo/cron.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type CronRow, selectCrons, toCron } from '../crons/cron-select.ts';

interface Row extends CronRow {
  readonly external_id: string | null;
}

/** A scheduled action with its external id, where it has one. */
export interface NamedCron {
  readonly externalId: string | null;
  readonly cron: Cron;
}

/**
 * Every scheduled action that has one of these external ids or calls one of these methods. Run on Odoo 14–19. Cost: a
 * table of some dozen rows, the external ids by index.
 */
export const readFeederActions = async (
  source: OdooSource,
  names: { readonly externalIds: readonly string[]; readonly methods: readonly string[] },
  options?: QueryOptions,
): Promise<readonly NamedCron[]> => {
  const text = `
    select cron.*, d.module || '.' || d.name as external_id
    from (${selectCrons(source.schema)}) cron
    left join ir_model_data d on d.model = 'ir.cron' and d.res_id = cron.id and d.module || '.' || d.name = any($1)
    where d.id is not null or exists (select from unnest($2::text[]) m(name) where position(m.name || '(' in cron.code) > 0)
    order by cron.id`;
  const values = [[...names.externalIds], [...names.methods]];
  const statement = { what: 'the scheduled actions (ir_cron)', text, values };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({ externalId: row.external_id, cron: toCron(row) }));
};
