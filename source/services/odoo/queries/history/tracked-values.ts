import type { TrackedValue } from '../../../../domain/odoo/record-stamp.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { findColumn, hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** A record, by its model's name. */
export interface TrackedRecord {
  readonly model: string;
  readonly id: number;
}

const most = 200;

/** A value is kept in the column of its field's kind (addons/mail/models/mail_tracking_value.py). */
const trackedValueOf = (when: 'old' | 'new'): string =>
  `coalesce(t.${when}_value_char, t.${when}_value_text, t.${when}_value_datetime::text, t.${when}_value_integer::text)`;

/** Run on Odoo 15–19. */
const compose = (schema: OdooSchema): string => `
  select g.model, g.res_id as id, ${epoch('g.date')} as at, a.name as by, f.name as field,
    left(${trackedValueOf('old')}, 200) as before, left(${trackedValueOf('new')}, 200) as after
  from unnest($1::text[], $2::int[]) as wanted(model, id)
  join mail_message g on g.model = wanted.model and g.res_id = wanted.id
  join mail_tracking_value t on t.mail_message_id = g.id
  left join ir_model_fields f on f.id = t.${findColumn(schema, 'mail_tracking_value', 'field_id') === undefined ? 'field' : 'field_id'}
  left join res_partner a on a.id = g.author_id
  where g.date >= $3::timestamptz at time zone 'UTC'
  order by g.id desc, t.id
  limit ${most}`;

interface Row {
  readonly model: string;
  readonly id: number;
  readonly at: number;
  readonly by: string | null;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What the records' own histories say was changed since then, newest first; undefined where there is no such table. Few of the models that mail hangs on keep
 * one: contacts do, and whatever a module adds. Cost: index lookups for each record.
 */
export const readTrackedValues = async (
  source: OdooSource,
  { records, since }: { readonly records: readonly TrackedRecord[]; readonly since: Date },
  options?: QueryOptions,
): Promise<readonly TrackedValue[] | undefined> => {
  if (!hasTable(source.schema, 'mail_tracking_value')) return undefined;
  const statement = {
    what: 'the tracked values (mail_tracking_value)',
    text: compose(source.schema),
    persons: ['by'],
    values: [records.map(({ model }) => model), records.map(({ id }) => id), since.toISOString()],
  };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    model: toLine(row.model),
    id: row.id,
    at: toDate(row.at),
    by: toLine(row.by),
    field: toLine(row.field),
    before: toLine(row.before),
    after: toLine(row.after),
  }));
};
