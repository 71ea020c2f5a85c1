import { expect } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { Cause, Remedy } from '../../source/checks/cause.ts';
import type { Plan } from '../../source/domain/change/plan.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { Secret } from '../../source/domain/secret.ts';
import { openChanges } from '../changes/open-changes.ts';
import { runCause } from './run-cause.ts';
import type { SickWorld } from './sick-world.ts';

interface Treatment {
  readonly remedy: Remedy;
  readonly subject?: string;
  readonly texts?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, Secret>>;
  /** Everything that the remedy could have touched, byte for byte. */
  readonly look: () => Promise<unknown>;
}

interface Mended {
  readonly plan: Plan;
  /** What the cause's checks found once it was applied. */
  readonly findings: ReadonlyMap<string, Finding>;
}

const options = { deadlineMs: 5_000 };

/** All rows of these tables. */
export const lookAt = (world: SickWorld, tables: readonly string[]) => (): Promise<unknown> =>
  Promise.all(tables.map((table) => world.database.query(`select t::text from "${table}" t order by id`)));

/** Plans (nothing changes), applies, does what is to be done meanwhile, and undoes: everything is then as it was. */
export const whileMended = async <Result>(
  world: SickWorld,
  { remedy, subject, texts = {}, secrets = {}, look }: Treatment,
  meanwhile: () => Promise<Result>,
): Promise<{ readonly plan: Plan; readonly result: Result }> => {
  const before = await look();
  const request = { subject: subject ?? null, values: { texts, secrets } };
  const plan = await remedy.plan(await world.checkContext(), request);
  expect(plan).toMatchObject({ action: remedy.id, subject: request.subject });
  expect(await look()).toEqual(before);
  const changes = await openChanges(world.database.dsn);
  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied', entry: { state: 'applied' } });
  expect(await look()).not.toEqual(before);
  const result = await meanwhile();
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await look()).toEqual(before);
  return { plan, result };
};

/** The same, and meanwhile the cause is measured again. */
export const mend = async (
  world: SickWorld,
  { cause, ...treatment }: Treatment & { readonly cause: Cause },
): Promise<Mended> => {
  const { plan, result } = await whileMended(world, treatment, async () => runCause(await world.checkContext(), cause));
  return { plan, findings: result };
};
