import type { CheckContext } from '../checks/context.ts';
import { readWithEvidence } from '../checks/measure/shared.ts';
import type { DatabaseStep, RowChange } from '../domain/change/plan.ts';
import { UserError } from '../domain/errors.ts';
import type { Evidence } from '../domain/finding/evidence.ts';
import type { MailParameter } from '../domain/odoo/mail-parameter.ts';
import { formatStoredTime } from '../domain/odoo/stored-time.ts';
import { readRowChange } from './row-change.ts';

/** Who and when, as Odoo notes it in rows that it makes itself. */
export const stampNew = (at: Date): Readonly<Record<string, string>> => ({
  create_uid: '1',
  write_uid: '1',
  create_date: formatStoredTime(at),
  write_date: formatStoredTime(at),
});

/**
 * The steps that give system parameters these values: rows that are there are updated, others made. A plan with them
 * must signal the cache. Empty when all are as they would be.
 * @throws UserError where a file beats the table (OCA's server_environment_ir_config_parameter).
 */
export const planParameters = async (
  context: CheckContext,
  values: Partial<Readonly<Record<MailParameter, string>>>,
): Promise<{ readonly steps: readonly DatabaseStep[]; readonly evidence: readonly Evidence[] }> => {
  const wanted = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key: key as MailParameter, value }],
  );
  for (const { key } of wanted) requireNoOverride(context.odoo, key);
  const keys = wanted.map(({ key }) => key);
  const known = await readWithEvidence(context, (odoo, options) => odoo.parameterRows(keys, options));
  const changes: RowChange[] = [];
  const missing: WantedParameter[] = [];
  const evidence: Evidence[] = [...known.evidence];
  for (const { key, value } of wanted) {
    const id = known.value.get(key);
    if (id === undefined) {
      missing.push({ key, value });
      continue;
    }
    const planned = await readRowChange(context, { table: 'ir_config_parameter', id, after: { value } });
    if (planned === undefined) continue;
    changes.push({ ...planned.change, before: { ...planned.change.before, key } });
    evidence.push(...planned.evidence);
  }
  return { steps: stepsOf(changes, missing, context.now()), evidence };
};

interface WantedParameter {
  readonly key: MailParameter;
  readonly value: string;
}

/** One step for all rows that are there, and one for each that is not. */
export const stepsOf = (
  changes: readonly RowChange[],
  missing: readonly WantedParameter[],
  at: Date,
): readonly DatabaseStep[] => [
  ...(changes.length === 0 ? [] : [{ kind: 'update-rows', table: 'ir_config_parameter', rows: changes } as const]),
  ...missing.map(
    ({ key, value }) =>
      ({
        kind: 'insert-row',
        table: 'ir_config_parameter',
        name: key,
        values: { key, value, ...stampNew(at) },
      }) as const,
  ),
];

/** @throws UserError where a file beats the table. */
export const requireNoOverride = (
  { parameterOverrides }: Pick<CheckContext['odoo'], 'parameterOverrides'>,
  key: string,
): void => {
  const place = parameterOverrides.get(key);
  if (place === undefined) return;
  throw new UserError(
    `Nothing would come of it: ${key} is given by ${place}, and Odoo puts that value back at its next look (module server_environment_ir_config_parameter).`,
    'Change it in that file, section [ir.config_parameter], and restart Odoo.',
  );
};
