import type { CronWorkers, NotTold } from '../../domain/odoo/cron-workers.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { QueryOptions } from '../postgres/database.ts';
import type { OdooSource } from './odoo-source.ts';
import { readHasNeighbours } from './queries/sessions/neighbours.ts';
import { readSessions } from './queries/sessions/sessions.ts';
import { readSystemDatabases } from './queries/sessions/system-databases.ts';

/**
 * The cron workers of Odoo, each of which keeps a session in a database like `postgres` to be woken there (odoo/service/server.py,
 * 15 and later). Cost: the server's process list.
 */
export const readCronWorkers = async (source: OdooSource, options?: QueryOptions): Promise<CronWorkers> => {
  const why = whyNotTold(source);
  if (why !== undefined) return { kind: 'not-told', why };
  const [sessions, hasNeighbours, waitingIn] = await Promise.all([
    readSessions(source, options),
    readHasNeighbours(source, options),
    readSystemDatabases(source, options),
  ]);
  const waiting = sessions.filter(({ database }) => database !== null && waitingIn.includes(database));
  const common = { kind: 'counted', sessions, hasNeighbours } as const;
  return traitsOf(source.version.series).namedSessions
    ? {
        ...common,
        toldBy: 'application-name',
        listening: waiting.filter(({ odooProcess }) => odooProcess !== null),
      }
    : {
        ...common,
        toldBy: 'empty-application-name',
        listening: waiting.filter(({ applicationName }) => applicationName === ''),
      };
};

const whyNotTold = ({ connection, version }: OdooSource): NotTold | undefined => {
  if (connection.standby) return 'standby';
  if (!traitsOf(version.series).cronTriggers) return 'version';
  return connection.pooler === 'none' ? undefined : 'pooler';
};
