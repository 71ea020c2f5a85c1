import type { PlannedValue } from '../domain/change/plan.ts';
import type { RestoredRows, RestoredValue, UndoOffer, UndoPreview } from '../domain/change/undo-preview.ts';
import { Secret } from '../domain/secret.ts';
import type { Database, QueryOptions } from '../services/postgres/database.ts';
import { type Catalogue, findTable, readCatalogue } from './database/catalogue.ts';
import { type DoneStep, decodeDone, type UpdatedStep } from './database/done-step.ts';
import { leaveMovedUnits } from './database/moved-units.ts';
import { goneSentence, leftSentence, readStandings } from './database/restore-columns.ts';
import type { Text } from './database/sql-text.ts';
import type { ChangeDependencies } from './dependencies.ts';
import { canUndo, type EntryRecord, toJournalEntry } from './journal/entry.ts';
import type { Journal } from './journal/journal.ts';
import { useRecords } from './list-changes.ts';

/** Rows of a kind whose values are told. */
const mostRowsTold = 5;

interface Stoppable {
  readonly signal?: AbortSignal;
}

/**
 * What an undo would take back now, of the newest change or of the one that is `wanted`, and which newer changes are
 * passed over, because nothing of them can come back. Locks and changes nothing.
 */
export const offerUndo = (
  dependencies: ChangeDependencies,
  options: Stoppable = {},
  wanted?: string,
): Promise<UndoOffer> =>
  useRecords(dependencies, options, async (database, records) => {
    const passed: UndoPreview[] = [];
    const meant = records.filter(({ begun }) => wanted === undefined || begun.entry === wanted);
    for (const record of meant.filter(canUndo).toReversed()) {
      const preview = await previewUndo(database, dependencies.journal, record, options);
      if (preview.isWorthwhile) return { passed, preview };
      passed.push(preview);
    }
    return { passed, preview: undefined };
  });

const previewUndo = async (
  database: Database,
  journal: Journal,
  record: EntryRecord,
  options: QueryOptions,
): Promise<UndoPreview> => {
  const left: string[] = [];
  const mails = { of: 0, gone: 0 };
  const rows = new Map<string, RestoredRows>();
  for (const { file, outcome } of record.transactions.toReversed()) {
    if (outcome === 'rolled-back' || record.forgotten) continue;
    const steps = decodeDone(await journal.recall(record.begun.entry, file));
    const catalogue = await readCatalogue(
      database,
      steps.map(({ table }) => table),
    );
    const divided = await leaveMovedUnits(database, catalogue, steps, { ...options, isPreview: true });
    mails.of += countMails(steps);
    mails.gone += divided.left.length;
    for (const step of divided.steps) addRows(rows, await previewStep(database, catalogue, step, { options, left }));
  }
  const restored = [...rows.values()].filter(({ back }) => back > 0);
  // One that was begun is to be brought to its end, whatever it finds.
  const isWorthwhile = restored.some(isOfUse) || record.undoBegun || changedOutside(record);
  return { entry: toJournalEntry(record), rows: restored, left, mails, isWorthwhile };
};

const changedOutside = ({ outside }: EntryRecord): boolean =>
  outside.some(({ undo }) => undo.kind === 'file' || undo.kind === 'created-file' || isCommand(undo));

const isCommand = (undo: EntryRecord['outside'][number]['undo']): boolean =>
  undo.kind === 'command' && undo.argv !== null;

/** A call to the queue that is taken back does nothing for a mail that has left. */
const isOfUse = ({ table }: RestoredRows): boolean => table !== 'ir_cron_trigger';

const countMails = (steps: readonly DoneStep[]): number =>
  new Set(
    steps.flatMap((step) =>
      step.kind === 'updated' && step.deciding !== undefined ? step.rows.map(({ unit, id }) => unit ?? id) : [],
    ),
  ).size;

const addRows = (known: Map<string, RestoredRows>, more: RestoredRows): void => {
  const key = `${more.what} ${more.table}`;
  const before = known.get(key) ?? { ...more, back: 0, values: [] };
  // Whole rows: those of a step may be fewer than are told.
  const shown = new Set(before.values.map(({ row }) => row)).size;
  const wanted = [...new Set(more.values.map(({ row }) => row))].slice(0, mostRowsTold - shown);
  const values = [...before.values, ...more.values.filter(({ row }) => wanted.includes(row))];
  known.set(key, { ...before, back: before.back + more.back, values });
};

interface Previewing {
  readonly options: QueryOptions;
  readonly left: string[];
}

const previewStep = async (
  database: Database,
  catalogue: Catalogue,
  step: DoneStep,
  { options, left }: Previewing,
): Promise<RestoredRows> => {
  // Whether something came to belong to a new row since, only the undo itself finds out.
  if (step.kind !== 'updated') return { table: step.table, what: step.kind, back: step.rows.length, values: [] };
  const { columns, rows } = step;
  const table = findTable(catalogue, step.table);
  const standings = await readStandings({ database, table, options: { ...options, isPreview: true } }, columns, rows);
  const values: RestoredValue[] = [];
  let back = 0;
  for (const row of rows) {
    const standing = standings.get(row.id);
    if (standing === undefined) left.push(goneSentence(table.name, row.id));
    const changed = columns.filter((_, index) => standing?.[index] === 'other');
    if (changed.length > 0) left.push(leftSentence(table.name, row.id, changed));
    const written = columns.flatMap((column, index) => (standing?.[index] === 'written' ? [{ column, index }] : []));
    if (written.length === 0) continue;
    back += 1;
    if (back > mostRowsTold) continue;
    for (const { column, index } of written.filter((one) => !stamps.has(one.column))) {
      const value = (text: Text | undefined): PlannedValue => shown(step, column, text ?? null);
      const [now, before] = [row.after[index], row.before[index]];
      values.push({ row: `${table.name} ${row.id}`, column, now: value(now), before: value(before) });
    }
  }
  return { table: table.name, what: step.kind, back, values };
};

/** Who wrote a row and when says nothing to whoever decides about it. */
const stamps: ReadonlySet<string> = new Set(['write_date', 'write_uid']);

/** What the journal keeps are plain texts: those of a secret leave this file as one. */
const shown = ({ secrets = [] }: UpdatedStep, column: string, text: Text): PlannedValue =>
  text !== null && (secrets.includes(column) || namesSecret.test(column)) ? new Secret(text) : text;

/** Columns of Odoo's whose content nobody is shown, whatever a plan took it for. */
const namesSecret = /pass|secret|token|private_key|api_key|certificate/;
