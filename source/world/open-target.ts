import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { createPersonalNames, type PersonalNames } from '../domain/wording/personal-names.ts';
import { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import { type Odoo, openOdoo } from '../services/odoo/odoo.ts';
import { type ListedDatabase, listDatabases } from '../services/postgres/connect-odoo-databases.ts';
import { connectClient } from '../services/postgres/connect-postgres.ts';
import { PostgresSession } from '../services/postgres/postgres-session.ts';
import { chooseDatabases, needsListing } from '../target/choose-databases.ts';
import { resolveTarget, type Target } from '../target/target.ts';
import { noteStatements } from './activity/note-statements.ts';
import type { CommandContext } from './command.ts';
import { withinDeadline } from './within-deadline.ts';

/** One Odoo database, opened: read-only, to be closed once. */
export interface OpenDatabase extends AsyncDisposable {
  readonly address: DatabaseAddress;
  readonly odoo: Odoo;
  /** Persons whose names checks read here: a report may have to leave them out. */
  readonly names: PersonalNames;
  /** What reads the whole queue, for those who do. Cost: one look at the catalogue, once. */
  readonly openQueue: (options: { readonly signal?: AbortSignal }) => Promise<LiveQueueReader>;
}

/** How this run connects to the database server. */
export const connectOptions = ({ options }: CommandContext, signal: AbortSignal | undefined) => ({
  ...(signal === undefined ? {} : { signal }),
  timeoutMs: answerTimeoutOf(options),
});

/** How long one step of a conversation with the server may take, in milliseconds. */
export const answerTimeoutOf = ({ timeout, deadline }: CommandContext['options']): number =>
  Math.min(timeout, deadline) * 1_000;

/** What error sentences call a database. */
export const nameOfDatabase = ({ database, host, port }: DatabaseAddress): string =>
  `database '${database}' at ${host}, port ${port}`;

/** The target that the command line, odoo.conf and the environment name, and the databases meant. */
export const findDatabases = async (
  context: CommandContext,
): Promise<{ readonly target: Target; readonly addresses: readonly DatabaseAddress[] }> => {
  const target = await resolveTarget({ options: context.options, env: context.env });
  return { target, addresses: chooseDatabases(target, await listOdooDatabases(context, target)) };
};

/** The Odoo databases that the target's server holds; none where the target names those that are meant. */
export const listOdooDatabases = async (context: CommandContext, target: Target): Promise<readonly string[]> =>
  needsListing(target) ? await listWanted(context, target) : [];

/** All that are wanted together include those that do not say what they are: they are told, and not passed over. */
const listWanted = async (context: CommandContext, target: Target): Promise<readonly string[]> =>
  (await listOnServer(context, target))
    .filter(({ holds }) => holds === 'odoo' || (target.wantsAll && holds === 'not-known'))
    .map(({ name }) => name);

/** The databases of the target's server, within the run's deadline; `known` are not asked again what they hold. */
export const listOnServer = (
  context: CommandContext,
  { server }: Pick<Target, 'server'>,
  known?: ReadonlyMap<string, ListedDatabase['holds']>,
): Promise<readonly ListedDatabase[]> =>
  withinDeadline(context, `PostgreSQL at ${server.host}, port ${server.port}`, (given) =>
    listDatabases(server, connectOptions(given, given.signal), known),
  );

/**
 * Connects to one database and finds out which Odoo it belongs to.
 * @throws UserError when it cannot be reached, is no Odoo's, or has no mail module; ProbeError when it does not answer
 * within the deadline.
 */
export const openDatabase = async (
  context: CommandContext,
  address: DatabaseAddress,
  { configuration }: Pick<Target, 'configuration'>,
  { connections }: { readonly connections?: number } = {},
): Promise<OpenDatabase> => {
  const name = nameOfDatabase(address);
  const place = { log: context.log, on: address.database, now: context.now };
  const connect = async ({ signal }: { readonly signal?: AbortSignal }) =>
    noteStatements(await connectClient(address, connectOptions(context, signal)), place);
  const session = new PostgresSession(connect, {
    name,
    answerTimeoutMs: answerTimeoutOf(context.options),
    ...(connections === undefined ? {} : { size: connections }),
  });
  try {
    const odoo = await withinDeadline(context, name, ({ signal }) =>
      openOdoo(session, {
        signal,
        environment: configuration?.environment,
        names: context.names,
        systemDatabases: namedSystemDatabases(context.env, configuration),
      }),
    );
    let queue: LiveQueueReader | undefined;
    return {
      address,
      odoo,
      names: context.names ?? createPersonalNames(),
      async openQueue(given) {
        queue ??= await LiveQueueReader.open(session, { ...given, schema: odoo.schema });
        return queue;
      },
      [Symbol.asyncDispose]: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
};

/** What says where cron workers wait: odoo.conf and Odoo's variables, in which libpq's manner is one (odoo/tools/config.py, 20). */
const namedSystemDatabases = (env: CommandContext['env'], configuration: Target['configuration']): readonly string[] =>
  [configuration?.settings.systemDatabase.value, env['ODOO_DB_SYSTEM'], env['PGDATABASE_SYSTEM']].flatMap((name) =>
    name === undefined || name === '' ? [] : [name],
  );

/** Opens the one database that is meant; `meanwhile` is called when its server has been asked. */
export const openTarget = async (
  context: CommandContext,
  meanwhile?: () => void,
): Promise<OpenDatabase & { readonly target: Target }> => {
  const { target, addresses } = await findDatabases(context);
  const [address] = addresses;
  if (address === undefined) throw new Error('chooseDatabases returned no database');
  const opening = openDatabase(context, address, target);
  if (meanwhile !== undefined) setImmediate(meanwhile);
  return Object.assign(await opening, { target });
};
