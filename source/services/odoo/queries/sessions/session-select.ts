import type { DatabaseSession } from '../../../../domain/database/database-session.ts';
import { toDate, toLine } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';

export interface SessionRow {
  readonly pid: number;
  readonly database: string;
  readonly role: string;
  readonly application_name: string;
  readonly client_address: string | null;
  readonly state: string | null;
  readonly state_since: number | null;
  readonly transaction_since: number | null;
  readonly connected_since: number | null;
  readonly also_in?: readonly string[];
}

/** A session `s` of pg_stat_activity. Without pg_read_all_stats another role's state and times are null. */
export const sessionColumns = `s.pid, s.datname as database, s.usename as role, s.application_name,
    host(s.client_addr) as client_address, s.state, ${epoch('s.state_change')} as state_since,
    ${epoch('s.xact_start')} as transaction_since, ${epoch('s.backend_start')} as connected_since`;

export const toSession = (row: SessionRow): DatabaseSession => ({
  pid: row.pid,
  database: toLine(row.database),
  role: toLine(row.role),
  applicationName: toLine(row.application_name),
  odooProcess: toOdooProcess(row.application_name),
  clientAddress: row.client_address,
  state: row.state,
  stateSince: toDate(row.state_since),
  transactionSince: toDate(row.transaction_since),
  connectedSince: toDate(row.connected_since),
  alsoIn: (row.also_in ?? []).map((name) => toLine(name)),
});

/** odoo/sql_db.py, 16 and later. */
const toOdooProcess = (applicationName: string): number | null => {
  const pid = /^odoo-(\d{1,10})$/.exec(applicationName)?.[1];
  return pid === undefined ? null : Number(pid);
};
