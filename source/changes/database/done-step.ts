import type { TableCount } from '../journal/journal-events.ts';
import type { Text } from './sql-text.ts';

/** What a statement did, in the server's own texts: all that undo needs. It lies in private/, for it holds secrets. */
export type DoneStep =
  | {
      readonly kind: 'updated';
      readonly table: string;
      readonly columns: readonly string[];
      readonly rows: readonly UpdatedRow[];
      /** As in the plan. */
      readonly deciding?: string;
      /** Columns that hold a secret, before or after. */
      readonly secrets?: readonly string[];
    }
  /** Rows with all their columns. */
  | {
      readonly kind: 'inserted' | 'deleted';
      readonly table: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Text[])[];
      /** One a row, as in the plan; left out where rows stand alone. */
      readonly units?: readonly number[];
    };

export interface UpdatedRow {
  readonly id: number;
  readonly before: readonly Text[];
  readonly after: readonly Text[];
  /** As in the plan. */
  readonly unit?: number;
}

export const countDone = (steps: readonly DoneStep[]): readonly TableCount[] =>
  steps.map(({ kind, table, rows }) => ({ table, what: kind, count: rows.length }));

export type UpdatedStep = Extract<DoneStep, { readonly kind: 'updated' }>;

/** A column of many rows: once where all of them hold the same. */
type Column = { readonly all: Text } | { readonly each: readonly Text[] };

interface PackedUpdate extends Omit<UpdatedStep, 'rows'> {
  readonly ids: readonly number[];
  readonly units?: readonly (number | null)[];
  readonly before: readonly Column[];
  readonly after: readonly Column[];
}

export const encodeDone = (steps: readonly DoneStep[]): Buffer =>
  Buffer.from(JSON.stringify({ schema: 2, steps: steps.map((step) => (step.kind === 'updated' ? pack(step) : step)) }));

/** Only we write these files, and the journal holds their hash. */
export const decodeDone = (content: Buffer): readonly DoneStep[] => {
  const { steps } = JSON.parse(content.toString('utf8')) as {
    readonly steps: readonly (PackedUpdate | Exclude<DoneStep, UpdatedStep>)[];
  };
  return steps.map((step) => (step.kind === 'updated' ? unpack(step) : step));
};

const pack = ({ rows, ...step }: UpdatedStep): PackedUpdate => ({
  ...step,
  ids: rows.map(({ id }) => id),
  ...(rows.some(({ unit }) => unit !== undefined) && { units: rows.map(({ unit }) => unit ?? null) }),
  before: step.columns.map((_, column) => packColumn(rows.map(({ before }) => before[column] ?? null))),
  after: step.columns.map((_, column) => packColumn(rows.map(({ after }) => after[column] ?? null))),
});

const packColumn = (texts: readonly Text[]): Column => {
  const [first = null] = texts;
  return texts.every((text) => text === first) ? { all: first } : { each: texts };
};

const unpack = ({ ids, units, before, after, ...step }: PackedUpdate): UpdatedStep => ({
  ...step,
  rows: ids.map((id, row) => {
    const unit = units?.[row] ?? null;
    return {
      id,
      before: before.map((column) => textIn(column, row)),
      after: after.map((column) => textIn(column, row)),
      ...(unit !== null && { unit }),
    };
  }),
});

const textIn = (column: Column, row: number): Text => ('all' in column ? column.all : (column.each[row] ?? null));
