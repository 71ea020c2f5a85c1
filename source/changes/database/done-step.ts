import type { TableCount } from '../journal/events.ts';
import type { Text } from './sql-text.ts';

/** What a statement did, in the server's own texts: all that undo needs. It lies in private/, for it holds secrets. */
export type DoneStep =
  | {
      readonly kind: 'updated';
      readonly table: string;
      readonly columns: readonly string[];
      readonly rows: readonly UpdatedRow[];
    }
  /** Rows with all their columns. */
  | {
      readonly kind: 'inserted' | 'deleted';
      readonly table: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Text[])[];
    };

export interface UpdatedRow {
  readonly id: number;
  readonly before: readonly Text[];
  readonly after: readonly Text[];
}

export const countDone = (steps: readonly DoneStep[]): readonly TableCount[] =>
  steps.map(({ kind, table, rows }) => ({ table, what: kind, count: rows.length }));

export const encodeDone = (steps: readonly DoneStep[]): Buffer => Buffer.from(JSON.stringify({ schema: 1, steps }));

/** Only we write these files, and the journal holds their hash. */
export const decodeDone = (content: Buffer): readonly DoneStep[] =>
  (JSON.parse(content.toString('utf8')) as { readonly steps: readonly DoneStep[] }).steps;
