import type { DatabaseStep, Plan } from '../../domain/change/plan.ts';
import { countOf } from '../../domain/wording/count.ts';
import { showValue } from '../../output/change/value.ts';

/** What a plan runs, a line for each table and kind of change with one of its rows as the sample. */
export const describeStatements = (plan: Plan): readonly string[] => {
  const steps = Map.groupBy(plan.transactions.flat(), ({ kind, table }) => `${kind} ${table}`);
  const transactions = countOf(plan.transactions.length, 'transaction');
  return [
    ...[...steps.values()].flatMap(describeAlike),
    ...(plan.transactions.length > 1 ? [`in ${transactions}, each for itself`] : []),
    ...plan.outside.map(({ kind }) => (kind === 'wake-queue' ? "wake Odoo's queue" : kind)),
  ];
};

const describeAlike = (steps: readonly DatabaseStep[]): readonly string[] => {
  const [first] = steps;
  if (first === undefined) return [];
  switch (first.kind) {
    case 'update-rows': {
      const rows = steps.flatMap((step) => (step.kind === 'update-rows' ? step.rows : []));
      const [sample] = rows;
      if (sample === undefined) return [];
      const assignments = Object.entries(sample.after).map(([column, value]) => `${column} = ${showValue(value)}`);
      return [`update ${first.table} set ${assignments.join(', ')} where id = ${sample.id}${more(rows.length)}`];
    }
    case 'delete-rows': {
      const rows = steps.flatMap((step) => (step.kind === 'delete-rows' ? step.rows : []));
      const [sample] = rows;
      if (sample === undefined) return [];
      const keys =
        'id' in sample
          ? [`id = ${showValue(sample['id'] ?? null)}`]
          : Object.entries(sample).map(([key, value]) => `${key} = ${showValue(value)}`);
      return [`delete from ${first.table} where ${keys.join(' and ')}${more(rows.length)}`];
    }
    case 'insert-row':
      return [`insert into ${first.table}${more(steps.length)}`];
  }
};

const more = (count: number): string => (count === 1 ? '' : `, and so for ${countOf(count - 1, 'more row')}`);
