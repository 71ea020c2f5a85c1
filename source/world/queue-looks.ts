import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { UserError } from '../domain/errors.ts';
import { minuteMs } from '../lib/time-units.ts';
import type { TakenLook } from '../monitor/monitor-world.ts';
import type { DatabaseState } from '../monitor/state.ts';
import { overlapMs } from '../monitor/take-look.ts';
import { composeLook, type LookStatements } from '../services/odoo/look/look-statements.ts';
import { readLook } from '../services/odoo/look/read-look.ts';
import { hasTable, readSchema } from '../services/odoo/odoo-schema.ts';
import { connectClient } from '../services/postgres/connect-postgres.ts';
import { PostgresSession } from '../services/postgres/postgres-session.ts';
import type { CommandContext } from './command.ts';
import { connectOptions, nameOfDatabase } from './open-target.ts';

/** Mails are counted at least so often, whatever the server's own counter of writes says, ms. */
const recountMs = 10 * minuteMs;

interface Known {
  readonly statements: LookStatements;
  /** The counter of writes at the last count. */
  readonly writes: string | null;
  readonly countedAt: number;
}

interface LookOptions {
  /** Whether it is read when mail was last seen to leave. */
  readonly withLastSent?: boolean;
}

/** Looks at databases, one connection each time: five hundred would otherwise hold five hundred. */
export const createLooks = (context: CommandContext, { withLastSent = false }: LookOptions = {}) => {
  const known = new Map<string, Known>();
  const texts = new Map<string, LookStatements>();
  return async (address: DatabaseAddress, before: DatabaseState, signal: AbortSignal): Promise<TakenLook> => {
    const { database } = address;
    const session = new PostgresSession((given) => connectClient(address, connectOptions(context, given.signal)), {
      name: nameOfDatabase(address),
      size: 1,
      answerTimeoutMs: context.options.timeout * 1_000,
    });
    try {
      const earlier = known.get(database);
      const statements = earlier?.statements ?? share(texts, await compose(session, database, signal));
      const at = context.now().getTime();
      const isFresh = earlier !== undefined && before.look !== null && at - earlier.countedAt < recountMs;
      const reading = await readLook(session, database, statements, {
        signal,
        withLastSent,
        countedAt: isFresh ? earlier.writes : null,
        failedSince: before.mark === null ? undefined : before.mark.at - overlapMs,
      });
      known.set(database, {
        statements,
        writes: reading.writes,
        countedAt: reading.queue === undefined ? (earlier?.countedAt ?? at) : at,
      });
      return { reading, cronUnread: statements.cronUnread ?? null };
    } catch (error) {
      // Odoo may have been upgraded: the next look asks anew what its tables are.
      known.delete(database);
      throw error;
    } finally {
      await session.close();
    }
  };
};

const compose = async (session: PostgresSession, database: string, signal: AbortSignal): Promise<LookStatements> => {
  const schema = await readSchema(session, { signal });
  if (!hasTable(schema, 'mail_mail')) {
    throw new UserError(`Database '${database}' has no table mail_mail: it is no Odoo with mail.`);
  }
  return composeLook(schema);
};

/** Databases of one version ask the same. */
const share = (texts: Map<string, LookStatements>, statements: LookStatements): LookStatements => {
  const key = JSON.stringify(statements);
  const same = texts.get(key) ?? statements;
  texts.set(key, same);
  return same;
};
