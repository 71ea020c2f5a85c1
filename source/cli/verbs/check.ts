import { causes } from '../../causes/index.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { DiagnosisEvent } from '../../diagnosis/diagnosis-events.ts';
import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import { type CauseId, causeIds } from '../../domain/finding/cause-id.ts';
import type { Status } from '../../domain/finding/status.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import { suggest } from '../../domain/wording/nearest.ts';
import { type CheckAnswer, formatCheckAnswers } from '../../output/check/answers.ts';
import type { CheckReport } from '../../output/check/report.ts';
import { createRefusedSecrets, type RefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Target } from '../../target/target.ts';
import { createCheckContext, sendSecretsAgain } from '../../world/check-context.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { foreseeFrom } from '../../world/foresee-retry.ts';
import { findDatabases, openDatabase } from '../../world/open-target.ts';
import { writeNotice, writeResult } from '../../world/write-output.ts';
import { describeFailure } from '../failure.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { targetOf } from '../read-target.ts';

export interface CheckArguments {
  /** Ids of the causes to run; all of them when empty. */
  readonly causes: readonly string[];
  readonly redact: boolean;
  /** Send secrets that are known to be refused. */
  readonly tryLogin?: boolean;
}

/** Runs the causes and prints what they found. Status 0 all well, 1 warning, 2 critical, 3 could not be measured. */
export const runCheckCommand: Command<CheckArguments> = async (
  context,
  { causes: named, redact, tryLogin = false },
) => {
  const { options } = context;
  const format = chooseFormat('check', options.format, ['text', 'json', 'markdown', 'nagios']);
  const chosen = chooseCauses(named);
  const { target, addresses } = await findDatabases(context);
  for (const { message } of target.configuration?.problems ?? [])
    writeNotice(context, `odoo-mail-doctor: ${message}\n`);
  const refusedSecrets = createRefusedSecrets();
  const answers: CheckAnswer[] = [];
  for (const address of addresses) {
    answers.push(await answer(context, { address, target, chosen, refusedSecrets, tryLogin }));
  }
  writeResult(
    context,
    format,
    formatCheckAnswers(answers, { ...options, format, redact, several: options.allDatabases }),
  );
  return worstOf(answers.map((given) => ('report' in given ? given.report.verdict.status : 'unknown')));
};

const chooseCauses = (named: readonly string[]): readonly CauseId[] => {
  const unknown = named.find((name) => !causeIds.some((id) => id === name));
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no cause '${unknown}'.`,
      suggest(unknown, causeIds, `The causes are ${causeIds.join(', ')}.`),
    );
  }
  return causeIds.filter((id) => named.length === 0 || named.includes(id));
};

interface Question {
  readonly address: DatabaseAddress;
  readonly target: Target;
  readonly chosen: readonly CauseId[];
  readonly refusedSecrets: RefusedSecrets;
  readonly tryLogin: boolean;
}

/** One database of several that cannot be read does not hide the others. */
const answer = async (context: CommandContext, question: Question): Promise<CheckAnswer> => {
  try {
    return { report: await examine(context, question) };
  } catch (error) {
    const failure = describeFailure(error);
    if (!context.options.allDatabases || failure.status !== exitStatus.unknown) throw error;
    return { database: question.address.database, failure };
  }
};

const examine = async (context: CommandContext, question: Question): Promise<CheckReport> => {
  const began = performance.now();
  await using database = await openDatabase(context, question.address, question.target);
  const usual = await createCheckContext(context, { ...question, database });
  const checks = question.tryLogin ? sendSecretsAgain(usual) : usual;
  const chosen = causes.filter(({ id }) => question.chosen.includes(id));
  const [{ verdict, reports, queue }, neutralized] = await Promise.all([
    awaitVerdict(diagnose(checks, chosen, foreseeFrom(checks, { odoo: database.odoo, target: question.target }))),
    database.odoo.parameters(context).then(isNeutralized, () => false),
  ]);
  return {
    target: targetOf(database.odoo, neutralized),
    verdict,
    queue,
    causes: reports,
    durationMs: Math.round(performance.now() - began),
  };
};

const awaitVerdict = async (events: AsyncIterable<DiagnosisEvent>) => {
  for await (const event of events) {
    if (event.kind === 'verdict') return event;
  }
  throw new Error('the diagnosis ended without a verdict');
};

/** What a script must know first: something is broken, before something is odd, before something is unknown. */
const severity: readonly ExitStatus[] = [exitStatus.critical, exitStatus.warning, exitStatus.unknown, exitStatus.ok];

const statuses: Readonly<Record<Status, ExitStatus>> = {
  fail: exitStatus.critical,
  warn: exitStatus.warning,
  unknown: exitStatus.unknown,
  ok: exitStatus.ok,
  skipped: exitStatus.ok,
};

const worstOf = (found: readonly Status[]): ExitStatus =>
  severity.find((status) => found.some((each) => statuses[each] === status)) ?? exitStatus.ok;
