import type { SqlValue } from '../../services/postgres/database.ts';
import { type Text, toColumns, unnestTexts } from './sql-text.ts';

/** Rows as a statement takes them. */
export interface RowValues {
  /** What stands in FROM; `d.n` counts the rows from 1. */
  readonly from: string;
  /** A column in a row, yet to be cast to its type. */
  readonly valueAt: (column: number) => string;
  readonly values: readonly SqlValue[];
}

/**
 * One array a column, but where all rows say the same (`outgoing`, the same failure for thousands) that is said once:
 * most of what a large change would send and compare is such. The first column, which names the row, is always an array.
 */
export const toRowValues = (rows: readonly (readonly Text[])[], width: number): RowValues => {
  const [first = []] = rows;
  const differing: number[] = [];
  const same: number[] = [];
  for (let column = 0; column < width; column += 1) {
    const isSame = column > 0 && rows.every((row) => row[column] === first[column]);
    (isSame ? same : differing).push(column);
  }
  const places = new Map([
    ...differing.map((column, index) => [column, `d.c${index}`] as const),
    ...same.map((column, index) => [column, `$${differing.length + index + 1}`] as const),
  ]);
  return {
    from: unnestTexts(differing.length),
    valueAt: (column) => {
      const place = places.get(column);
      if (place === undefined) throw new Error(`rows of ${width} columns have no column ${column}`);
      return place;
    },
    values: [
      ...toColumns(
        rows.map((row) => differing.map((column) => row[column] ?? null)),
        differing.length,
      ),
      ...same.map((column) => first[column] ?? null),
    ],
  };
};
