import { mailModules } from '../../../../domain/odoo/mail-modules.ts';
import type { Database, QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { runStatement } from '../../statement.ts';

/** Run on Odoo 14–19. */
const text = `
  select name, latest_version as version
  from ir_module_module
  where name = any($1) and state in ('installed', 'to upgrade', 'to remove')`;

export interface InstalledVersions {
  readonly base: string | null;
  readonly mail: string | null;
  /** Those that change how mail is sent and are known here. */
  readonly modules: ReadonlySet<string>;
}

/** The versions of base and mail as the database has them installed; null where one is not. Cost: some rows by name. */
export const readInstalledVersions = async (
  database: Database,
  name: string,
  options?: QueryOptions,
): Promise<InstalledVersions> => {
  const values = [['base', 'mail', ...mailModules.map((module) => module.name)]];
  const statement = { what: 'the modules (ir_module_module)', text, values };
  const rows = await runStatement<{ name: string; version: string | null }>(database, name, statement, options);
  const find = (module: string): string | null => toLine(rows.find((row) => row.name === module)?.version ?? null);
  const modules = new Set(rows.map((row) => row.name).filter((module) => module !== 'base' && module !== 'mail'));
  return { base: find('base'), mail: find('mail'), modules };
};
