import { ProbeError } from '../../../../domain/errors.ts';
import {
  findMailModules,
  isKnownColumn,
  type MailTable,
  mailModules,
  mailTables,
  type UnknownColumn,
} from '../../../../domain/odoo/mail-modules.ts';
import type { Database, QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { findColumn, hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { runStatement } from '../../statement.ts';

/**
 * Which module a field is from stands in its external id: ir_model_fields.modules is computed and in no table.
 * Run on Odoo 14–19.
 */
const text = `
  select f.model, f.name, f.state,
    array(
      select distinct d.module from ir_model_data d where d.model = 'ir.model.fields' and d.res_id = f.id order by 1
    )::text[] as modules
  from unnest($1::text[], $2::text[]) as given(model, name)
  join ir_model_fields f on f.model = given.model and f.name = given.name`;

interface Row {
  readonly model: string;
  readonly name: string;
  readonly state: string | null;
  readonly modules: readonly string[];
}

const models: Readonly<Record<MailTable, string>> = {
  mail_mail: 'mail.mail',
  ir_mail_server: 'ir.mail_server',
  ir_cron: 'ir.cron',
};

/** The known modules of this database, told by the names of those that are installed and by their columns. Cost: none. */
export const findModules = (schema: OdooSchema, installed: ReadonlySet<string>) =>
  findMailModules(installed, (table, column) => findColumn(schema, table, column) !== undefined);

/**
 * The columns of mail's tables that no version of Odoo has and no module that is known here. Cost: none where there are
 * none, else an index lookup each.
 */
export const readUnknownColumns = async (
  database: Database,
  schema: OdooSchema,
  options?: QueryOptions,
): Promise<readonly UnknownColumn[]> => {
  const unknown = mailTables.flatMap((table) =>
    [...(schema.tables.get(table)?.keys() ?? [])]
      .filter((column) => !isKnownColumn(table, column))
      .map((column) => ({ table, column })),
  );
  if (unknown.length === 0) return [];
  const fields = await readFields(database, schema, unknown, options);
  return unknown.flatMap(({ table, column }) => {
    const field = fields?.find(({ model, name }) => model === models[table] && name === column);
    const origin = fields === undefined ? ({ kind: 'not-told' } as const) : originOf(field);
    return origin === undefined ? [] : [{ table, column: toLine(column), origin }];
  });
};

/** Undefined for a field of a module that is known here. */
const originOf = (field: Row | undefined): UnknownColumn['origin'] | undefined => {
  if (field === undefined) return { kind: 'no-field' };
  if (field.state === 'manual') return { kind: 'by-hand' };
  const names = field.modules.filter((module) => !mailModules.some(({ name }) => name === module));
  if (names.length > 0) return { kind: 'modules', names: names.map((name) => toLine(name)) };
  return field.modules.length === 0 ? { kind: 'not-told' } : undefined;
};

/** Undefined where they cannot be read: what is told beside must not keep anybody from the rest. */
const readFields = async (
  database: Database,
  schema: OdooSchema,
  unknown: readonly { readonly table: MailTable; readonly column: string }[],
  options: QueryOptions | undefined,
): Promise<readonly Row[] | undefined> => {
  if (!hasTable(schema, 'ir_model_fields') || !hasTable(schema, 'ir_model_data')) return undefined;
  const values = [unknown.map(({ table }) => models[table]), unknown.map(({ column }) => column)];
  try {
    const statement = { what: "Odoo's fields (ir_model_fields)", text, values };
    return await runStatement<Row>(database, schema.database, statement, options);
  } catch (error) {
    options?.signal?.throwIfAborted();
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
};
