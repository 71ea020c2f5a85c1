import { causes } from '../causes/index.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { DiagnosisEvent } from '../diagnosis/diagnosis-events.ts';
import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { UsageError } from '../domain/errors.ts';
import { type CauseId, causeIds } from '../domain/finding/cause-id.ts';
import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import { suggest } from '../domain/wording/nearest.ts';
import type { CheckReport } from '../output/check/report.ts';
import { precautions } from '../prevention/index.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import { sendSecretsAgain } from '../world/check-context.ts';
import type { CommandContext } from '../world/command.ts';
import { foreseeFrom } from '../world/foresee-retry.ts';
import { openDatabase } from '../world/open-target.ts';
import { createPreventionContext } from '../world/prevention-world.ts';
import { findPrecautions } from './find-offers.ts';
import type { LoginGuard } from './login-guard.ts';
import { targetOf } from './read-target.ts';

export interface ExaminationRequest {
  readonly address: DatabaseAddress;
  readonly target: Target;
  readonly chosen: readonly CauseId[];
  readonly refusedSecrets: RefusedSecrets;
  /** Send secrets that are known to be refused. */
  readonly tryLogin: boolean;
  /** Examine the precautions as well; what both ask is measured once. */
  readonly withPrevention?: boolean;
  readonly guard?: LoginGuard;
}

/** The causes that were named, in the program's order; all of them where none was. @throws UsageError for others. */
export const chooseCauses = (named: readonly string[]): readonly CauseId[] => {
  const unknown = named.find((name) => !causeIds.some((id) => id === name));
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no cause '${unknown}'.`,
      suggest(unknown, causeIds, `The causes are ${causeIds.join(', ')}.`),
    );
  }
  return causeIds.filter((id) => named.length === 0 || named.includes(id));
};

/** Runs the causes on one database; nothing is changed. @throws as openDatabase does. */
export const examine = async (context: CommandContext, question: ExaminationRequest): Promise<CheckReport> => {
  const began = performance.now();
  await using database = await openDatabase(context, question.address, question.target);
  const usual = await createPreventionContext(context, { ...question, database });
  const guarded = question.guard === undefined ? usual : { ...usual, smtp: question.guard(usual.smtp) };
  const checks = question.tryLogin ? { ...guarded, ...sendSecretsAgain(guarded) } : guarded;
  const chosen = causes.filter(({ id }) => question.chosen.includes(id));
  const [{ verdict, reports, queue }, neutralized] = await Promise.all([
    awaitVerdict(diagnose(checks, chosen, foreseeFrom(checks, { odoo: database.odoo, target: question.target }))),
    database.odoo.parameters(context).then(isNeutralized, () => false),
  ]);
  // Afterwards: what both ask is measured once, and a diagnosis that fails would cut off what it shares.
  const prevention = question.withPrevention === true ? await findPrecautions(checks, precautions) : undefined;
  return {
    target: targetOf(database.odoo, neutralized),
    verdict,
    queue,
    causes: reports,
    names: database.names,
    ...(prevention === undefined ? {} : { prevention: { precautions: prevention, flags: checks.target.flags } }),
    durationMs: Math.round(performance.now() - began),
  };
};

const awaitVerdict = async (events: AsyncIterable<DiagnosisEvent>) => {
  for await (const event of events) {
    if (event.kind === 'verdict') return event;
  }
  throw new Error('the diagnosis ended without a verdict');
};
