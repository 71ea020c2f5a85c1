import stringWidth from 'string-width';
import type { EvidenceTable } from '../../../domain/finding/evidence.ts';
import type { TableColumn } from '../fitted-table.tsx';
import type { Line } from './line.ts';

/** ink-table puts a blank on either side of a cell. */
const gap = 2;
const widest = 36;
const narrowest = 6;

interface TableSpace {
  readonly width: number;
  readonly indent: number;
  /** A single row is easier to read on its side, unless it is compared with something. */
  readonly keepUpright?: boolean;
}

/** A table as lines; one whose columns do not fit is turned on its side, a line a cell. */
export const tableLines = (
  table: EvidenceTable,
  { width, indent, keepUpright = false }: TableSpace,
): readonly Line[] => {
  if (table.rows.length === 0 || table.columns.length === 0) return [];
  const room = width - indent;
  const upright = fitColumns(table, room);
  if (upright !== undefined && (keepUpright || table.rows.length > 1)) return draw(upright, table.rows, indent);
  const sides = table.rows.map((row) => layOnSide(table.columns, row));
  return sides.flatMap((side) => {
    const columns = fitColumns(side, room);
    return columns === undefined ? [] : draw(columns, side.rows, indent);
  });
};

const layOnSide = (columns: readonly string[], row: readonly string[]): EvidenceTable => ({
  columns: ['column', 'value'],
  rows: columns.flatMap((name, index) => ((row[index] ?? '') === '' ? [] : [[name, row[index] ?? '']])),
});

/** Widths for the values; the widest column gives until all fit. Undefined where that would leave too little to read. */
const fitColumns = ({ columns, rows }: EvidenceTable, room: number): readonly TableColumn[] | undefined => {
  const isSide = columns.length === 2;
  const widths = columns.map((name, index) => {
    const longest = Math.max(stringWidth(name), ...rows.map((row) => stringWidth(row[index] ?? '')));
    return isSide ? longest : Math.min(widest, longest);
  });
  const total = (): number => widths.reduce((sum, each) => sum + each + gap, 0);
  while (total() > room) {
    const index = widths.indexOf(Math.max(...widths));
    const width = widths[index] ?? 0;
    if (width <= narrowest) return undefined;
    widths[index] = width - Math.min(total() - room, width - narrowest);
  }
  return columns.map((heading, index) => ({ key: `column-${index}`, heading, width: widths[index] ?? 0 }));
};

const draw = (
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  indent: number,
): readonly Line[] => {
  const line = (cells: readonly string[] | undefined): Line => ({
    kind: 'row',
    indent,
    columns,
    cells:
      cells === undefined ? undefined : Object.fromEntries(columns.map(({ key }, index) => [key, cells[index] ?? ''])),
  });
  return [line(undefined), ...rows.map(line)];
};
