import { findReadObstacle } from '../../domain/database/write-obstacle.ts';
import { UserError } from '../../domain/errors.ts';
import { describeUnreadableVersion, parseOdooVersion } from '../../domain/odoo/odoo-version.ts';
import type { ServerEnvironment } from '../../domain/odoo/server-environment.ts';
import type { PersonalNames } from '../../domain/wording/personal-names.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { toLine } from './decode.ts';
import { describeConnection } from './odoo-connection.ts';
import { findNotificationTable, hasTable, readSchema } from './odoo-schema.ts';
import type { OdooSource } from './odoo-source.ts';
import { readInstalledVersions } from './queries/schema/read-version.ts';
import { findModules, readUnknownColumns } from './queries/schema/unknown-columns.ts';
import { settleVersion } from './settle-version.ts';
import { explainTablesElsewhere } from './tables-elsewhere.ts';

export interface OpenOptions extends QueryOptions {
  /** What odoo.conf says before the tables do. */
  readonly environment?: ServerEnvironment | undefined;
  /** What db_system is said to be (20), by each that says it. */
  readonly systemDatabases?: readonly string[];
  /** Where every reader notes the names of persons that it reads. */
  readonly names?: PersonalNames | undefined;
}

/**
 * What the readers of this database stand on.
 * @throws UserError when it is no Odoo database, has no mail module, or a version that is not known.
 * @throws NotPermittedError when the role may not even read the modules.
 */
export const openSource = async (database: Database, options: OpenOptions | undefined): Promise<OdooSource> => {
  const connection = await describeConnection(database, options);
  const obstacle = findReadObstacle(connection, database.name ?? 'the database');
  if (obstacle !== null) throw new UserError(obstacle.words, obstacle.tryThis);
  const schema = await readSchema(database, options);
  const name = toLine(schema.database);
  const versions = hasTable(schema, 'ir_module_module') && (await readInstalledVersions(database, name, options));
  if (!versions || versions.base === null) {
    const elsewhere = versions === false ? await explainTablesElsewhere(database, name, options) : undefined;
    if (elsewhere !== undefined) throw elsewhere;
    throw new UserError(`Database '${name}' is not an Odoo database.`, 'Choose another one with --database NAME.');
  }
  const parsed = parseOdooVersion(versions.base);
  const version = parsed === null ? null : settleVersion(parsed, schema);
  if (version === null) {
    throw new UserError(
      `Database '${name}' has Odoo ${versions.base}, ${describeUnreadableVersion(versions.base)}.`,
      'Choose another database with --database NAME. What needs no Odoo works: odoo-mail-doctor classify, odoo-mail-doctor probe.',
    );
  }
  const notifications = findNotificationTable(schema);
  if (versions.mail === null || notifications === undefined || !hasTable(schema, 'mail_mail')) {
    throw new UserError(
      `Database '${name}' has Odoo ${version.text} without the Discuss app (module mail): it cannot send mail.`,
      'Choose another database with --database NAME, or install Discuss.',
    );
  }
  return {
    database,
    // Of a version that is not known, or not finished, no column is missed.
    schema: version.isNewer || version.isIntermediate ? schema : { ...schema, series: version.series },
    version,
    notifications,
    modules: versions.modules,
    customization: {
      modules: findModules(schema, versions.modules),
      columns: await readUnknownColumns(database, schema, options),
    },
    environment: options?.environment,
    systemDatabases: options?.systemDatabases ?? [],
    names: options?.names,
    connection,
  };
};
