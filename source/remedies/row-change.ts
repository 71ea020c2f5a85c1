import type { CheckContext } from '../checks/context.ts';
import { measureMailServers } from '../checks/measure/measure-database.ts';
import { readWithEvidence } from '../checks/measure/shared.ts';
import type { DatabaseStep, PlannedRow, PlannedValue, RowChange } from '../domain/change/plan.ts';
import { UserError } from '../domain/errors.ts';
import type { Evidence } from '../domain/finding/evidence.ts';
import type { MailServer } from '../domain/odoo/mail-server.ts';
import { formatStoredTime } from '../domain/odoo/stored-time.ts';
import { Secret } from '../domain/secret.ts';
import { valueColumns } from '../services/odoo/server-values.ts';

const writeDate = 'write_date';

interface PlannedChange {
  readonly change: RowChange;
  readonly evidence: readonly Evidence[];
}

/** One row of one table as it is to be: `after` by column, as PostgreSQL prints the values. */
export interface WantedRow {
  readonly table: string;
  readonly id: number;
  readonly after: PlannedRow;
}

/**
 * What differs between a row as it is at this moment and as it is to be; undefined when nothing does. Where the new
 * value is a secret, the old one is wrapped as one too.
 * @throws UserError when the row is gone.
 */
export const readRowChange = async (
  context: CheckContext,
  { table, id, after }: WantedRow,
): Promise<PlannedChange | undefined> => {
  const columns = Object.keys(after);
  if (table === 'ir_mail_server') {
    for (const server of (await measureMailServers(context)).value) {
      if (server.id === id) requireOwnColumns(server, columns);
    }
  }
  const { value, evidence } = await readWithEvidence(context, (odoo, options) =>
    odoo.rowText(table, id, [...columns, writeDate], options),
  );
  const change = changeRow({ id, stored: value, after }, context.now());
  return change === undefined ? undefined : { change, evidence };
};

/** A row as PostgreSQL prints it, and the columns that are to be otherwise. */
interface ComparedRow {
  readonly id: number;
  readonly stored: Readonly<Record<string, string | null>>;
  readonly after: PlannedRow;
}

/** The columns that differ, and when the row was written: Odoo notes the time of every change, and a check may go by it. */
export const changeRow = ({ id, stored, after }: ComparedRow, at: Date): RowChange | undefined => {
  const differing = Object.entries(after).filter(([column, wanted]) => !isSame(stored[column] ?? null, wanted));
  if (differing.length === 0) return undefined;
  const stamped = [...differing, [writeDate, formatStoredTime(at)] as const];
  return {
    id,
    before: Object.fromEntries(stamped.map(([column, wanted]) => [column, like(wanted, stored[column] ?? null)])),
    after: Object.fromEntries(stamped),
  };
};

/**
 * @throws UserError when Odoo takes one of those columns from elsewhere: a value written there would never be read, or
 * would make a server that leads nowhere.
 */
export const requireOwnColumns = ({ detached }: Pick<MailServer, 'detached'>, columns: readonly string[]): void => {
  if (detached === null || !columns.some((column) => valueColumns.some((known) => known === column))) return;
  throw new UserError(
    `Nothing would come of it: ${detached}.`,
    'Change it where Odoo takes it from: the files that server_environment reads, or the server in Odoo.',
  );
};

/**
 * The same as the one step of a plan.
 * @throws UserError when the row is gone, or already is as it is to be.
 */
export const planRow = async (
  context: CheckContext,
  wanted: WantedRow,
): Promise<{ readonly step: DatabaseStep; readonly evidence: readonly Evidence[] }> => {
  const planned = await readRowChange(context, wanted);
  if (planned === undefined) {
    throw new UserError('There is nothing to change: it is like that already.', 'Run the check again.');
  }
  return {
    step: { kind: 'update-rows', table: wanted.table, rows: [planned.change] },
    evidence: planned.evidence,
  };
};

const isSame = (stored: string | null, wanted: PlannedValue): boolean =>
  wanted instanceof Secret ? wanted.reveal() === stored : wanted === stored;

const like = (wanted: PlannedValue, stored: string | null): PlannedValue =>
  wanted instanceof Secret && stored !== null ? new Secret(stored) : stored;
