import { expect } from 'vitest';
import type { Cause, Remedy } from '../../source/causes/cause.ts';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo.ts';
import type { Finding } from '../../source/domain/finding.ts';
import type { Plan } from '../../source/domain/plan.ts';
import type { Secret } from '../../source/domain/secret.ts';
import { openChanges } from '../changes/open-changes.ts';
import { runCause } from './run-cause.ts';
import type { SickWorld } from './sick-world.ts';

interface Mending {
  readonly cause: Cause;
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

const options = { deadlineMs: 2_000 };

/** Plans (nothing changes), applies, measures again, and undoes: everything is then as it was. */
export const mend = async (
  world: SickWorld,
  { cause, remedy, subject = '', texts = {}, secrets = {}, look }: Mending,
): Promise<Mended> => {
  const before = await look();
  const request = { subject: subject === '' ? null : subject, values: { texts, secrets } };
  const plan = await remedy.plan(await world.checkContext(), request);
  expect(plan).toMatchObject({ action: remedy.id, subject: request.subject });
  expect(await look()).toEqual(before);
  const changes = await openChanges(world.database.dsn);
  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied', entry: { state: 'applied' } });
  expect(await look()).not.toEqual(before);
  const findings = await runCause(await world.checkContext(), cause);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await look()).toEqual(before);
  return { plan, findings };
};
