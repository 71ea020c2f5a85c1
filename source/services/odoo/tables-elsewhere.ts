import { UserError } from '../../domain/errors.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { toLine } from './decode.ts';

/** The catalogue is open to every role, whatever schemas it may use. */
const text = `
  select n.nspname as schema, has_schema_privilege(n.oid, 'usage') as usable, current_user as role
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relname = 'ir_module_module' and c.relkind in ('r', 'p') order by n.nspname limit 1`;

/** Why Odoo's tables are not found by their names although the database has them; undefined when it has none. */
export const explainTablesElsewhere = async (
  database: Database,
  name: string,
  options?: QueryOptions,
): Promise<UserError | undefined> => {
  const [row] = await database.query<{ schema: string; usable: boolean; role: string }>(text, [], options);
  if (row === undefined) return undefined;
  const [schema, role] = [toLine(row.schema), toLine(row.role)];
  return row.usable
    ? new UserError(
        `Database '${name}' has Odoo's tables in schema '${schema}', which the search_path of the role '${role}' leaves out.`,
        `ALTER ROLE "${role}" IN DATABASE "${name}" SET search_path = "${schema}", public; or use the role that Odoo itself uses.`,
      )
    : new UserError(
        `Database '${name}' has Odoo's tables in schema '${schema}', which the role '${role}' may not use.`,
        `As its owner: GRANT USAGE ON SCHEMA "${schema}" TO "${role}"; or use the role that Odoo itself uses.`,
      );
};
