import { causes } from '../../causes/index.ts';
import { applyPlan } from '../../changes/apply.ts';
import type { ApplyResult } from '../../changes/result.ts';
import type { Cause, Remedy } from '../../checks/cause.ts';
import { type Cure, isCured, judgeCure } from '../../diagnosis/cure.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { RemedyInput } from '../../domain/change/remedy.ts';
import { ProbeError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Secret } from '../../domain/secret.ts';
import { type ChosenRemedy, chooseSubject, findRemedy } from '../../inquiry/choose-remedy.ts';
import { findOf, findOffers } from '../../inquiry/find-offers.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { gatherValues, parseSettings } from '../../inquiry/remedy-answers.ts';
import { appliedDocument, offerDocument, planDocument } from '../../output/change/documents.ts';
import { formatOffersText } from '../../output/change/offers-text.ts';
import { formatPlanText } from '../../output/change/plan-text.ts';
import { formatApplyText, formatCure } from '../../output/change/result-text.ts';
import { precautions } from '../../prevention/index.ts';
import type { Precaution, PreventionContext } from '../../prevention/precaution.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { findObstacle } from '../../world/find-obstacle.ts';
import { openChanges } from '../../world/open-changes.ts';
import { nameOfDatabase, openTarget } from '../../world/open-target.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { createPreventionContext } from '../../world/prevention-world.ts';
import { promptSecret } from '../../world/prompt-secret.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { writeResult } from '../../world/write-output.ts';
import { statusOfApply } from '../change-status.ts';
import { noticeWaiting } from '../notice-waiting.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { readSecret } from '../read-secret.ts';
import { obstacleLines, orRefusal, previewEnd } from '../refusal.ts';

export interface FixArguments {
  /** Without it the remedies at hand are listed. */
  readonly remedy?: string;
  readonly subject?: string;
  readonly set: readonly string[];
  readonly secretStdin: boolean;
  readonly apply: boolean;
}

interface Fixing {
  readonly context: CommandContext;
  readonly format: 'text' | 'json';
  readonly database: Awaited<ReturnType<typeof openTarget>>;
  /** A fresh one for each measuring: a run's measurements are made once. */
  readonly createChecks: (context: CommandContext) => Promise<PreventionContext>;
}

/** Lists the remedies at hand, previews one, or applies it and measures again. */
export const runFix: Command<FixArguments> = (context, args) => runFixWith([...causes, ...precautions], context, args);

/** The same with the causes and precautions named. */
export const runFixWith = async (
  known: readonly (Cause | Precaution)[],
  context: CommandContext,
  args: FixArguments,
): Promise<ExitStatus> => {
  const format = chooseFormat('fix', context.options.format, ['text', 'json']);
  const { remedy: id } = args;
  const chosen = id === undefined ? undefined : findRemedy(known, id);
  const given = parseSettings(args.set);
  await using database = await openTarget(context);
  const refusedSecrets = createRefusedSecrets();
  const createChecks = (given: CommandContext): Promise<PreventionContext> =>
    createPreventionContext(given, { database, target: database.target, refusedSecrets });
  const fixing: Fixing = { context, format, database, createChecks };
  if (chosen === undefined) return await list(fixing, known);
  return await orRefusal(context, format, () => mend(fixing, chosen, given, args));
};

const print = async ({ context, database, format }: Fixing, text: string, document: object): Promise<void> => {
  if (format === 'text') return writeResult(context, format, text);
  const target = await readTarget(database.odoo, { signal: context.signal });
  writeResult(context, format, `${JSON.stringify({ schema: 1, target, ...document })}\n`);
};

/** Measures, and gives it up at the deadline, wherever the database fell silent. */
const lookWithin = <Result>(
  { context, database, createChecks }: Fixing,
  look: (checks: PreventionContext) => Promise<Result>,
): Promise<Result> =>
  withinDeadline(context, nameOfDatabase(database.address), async (given) => await look(await createChecks(given)));

const list = async (fixing: Fixing, known: readonly (Cause | Precaution)[]): Promise<ExitStatus> => {
  const { offers, flags } = await lookWithin(fixing, async (checks) => ({
    offers: await findOffers(checks, known),
    flags: checks.target.flags,
  }));
  await print(fixing, formatOffersText(offers, flags), { remedies: offers.map(offerDocument) });
  return exitStatus.ok;
};

const mend = async (
  fixing: Fixing,
  { cause, remedy }: ChosenRemedy<Cause | Precaution>,
  given: Readonly<Record<string, string>>,
  args: FixArguments,
): Promise<ExitStatus> => {
  const { context } = fixing;
  const { checks, before, subject, inputs } = await lookWithin(fixing, async (measured) => {
    const findings = await findOf(measured, cause);
    const about = chooseSubject(remedy, findings, args.subject);
    return { checks: measured, before: findings, subject: about, inputs: await remedy.inputs(measured, about) };
  });
  // A person may take their time to type; what is planned then has the whole deadline.
  const values = gatherValues(inputs, given, await findSecret(context, inputs, args));
  const plan = await withinDeadline(context, nameOfDatabase(fixing.database.address), ({ signal }) =>
    remedy.plan({ ...checks, signal }, { subject, values }),
  );
  return args.apply ? await apply(fixing, { cause, remedy, plan, subject, before }) : await preview(fixing, plan);
};

/** Piped in where that was said; else asked for, where a person sits at a terminal and the remedy cannot do without. */
const findSecret = async (
  context: CommandContext,
  inputs: readonly RemedyInput[],
  { secretStdin }: FixArguments,
): Promise<Secret | undefined> => {
  if (secretStdin) return await readSecret(context, '--secret-stdin');
  const needed = inputs.find(({ kind, suggestion }) => kind === 'secret' && suggestion === undefined);
  return needed === undefined || !context.stdin.isTTY ? undefined : await promptSecret(context, needed.label);
};

const preview = async (fixing: Fixing, plan: Plan): Promise<ExitStatus> => {
  const { ascii } = fixing.context.options;
  const obstacle = await findObstacle(fixing.context, fixing.database);
  const forbidden = obstacleLines(obstacle, ascii).map((line) => `${line}\n`);
  const text = `${[formatPlanText(plan, ascii), ...forbidden].join('')}\n${previewEnd(obstacle, fixing.context.options)}\n`;
  await print(fixing, text, { plan: planDocument(plan) });
  return exitStatus.ok;
};

interface Applying {
  readonly cause: Cause | Precaution;
  readonly remedy: Remedy;
  readonly plan: Plan;
  readonly subject: string | null;
  readonly before: readonly Finding[];
}

const apply = async (fixing: Fixing, applying: Applying): Promise<ExitStatus> => {
  const { context, database } = fixing;
  const { options, signal } = context;
  const { plan } = applying;
  const changes = await openChanges(context, database);
  const result = await applyPlan(plan, changes, {
    signal,
    deadlineMs: options.deadline * 1_000,
    onProgress: noticeWaiting(context),
  });
  const cure = await measureAgain(fixing, applying, result);
  const words = { ascii: options.ascii, flags: pointingFlags(options, database.odoo.database) };
  const text = `${formatPlanText(plan, options.ascii)}\n${formatApplyText(result, words)}${formatCure(result, cure, words)}`;
  await print(fixing, text, { plan: planDocument(plan), applied: appliedDocument(result, isCured(cure)) });
  return statusOfApply(result, isCured(cure));
};

const measureAgain = async (
  fixing: Fixing,
  { cause, remedy, plan, subject, before }: Applying,
  result: ApplyResult,
): Promise<Cure> => {
  const after = result.kind === 'not-done' ? undefined : await findAgain(fixing, cause);
  return judgeCure({ before, after, remedy: { id: remedy.id, subject }, plan });
};

/** What was done is told even where the database fell silent afterwards. */
const findAgain = async (fixing: Fixing, cause: Cause | Precaution): Promise<readonly Finding[] | undefined> => {
  try {
    return await lookWithin(fixing, (checks) => findOf(checks, cause));
  } catch (error) {
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
};
