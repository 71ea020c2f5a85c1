import type { DatabaseConnection } from '../../domain/database/database-connection.ts';
import type { Customization } from '../../domain/odoo/mail-modules.ts';
import type { OdooVersion } from '../../domain/odoo/odoo-version.ts';
import type { ServerEnvironment } from '../../domain/odoo/server-environment.ts';
import type { PersonalNames } from '../../domain/wording/personal-names.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { notePersons } from './note-persons.ts';
import type { NotificationTable, OdooSchema } from './odoo-schema.ts';
import { runStatement, type SqlStatement } from './statement.ts';

/** What every reader stands on. */
export interface OdooSource {
  readonly database: Database;
  readonly schema: OdooSchema;
  readonly version: OdooVersion;
  readonly connection: DatabaseConnection;
  readonly notifications: NotificationTable;
  /** Installed modules that change how mail is sent, of those in `mailModules`. */
  readonly modules: ReadonlySet<string>;
  readonly customization: Customization;
  /** What odoo.conf says before the tables, where one was read. */
  readonly environment: ServerEnvironment | undefined;
  /** What db_system was said to be. */
  readonly systemDatabases: readonly string[];
  /** Where the names of persons that are read are noted; undefined where nobody leaves them out. */
  readonly names: PersonalNames | undefined;
}

/**
 * The rows of a reader's statement.
 * @throws NotPermittedError when the role lacks a right; any other ProbeError as the session throws it.
 */
export const readRows = async <Row extends object>(
  { database, schema, names }: OdooSource,
  statement: SqlStatement,
  options?: QueryOptions,
): Promise<Row[]> => {
  const rows = await runStatement<Row>(database, schema.database, statement, options);
  if (names !== undefined) notePersons(rows, statement.persons ?? [], names);
  return rows;
};
