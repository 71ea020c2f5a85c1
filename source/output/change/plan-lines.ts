import type { Plan, PlannedRow, RowChange } from '../../domain/change/plan.ts';
import { countOf } from '../../domain/wording/count.ts';
import { tellOutside } from '../tell/tell-step.ts';
import { type GatheredRows, gatherSteps, mostRowsTold } from './gather-steps.ts';
import { showValue } from './value.ts';

/** What a plan does to rows, a line each, for a preview. */
export const rowLines = (plan: Pick<Plan, 'transactions'>): readonly string[] => gatherSteps(plan).flatMap(tellRows);

/** What it does besides. */
export const outsideLines = ({ outside }: Pick<Plan, 'outside'>): readonly string[] => outside.flatMap(tellOutside);

const tellRows = (gathered: GatheredRows): readonly string[] => [...firstLines(gathered), ...moreLine(gathered)];

const firstLines = (gathered: GatheredRows): readonly string[] => {
  const { table } = gathered;
  switch (gathered.kind) {
    case 'update-rows':
      return gathered.rows.slice(0, mostRowsTold).flatMap((row) => updateLines(table, row));
    case 'insert-row':
      return gathered.rows.slice(0, mostRowsTold).map((row) => `new row of ${table}: ${showRow(row)}`);
    case 'delete-rows':
      return gathered.rows.slice(0, mostRowsTold).map((row) => `delete from ${table}: ${showKey(row)}`);
  }
};

const moreNouns: Readonly<Record<GatheredRows['kind'], string>> = {
  'update-rows': 'more row',
  'insert-row': 'more new row',
  'delete-rows': 'more deleted row',
};

const moreLine = ({ kind, table, rows }: GatheredRows): readonly string[] =>
  rows.length > mostRowsTold ? [`… and ${countOf(rows.length - mostRowsTold, moreNouns[kind])} of ${table}`] : [];

const updateLines = (table: string, { id, before, after }: RowChange): readonly string[] =>
  Object.keys(after).map(
    (column) => `${table} ${id}  ${column}: ${showValue(before[column])} → ${showValue(after[column])}`,
  );

/** Who writes a row and when says nothing of one that is about to be written. */
const stamps: ReadonlySet<string> = new Set(['create_uid', 'create_date', 'write_uid', 'write_date']);

/** A row on a line. */
export const showRow = (row: PlannedRow): string =>
  Object.entries(row)
    .filter(([column]) => !stamps.has(column))
    .map(([column, value]) => `${column} ${showValue(value)}`)
    .join(', ');

/** The whole row is in the journal; a person wants to know which one. */
const showKey = (row: PlannedRow): string => (Object.hasOwn(row, 'id') ? `id ${showValue(row['id'])}` : showRow(row));
