import { applyPlan } from '../../changes/apply.ts';
import type { ChangeDependencies, ChangeOptions } from '../../changes/dependencies.ts';
import { type NotDone, notDone } from '../../changes/result.ts';
import type { DirectRetry } from '../../changes/retry/direct/retry-directly.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import type { Waking } from '../../changes/retry/retry-preview.ts';
import type { Plan } from '../../domain/change/plan.ts';
import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import type { MailFilter } from '../../domain/mail/mail-filter.ts';
import { isNeutralized, type MailParameters } from '../../domain/odoo/mail-parameter.ts';
import { targetOf } from '../../inquiry/read-target.ts';
import { keepHeapSmall } from '../../lib/keep-heap-small.ts';
import { mailActionDocument } from '../../output/mail-actions/json.ts';
import { type MailActionPreview, previewLines } from '../../output/mail-actions/preview-lines.ts';
import { resultLines } from '../../output/mail-actions/result-lines.ts';
import { tellOutcomes } from '../../output/tell/tell-outcomes.ts';
import { toldText } from '../../output/tell/told-text.ts';
import { selectMails } from '../../queue/select-mails.ts';
import type { CommandContext, OutputFormat } from '../../world/command.ts';
import { findObstacle } from '../../world/find-obstacle.ts';
import { openChanges } from '../../world/open-changes.ts';
import { nameOfDatabase, openTarget } from '../../world/open-target.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { writeResult } from '../../world/write-output.ts';
import { statusOfMailAction } from '../mail-action-status.ts';
import { noticeWaiting } from '../notice-waiting.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { obstacleLines, orRefusal, previewEnd } from '../refusal.ts';

export type OpenTarget = Awaited<ReturnType<typeof openTarget>>;

/** What one of the three does with the mails that were selected. */
export interface MailActionRun {
  readonly verb: MailActionPreview['action'];
  readonly filter: MailFilter;
  readonly apply: boolean;
  readonly prepare: (opened: OpenTarget, ids: readonly number[], parameters: MailParameters) => Promise<PreparedAction>;
}

export interface PreparedAction {
  readonly shown: MailActionPreview;
  /** Instead of applying the plan as it is. */
  readonly carryOut?: (plan: Plan, changes: ChangeDependencies, options: ChangeOptions) => Promise<DirectRetry>;
  /** What became of the mails afterwards: of all of them, those included that were sent at once. */
  readonly follow?: (sending: DirectRetry['sending']) => Promise<Outcomes | undefined>;
}

/**
 * Selects, previews, and with `--apply` does what the preview says. Status 0: done, or previewed; 1: in part, or not all
 * of it helped; 2: refused or failed; 3: no connection, or Odoo was sending until the deadline.
 */
export const runMailAction = async (context: CommandContext, action: MailActionRun): Promise<ExitStatus> => {
  keepHeapSmall();
  const { options } = context;
  const format = chooseFormat(action.verb, options.format, ['text', 'json']);
  if (options.allDatabases) throw new UsageError('Mails are changed in one database at a time: name it with -d.');
  await using opened = await openTarget(context);
  return await orRefusal(context, format, () => act(context, action, opened, format));
};

const act = async (
  context: CommandContext,
  action: MailActionRun,
  opened: OpenTarget,
  format: OutputFormat,
): Promise<ExitStatus> => {
  const { options } = context;
  const { odoo } = opened;
  const deadlineMs = options.deadline * 1_000;
  const { parameters, ids } = await withinDeadline(context, nameOfDatabase(opened.address), async ({ signal }) => {
    const limits = { signal, timeoutMs: deadlineMs };
    const [known, selected] = await Promise.all([
      odoo.together.parameters(limits),
      selectMails(odoo.together, action.filter, limits),
      // Whoever tells a demo world asks for them later: they are known then.
      odoo.together.surroundings(limits),
    ]);
    return { parameters: known, ids: selected };
  });
  const target = targetOf(odoo, isNeutralized(parameters));
  const prepared = await action.prepare(opened, ids, parameters);
  const { shown } = prepared;
  const tell = (lines: readonly string[]): void => {
    if (format === 'text') writeResult(context, format, `${lines.join('\n')}\n`);
  };
  // What is applied is refused for it all the same.
  const obstacle = action.apply || shown.preview.plan === undefined ? null : await findObstacle(context, opened);
  tell([...previewLines(shown, options.ascii), ...obstacleLines(obstacle, options.ascii)]);
  const objection = action.apply ? objectionTo(shown) : undefined;
  const done = action.apply && objection === undefined ? await applyAction(context, prepared, opened) : undefined;
  const { result, sending } = done ?? { result: objection, sending: undefined };
  if (result !== undefined) {
    const flags = pointingFlags(context.options, odoo.database);
    tell(['', ...resultLines(result, sending, { ascii: options.ascii, flags })]);
  }
  if (!action.apply && shown.preview.plan !== undefined) tell(['', previewEnd(obstacle, options)]);
  const isDone = result !== undefined && result.kind !== 'not-done';
  const queued = isDone && shown.action === 'retry' ? queuedLines(shown.preview.waking) : [];
  if (queued.length > 0) tell(queued);
  const outcomes = (isDone ? await prepared.follow?.(sending) : undefined) ?? sending?.outcomes;
  if (outcomes !== undefined) {
    tell(toldText(tellOutcomes(outcomes, { byQueue: sending?.byQueue?.ids ?? [] }), options.ascii));
  }
  if (format === 'json') {
    writeResult(
      context,
      format,
      `${JSON.stringify(mailActionDocument({ target, shown, result, sending, outcomes }), null, 2)}\n`,
    );
  }
  if (!action.apply) return exitStatus.ok;
  const { asked } = shown.preview;
  const isAsleep = shown.action === 'retry' && shown.preview.waking.kind === 'asleep';
  return statusOfMailAction({ asked, isAsleep, result, sending, outcomes });
};

/** Mails that wait for somebody who is not there are not sent. */
const queuedLines = (waking: Waking): readonly string[] =>
  waking.kind === 'asleep' ? [`The mails are in the queue, and nobody is there to send them. ${waking.why}.`] : [];

/** What would cost other mails is not done before somebody has said so. */
const objectionTo = (shown: MailActionPreview): NotDone | undefined => {
  if (shown.action !== 'retry' || shown.preview.plan === undefined || shown.preview.objection === null)
    return undefined;
  return notDone('refused', shown.preview.objection.message, shown.preview.objection.tryThis);
};

const applyAction = async (
  context: CommandContext,
  { shown, carryOut: carryOutOtherwise }: PreparedAction,
  opened: OpenTarget,
): Promise<DirectRetry | undefined> => {
  const { plan } = shown.preview;
  if (plan === undefined) return undefined;
  const changes = await openChanges(context, opened);
  const options: ChangeOptions = {
    signal: context.signal,
    deadlineMs: context.options.deadline * 1_000,
    onProgress: noticeWaiting(context),
  };
  return carryOutOtherwise === undefined
    ? { result: await applyPlan(plan, changes, options), sending: undefined }
    : await carryOutOtherwise(plan, changes, options);
};
