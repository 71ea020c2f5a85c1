import type { CheckContext } from '../checks/context.ts';
import { measureMailServers } from '../checks/measure/measure-database.ts';
import { readWithEvidence } from '../checks/measure/shared.ts';
import type { DatabaseStep, PlannedRow, PlannedValue, RowChange } from '../domain/change/plan.ts';
import { UserError } from '../domain/errors.ts';
import type { Evidence } from '../domain/finding/evidence.ts';
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
  if (table === 'ir_mail_server') await requireOwnValues(context, id, columns);
  const { value, evidence } = await readWithEvidence(context, (odoo, options) =>
    odoo.rowText(table, id, [...columns, writeDate], options),
  );
  const differs = columns.filter((column) => !isSame(value[column] ?? null, after[column] ?? null));
  if (differs.length === 0) return undefined;
  // Odoo notes the time of every change; a check may go by it.
  const stamped: PlannedRow = { ...after, [writeDate]: formatStoredTime(context.now()) };
  const changed = [...differs, writeDate];
  const before = changed.map((column) => [column, like(stamped[column] ?? null, value[column] ?? null)] as const);
  return {
    change: {
      id,
      before: Object.fromEntries(before),
      after: Object.fromEntries(changed.map((column) => [column, stamped[column] ?? null])),
    },
    evidence,
  };
};

/**
 * @throws UserError when Odoo takes those columns from elsewhere: a value written there would never be read, or would
 * make a server that leads nowhere.
 */
const requireOwnValues = async (context: CheckContext, id: number, columns: readonly string[]): Promise<void> => {
  if (!columns.some((column) => valueColumns.some((known) => known === column))) return;
  const server = (await measureMailServers(context)).value.find((each) => each.id === id);
  if (server === undefined || server.detached === null) return;
  throw new UserError(
    `Nothing would come of it: ${server.detached}.`,
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
