import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 14–19. */
const text = 'select backend_start::text as started from pg_stat_activity where pid = $1';

/** When a session began, to the microsecond and as the server writes it; null when it is gone or hidden. */
export const readBackendStart = async (
  source: OdooSource,
  pid: number,
  options?: QueryOptions,
): Promise<string | null> => {
  const statement = { what: 'the sessions (pg_stat_activity)', text, values: [pid] };
  const [row] = await readRows<{ started: string | null }>(source, statement, options);
  return row?.started ?? null;
};
