import { escapeLiteral } from 'pg';
import type { Evidence, EvidenceTable } from '../../domain/finding/evidence.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { secondMs } from '../../lib/time-units.ts';
import type { Database, QueryOptions, SqlValue } from '../postgres/database.ts';
import { timeColumns } from './time-columns.ts';

/** Told of every statement, with its rows as a person may see them. */
export type EvidenceListener = (evidence: Evidence) => void;

const mostRows = 8;
const widestCell = 60;
const mask = '••••';
/** Columns of ir_mail_server and fetchmail_server, and system parameters, whose values nobody may see. */
const secretName = /pass|secret|token|private_key|ssl_certificate|authorization_code|api_key/i;

/** The same database; each statement that a reader runs on it becomes evidence. Secrets are masked, texts cut. */
export const recordEvidence = (
  database: Database,
  { now, listener }: { readonly now: () => Date; readonly listener: EvidenceListener },
): Database => ({
  async query<Row extends object>(text: string, values: readonly SqlValue[] = [], options?: QueryOptions) {
    const at = now().toISOString();
    const started = performance.now();
    const record = (answer: string, table?: EvidenceTable): void =>
      listener({
        kind: 'sql',
        asked: formatStatement(text, values),
        answer,
        at,
        durationMs: Math.round(performance.now() - started),
        ...(table === undefined ? {} : { table }),
      });
    try {
      const rows = await database.query<Row>(text, values, options);
      const cells = (row: object): readonly Cell[] => readCells(row, timeColumns(text));
      record(formatRows(rows, cells), tabulate(rows, cells));
      return rows;
    } catch (error) {
      if (!options?.signal?.aborted) record(error instanceof Error ? sanitizeLine(error.message) : 'failed');
      throw error;
    }
  },
});

/** The statement as it can be pasted into psql: values in their places, without the reader's indentation. */
const formatStatement = (text: string, values: readonly SqlValue[]): string =>
  text
    .trim()
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/\$(\d+)/g, (whole, number: string) => {
      const value = values[Number(number) - 1];
      return value === undefined ? whole : formatValue(value);
    });

const mostListed = 20;

const formatValue = (value: SqlValue): string => {
  if (value === null) return 'null';
  if (value instanceof Date) return escapeLiteral(value.toISOString());
  if (Array.isArray(value)) {
    const shown = value.slice(0, mostListed).map((item) => formatValue(item));
    return `array[${[...shown, ...(value.length > mostListed ? ['…'] : [])].join(', ')}]`;
  }
  return typeof value === 'string' ? escapeLiteral(value) : String(value);
};

type Cell = readonly [name: string, text: string];
type ReadCells = (row: object) => readonly Cell[];

const formatRows = (rows: readonly object[], cellsOf: ReadCells): string => {
  if (rows.length === 0) return '(no rows)';
  const shown = rows.slice(0, mostRows).map((row) => formatRow(cellsOf(row)));
  const hidden = rows.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`(and ${hidden} more rows)`] : [])].join('\n');
};

const formatRow = (cells: readonly Cell[]): string => cells.map(([name, text]) => `${name}=${text}`).join('  ');

/** What the row says, as a person may see it; what is empty says nothing. */
const readCells = (row: object, times: ReadonlySet<string>): readonly Cell[] => {
  const key: unknown = 'key' in row ? row.key : undefined;
  const secretParameter = typeof key === 'string' && secretName.test(key);
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => {
      const hidden = secretName.test(name) || (secretParameter && name === 'value');
      if (!hidden && typeof value === 'number' && times.has(name)) return [name, formatSeconds(value)] as const;
      return [name, hidden ? mask : formatCell(value)] as const;
    });
};

const toUtcSeconds = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

/** `infinity` is a timestamp for PostgreSQL, and no date. */
const formatSeconds = (seconds: number): string => {
  const at = new Date(seconds * secondMs);
  return Number.isNaN(at.getTime()) ? String(seconds) : toUtcSeconds(at);
};

const tabulate = (rows: readonly object[], cellsOf: ReadCells): EvidenceTable => {
  const shown = rows.slice(0, mostRows).map((row) => new Map(cellsOf(row)));
  const columns = [...new Set(shown.flatMap((cells) => [...cells.keys()]))];
  return { columns, rows: shown.map((cells) => columns.map((name) => cells.get(name) ?? '')) };
};

const formatCell = (value: unknown): string => {
  const text = value instanceof Date ? toUtcSeconds(value) : typeof value === 'string' ? value : JSON.stringify(value);
  const line = sanitizeLine(text);
  return line.length > widestCell ? `${line.slice(0, widestCell)}…` : line;
};
