import { minuteMs } from '../lib/time-units.ts';
import type { ListedDatabase } from '../services/postgres/connect-odoo-databases.ts';
import type { Target } from '../target/target.ts';
import type { CommandContext } from './command.ts';
import { listOnServer } from './open-target.ts';

/** What holds no Odoo is asked again so often: Odoo makes a database first, and its tables later. ms. */
const askAgainMs = 10 * minuteMs;

/** Finds the databases of a server again and again; each costs a connection once, and those of others now and then. */
export const createDiscovery = (context: CommandContext, target: Target) => {
  let others: ReadonlySet<string> = new Set();
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (watched: readonly string[], signal: AbortSignal): Promise<readonly string[]> => {
    const now = context.now().getTime();
    const known = new Map<string, ListedDatabase['holds']>(watched.map((name) => [name, 'odoo']));
    if (now - askedAt < askAgainMs) for (const name of others) known.set(name, 'other');
    else askedAt = now;
    const listed = await listOnServer({ ...context, signal }, target, known);
    others = new Set(listed.filter(({ holds }) => holds === 'other').map(({ name }) => name));
    return listed.filter(({ holds }) => holds !== 'other').map(({ name }) => name);
  };
};
