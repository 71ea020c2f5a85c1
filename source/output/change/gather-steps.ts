import type { Plan, PlannedRow, RowChange } from '../../domain/change/plan.ts';

/** What a plan does to the rows of one table, over all of its transactions. */
export type GatheredRows =
  | { readonly kind: 'update-rows'; readonly table: string; readonly rows: readonly RowChange[] }
  | { readonly kind: 'insert-row' | 'delete-rows'; readonly table: string; readonly rows: readonly PlannedRow[] };

/** Of so many rows of a kind each is told; of more the first, and how many there are besides. */
export const mostRowsTold = 5;

/** The steps of a plan, alike ones together: nobody reads ten times which rows of a table change. */
export const gatherSteps = ({ transactions }: Pick<Plan, 'transactions'>): readonly GatheredRows[] => {
  const groups = Map.groupBy(transactions.flat(), ({ kind, table }) => `${kind} ${table}`);
  return [...groups.values()].flatMap((steps): readonly GatheredRows[] => {
    const [first] = steps;
    if (first === undefined) return [];
    const { kind, table } = first;
    if (kind === 'update-rows')
      return [{ kind, table, rows: steps.flatMap((step) => (step.kind === kind ? step.rows : [])) }];
    const rows = steps.flatMap((step): readonly PlannedRow[] => {
      if (step.kind === 'insert-row') return [step.values];
      return step.kind === 'delete-rows' ? step.rows : [];
    });
    return [{ kind, table, rows }];
  });
};

/** Whether some of its rows are counted rather than told. */
export const hasManyRows = (plan: Pick<Plan, 'transactions'>): boolean =>
  gatherSteps(plan).some(({ rows }) => rows.length > mostRowsTold);
