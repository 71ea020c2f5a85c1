import { escapeIdentifier } from 'pg';
import type { InsertedId, PlannedValue } from '../../domain/change/plan.ts';
import { Secret } from '../../domain/secret.ts';
import type { Database, SqlValue } from '../../services/postgres/database.ts';

/** A value as PostgreSQL prints it; null is NULL. */
export type Text = string | null;

export const quote = (name: string): string => escapeIdentifier(name);

/** The ids that inserts of this transaction gave their rows, by the insert's name. */
export type InsertedIds = ReadonlyMap<string, string>;

const isInsertedId = (value: PlannedValue): value is InsertedId =>
  typeof value === 'object' && value !== null && 'insertedBy' in value;

/** What is written for a planned value. */
export const writtenText = (value: PlannedValue | undefined, inserted: InsertedIds): Text => {
  if (value === undefined || value === null || typeof value === 'string') return value ?? null;
  if (value instanceof Secret) return value.reveal();
  if (!isInsertedId(value)) throw new Error('a plan has a value of an unknown kind');
  const id = inserted.get(value.insertedBy);
  if (id === undefined) throw new Error(`nothing named ${value.insertedBy} was inserted before it is needed`);
  return id;
};

/** Rows turned into one array a column, as `unnest` takes them: one statement however many rows there are. */
export const toColumns = (rows: readonly (readonly Text[])[], width: number): readonly SqlValue[] =>
  Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null));

/** The ids of rows as one text, `{1,2}`: the driver would quote each element of a list by itself. */
export const listIds = (rows: readonly { readonly id: number }[]): string => `{${rows.map(({ id }) => id).join()}}`;

/** `unnest($1::text[], $2::text[]) with ordinality as d(c0, c1, n)`; n counts from 1. */
export const unnestTexts = (width: number): string => {
  const numbers = Array.from({ length: width }, (_, column) => column);
  const arrays = numbers.map((column) => `$${column + 1}::text[]`);
  return `unnest(${arrays.join(', ')}) with ordinality as d(${numbers.map((column) => `c${column}`).join(', ')}, n)`;
};

/** Runs `work` so that its failure does not end the transaction. */
export const withSavepoint = async <Result>(database: Database, work: () => Promise<Result>): Promise<Result> => {
  await database.query('savepoint step', []);
  try {
    const result = await work();
    await database.query('release savepoint step', []);
    return result;
  } catch (error) {
    await database.query('rollback to savepoint step', []);
    throw error;
  }
};
