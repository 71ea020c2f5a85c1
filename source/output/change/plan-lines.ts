import type { DatabaseStep, Plan, PlannedRow, RowChange } from '../../domain/change/plan.ts';
import { countOf } from '../../domain/wording/count.ts';
import { tellOutside } from '../tell/tell-step.ts';
import { showValue } from './value.ts';

/** Rows shown of each step; the rest is counted. */
const shownRows = 8;

/** What a plan will do, a line each, for a preview. */
export const planLines = ({ transactions, outside }: Plan): readonly string[] => [
  ...transactions.flat().flatMap(stepLines),
  ...outside.flatMap(tellOutside),
];

const stepLines = (step: DatabaseStep): readonly string[] => {
  switch (step.kind) {
    case 'update-rows':
      return [...step.rows.slice(0, shownRows).flatMap((row) => updateLines(step.table, row)), ...more(step)];
    case 'insert-row':
      return [`new row of ${step.table}: ${showRow(step.values)}`];
    case 'delete-rows':
      return [
        ...step.rows.slice(0, shownRows).map((row) => `delete from ${step.table}: ${showKey(row)}`),
        ...more(step),
      ];
  }
};

const more = ({ table, rows }: Exclude<DatabaseStep, { readonly kind: 'insert-row' }>): readonly string[] =>
  rows.length > shownRows ? [`… and ${countOf(rows.length - shownRows, 'more row')} of ${table}`] : [];

const updateLines = (table: string, { id, before, after }: RowChange): readonly string[] =>
  Object.keys(after).map(
    (column) => `${table} ${id}  ${column}: ${showValue(before[column])} → ${showValue(after[column])}`,
  );

const showRow = (row: PlannedRow): string =>
  Object.entries(row)
    .map(([column, value]) => `${column} ${showValue(value)}`)
    .join(', ');

/** The whole row is in the journal; a person wants to know which one. */
const showKey = (row: PlannedRow): string => (Object.hasOwn(row, 'id') ? `id ${showValue(row['id'])}` : showRow(row));
