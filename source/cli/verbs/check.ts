import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import type { Status } from '../../domain/finding/status.ts';
import { chooseCauses, type ExaminationRequest, examine } from '../../inquiry/examine.ts';
import { formatCheckAnswers } from '../../output/check/answers.ts';
import type { CheckAnswer } from '../../output/check/report.ts';
import { describeFailure } from '../../output/failure.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { findDatabases } from '../../world/open-target.ts';
import { writeNotice, writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

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
  // A report is read by people at their leisure; whoever names causes asks for nothing else.
  const withPrevention = format === 'markdown' && named.length === 0;
  const answers: CheckAnswer[] = [];
  for (const address of addresses) {
    answers.push(await answer(context, { address, target, chosen, refusedSecrets, tryLogin, withPrevention }));
  }
  writeResult(
    context,
    format,
    formatCheckAnswers(answers, { ...options, format, redact, several: options.allDatabases }),
  );
  return worstOf(answers.map((given) => ('report' in given ? given.report.verdict.status : 'unknown')));
};

/** One database of several that cannot be read does not hide the others. */
const answer = async (context: CommandContext, question: ExaminationRequest): Promise<CheckAnswer> => {
  try {
    return { report: await examine(context, question) };
  } catch (error) {
    const failure = describeFailure(error);
    if (!context.options.allDatabases || failure.status !== exitStatus.unknown) throw error;
    return { database: question.address.database, failure };
  }
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
