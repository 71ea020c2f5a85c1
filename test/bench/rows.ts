/** One line of the table: something in multiples of a thing that was measured in the same run. */
export interface Row {
  readonly what: string;
  readonly ratio: number;
  /** The most that `ratio` may be. */
  readonly target: number;
}

export type Note = (row: Row) => void;

/** The table as Markdown, for the README. */
export const formatRows = (rows: readonly Row[]): string =>
  [
    '| What | Ratio | Target | Met |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ what, ratio, target }) =>
        `| ${what} | ${ratio.toFixed(2)} | ≤ ${target} | ${ratio <= target ? 'yes' : 'no'} |`,
    ),
    '',
  ].join('\n');

/** The same for programs. */
export const rowsDocument = (rows: readonly Row[]): string =>
  `${JSON.stringify(
    rows.map((row) => ({ ...row, isMet: row.ratio <= row.target })),
    null,
    2,
  )}\n`;
