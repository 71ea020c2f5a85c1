import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import { UserError } from '../../domain/errors.ts';
import { parseStoredTime } from '../../domain/odoo/stored-time.ts';
import { decodeDone, type UpdatedStep } from '../database/done-step.ts';
import { type EntryRecord, toJournalEntry } from './entry.ts';
import type { Journal } from './journal.ts';

/** A value of one row that a change of ours wrote. Never a secret. */
export interface OwnValue {
  readonly table: string;
  readonly id: number;
  readonly column: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change that the journal knows, with the values that it wrote into Odoo's settings. */
export interface OwnChange {
  readonly entry: JournalEntry;
  readonly values: readonly OwnValue[];
  /** The write_date that it gave each row, by `table:id`. */
  readonly stamps: ReadonlyMap<string, Date>;
}

/** Mails are changed by the thousand, and are no settings. */
const settings: ReadonlySet<string> = new Set([
  'ir_mail_server',
  'ir_cron',
  'ir_act_server',
  'ir_config_parameter',
  'mail_alias_domain',
  'res_company',
  'res_users',
  'fetchmail_server',
  'ir_module_module',
]);

const secret = /pass|secret|token|private_key|ssl_certificate|authorization_code|api_key|env_defaults/i;
const stamps = new Set(['write_date', 'write_uid', 'create_date', 'create_uid']);

/**
 * The changes of a database since then, oldest first: of that name at that address, as a journal may hold others of the
 * same name. What undo no longer needs tells no values.
 */
export const readOwnChanges = async (
  journal: Journal,
  { database, host, since }: { readonly database: string; readonly host: string; readonly since: Date },
): Promise<readonly OwnChange[]> => {
  const records = (await journal.entries()).filter(
    ({ begun }) => begun.database.name === database && begun.database.host === host && new Date(begun.at) >= since,
  );
  return await Promise.all(records.map((record) => describe(journal, record)));
};

const describe = async (journal: Journal, record: EntryRecord): Promise<OwnChange> => {
  const steps = record.forgotten ? [] : await readSteps(journal, record);
  return {
    entry: toJournalEntry(record),
    values: steps.flatMap(valuesOf),
    stamps: new Map(steps.flatMap(stampsOf)),
  };
};

const readSteps = async (journal: Journal, { begun, transactions }: EntryRecord): Promise<readonly UpdatedStep[]> => {
  const told = transactions.filter(
    ({ outcome, changed }) => outcome !== 'rolled-back' && changed.some(({ table }) => settings.has(table)),
  );
  const read = await Promise.all(
    told.map(async ({ file }) => {
      try {
        return decodeDone(await journal.recall(begun.entry, file));
      } catch (error) {
        // Undo has removed it.
        if (error instanceof UserError) return [];
        throw error;
      }
    }),
  );
  return read.flat().flatMap((step) => (step.kind === 'updated' && settings.has(step.table) ? [step] : []));
};

const valuesOf = ({ table, columns, rows }: UpdatedStep): readonly OwnValue[] =>
  rows.flatMap(({ id, before, after }) =>
    columns.flatMap((column, index) =>
      secret.test(column) || stamps.has(column)
        ? []
        : [{ table, id, column, before: before[index] ?? null, after: after[index] ?? null }],
    ),
  );

const stampsOf = ({ table, columns, rows }: UpdatedStep): readonly (readonly [string, Date])[] => {
  const place = columns.indexOf('write_date');
  return rows.flatMap(({ id, after }) => {
    const at = parseStoredTime(after[place] ?? null);
    return at === null || at === undefined ? [] : [[`${table}:${id}`, at] as const];
  });
};
