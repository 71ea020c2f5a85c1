import type { CronWorkers } from '../../domain/cron-workers.ts';
import type { QueryOptions } from '../postgres/database.ts';
import { readSessions } from './queries/sessions.ts';
import type { OdooSource } from './source.ts';

/**
 * The cron workers of Odoo, each of which keeps a session in database `postgres` to be woken there (odoo/service/server.py,
 * 15 and later). Cost: the server's process list.
 */
export const readCronWorkers = async (source: OdooSource, options?: QueryOptions): Promise<CronWorkers> => {
  if (source.version.series <= 14) return { kind: 'not-told' };
  const sessions = await readSessions(source, options);
  const waiting = sessions.filter(({ database }) => database === 'postgres');
  return source.version.series === 15
    ? {
        kind: 'counted',
        toldBy: 'empty-application-name',
        listening: waiting.filter(({ applicationName }) => applicationName === ''),
      }
    : {
        kind: 'counted',
        toldBy: 'application-name',
        listening: waiting.filter(({ odooProcess }) => odooProcess !== null),
      };
};
