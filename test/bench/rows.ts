/** One line of the table: something in multiples of a thing that was measured in the same run. */
export interface MeasuredRow {
  readonly what: string;
  readonly ratio: number;
  /** The most that `ratio` may be. */
  readonly target: number;
}

/** What could not be measured here, and why. */
export interface UnmeasuredRow {
  readonly what: string;
  readonly target: number;
  readonly unmeasured: string;
}

export type Row = MeasuredRow | UnmeasuredRow;

export type Note = (row: Row) => void;

const judge = (row: Row): string => {
  if ('unmeasured' in row) return `not measured: ${row.unmeasured}`;
  return row.ratio <= row.target ? 'yes' : 'no';
};

/** The table as Markdown. */
export const formatRows = (rows: readonly Row[]): string =>
  [
    '| What | Ratio | Target | Met |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      (row) => `| ${row.what} | ${'ratio' in row ? row.ratio.toFixed(2) : ''} | ≤ ${row.target} | ${judge(row)} |`,
    ),
    '',
  ].join('\n');

/** The same for programs. */
export const rowsDocument = (rows: readonly Row[]): string =>
  `${JSON.stringify(
    rows.map((row) => ({ ...row, isMet: 'ratio' in row ? row.ratio <= row.target : null })),
    null,
    2,
  )}\n`;
