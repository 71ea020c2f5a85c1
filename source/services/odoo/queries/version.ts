import type { Database, QueryOptions } from '../../postgres/database.ts';
import { toLine } from '../decode.ts';
import { runStatement } from '../statement.ts';

/** Run on Odoo 14–19. */
const text = `
  select name, latest_version as version
  from ir_module_module
  where name in ('base', 'mail') and state in ('installed', 'to upgrade', 'to remove')`;

/** The versions of base and mail as the database has them installed; null where one is not. Cost: two rows by name. */
export const readInstalledVersions = async (
  database: Database,
  name: string,
  options?: QueryOptions,
): Promise<{ readonly base: string | null; readonly mail: string | null }> => {
  const statement = { what: 'the modules (ir_module_module)', text };
  const rows = await runStatement<{ name: string; version: string | null }>(database, name, statement, options);
  const find = (module: string): string | null => toLine(rows.find((row) => row.name === module)?.version ?? null);
  return { base: find('base'), mail: find('mail') };
};
