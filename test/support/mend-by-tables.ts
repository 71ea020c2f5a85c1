import { expect } from 'vitest';
import type { Remedy, RemedyValues } from '../../source/causes/cause.ts';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo.ts';
import type { Plan } from '../../source/domain/plan.ts';
import { openChanges } from '../changes/open-changes.ts';
import type { SickWorld } from './sick-world.ts';

const options = { deadlineMs: 5_000 };

interface Mending {
  readonly subject?: string | null;
  readonly values?: Partial<RemedyValues>;
  /** Tables that the plan writes to: planning leaves them as they are, undo brings them back. */
  readonly tables: readonly string[];
  /** Runs between apply and undo. */
  check(): Promise<void>;
}

/** Plans a remedy (nothing changes), applies it, checks, takes it back, and finds every column as it was. */
export const mend = async (
  world: SickWorld,
  remedy: Remedy,
  { subject = null, values, tables, check }: Mending,
): Promise<Plan> => {
  const look = (): Promise<unknown> =>
    Promise.all(tables.map((table) => world.database.query(`select t::text from "${table}" t order by id`)));
  const before = await look();
  const plan = await remedy.plan(await world.checkContext(), {
    subject,
    values: { texts: {}, secrets: {}, ...values },
  });
  expect(await look()).toEqual(before);
  const changes = await openChanges(world.database.dsn);
  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied' });
  await check();
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await look()).toEqual(before);
  return plan;
};
