import type { FeederBacklog } from '../../../../domain/odoo/feeder.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { findColumn, hasTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import type { FeederSource } from '../../read-feeders.ts';

/** So many rows of a table that grows for ever, the newest: some weeks of a large company's invoices. */
const newest = 100_000;

/** Run on Odoo 14–19. */
const compose = ({ needs: [[table, ...columns]], waits, since, grows }: FeederSource): string => `
  select count(*) filter (where waits)::int as waiting,
    count(*) filter (where waits and due)::int as due,
    ${epoch('min(since) filter (where waits and due)')} as first_due,
    ${epoch('min(since) filter (where waits and not due)')} as next,
    count(*) < ${newest} as complete
  from (
    select ${waits} as waits, ${since} as since, coalesce(${since} <= now() at time zone 'UTC', true) as due
    from ${grows === true ? `(select ${['id', ...columns].join(', ')} from ${table} order by id desc limit ${newest})` : table} w
  ) counted`;

interface Row {
  readonly waiting: number;
  readonly due: number;
  readonly first_due: number | null;
  readonly next: number | null;
  readonly complete: boolean;
}

/**
 * What waits for one scheduled action; undefined where this Odoo has no such table or column. Cost: a scan of a table
 * with a row a mailing, message or reminder; of one that keeps everything the newest rows, by index.
 */
export const readFeederBacklog = async (
  source: OdooSource,
  feeder: FeederSource,
  options?: QueryOptions,
): Promise<FeederBacklog | undefined> => {
  const { needs, marker } = feeder;
  const [[table]] = needs;
  if (needs.some(([name]) => !hasTable(source.schema, name))) return undefined;
  if (marker !== undefined && findColumn(source.schema, table, marker) === undefined) return undefined;
  const statement = { what: `the ${feeder.many} (${table})`, text: compose(feeder) };
  const [row] = await readRows<Row>(source, statement, options);
  return {
    waiting: row?.waiting ?? 0,
    due: row?.due ?? 0,
    firstDue: toDate(row?.first_due ?? null),
    next: toDate(row?.next ?? null),
    complete: feeder.grows !== true || row?.complete === true,
  };
};
