import type { Database, QueryOptions } from './database.ts';

/**
 * Ends another session of the server, if it is still the one that was meant: pids are given away again.
 * @returns false when that session has ended by itself.
 * @throws ProbeError with code 42501 when the role may not.
 */
export const endBackend = async (
  database: Database,
  { pid, startedAt }: { readonly pid: number; readonly startedAt: string },
  options?: QueryOptions,
): Promise<boolean> => {
  const rows = await database.query<{ ended: boolean }>(
    `select pg_terminate_backend(pid) as ended from pg_stat_activity
     where pid = $1 and backend_start = $2::timestamptz`,
    [pid, startedAt],
    options,
  );
  return rows[0]?.ended === true;
};
