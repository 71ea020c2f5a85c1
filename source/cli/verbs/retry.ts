import type { ChangeDependencies, ChangeOptions } from '../../changes/dependencies.ts';
import { type DirectOptions, type DirectRetry, retryDirectly } from '../../changes/retry/direct/retry-directly.ts';
import { addOutcomes } from '../../changes/retry/direct/send-directly.ts';
import { directOptions } from '../../changes/retry/direct-options.ts';
import { followOutcomes, type Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { leavingAtOnce } from '../../changes/retry/leaves-later.ts';
import { planRetry } from '../../changes/retry/plan-retry.ts';
import { readMailsBefore } from '../../changes/retry/vanished-mails.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { SendNow } from '../../domain/change/send-now.ts';
import { formatCount } from '../../domain/wording/count.ts';
import type { MailFilterOptions } from '../../inquiry/read-mail-filter.ts';
import { type RetryChoices, readRetryFilter, readRetryOptions } from '../../inquiry/read-retry-options.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import { openSendNow } from '../../world/choose-send-now.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { openRetryWorld } from '../../world/mail-world.ts';
import { nameOfDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { writeNotice } from '../../world/write-output.ts';
import { runMailAction } from './mail-action.ts';

export interface RetryArguments extends MailFilterOptions, RetryChoices {
  readonly apply: boolean;
  readonly wait: boolean;
}

const pollMs = 500;

/** Sends failed mails again. Statuses as in runMailAction. */
export const runRetry: Command<RetryArguments> = async (context, args) => {
  const filter = readRetryFilter(args, context.now());
  const options = readRetryOptions(args);
  const { signal } = context;
  return await runMailAction(context, {
    verb: 'retry',
    filter,
    apply: args.apply,
    prepare: async (opened, selected, parameters) => {
      const sendNow = await openSendNow(context, opened);
      const preview = await withinDeadline(context, nameOfDatabase(opened.address), async (given) => {
        const world = await openRetryWorld(given, opened, createRefusedSecrets());
        return await planRetry({ ...world, parameters }, selected, { ...options, ...directOptions(sendNow) }, given);
      });
      const shown = { action: 'retry', preview } as const;
      const byQueue = preview.byQueue?.ids ?? [];
      const deadlineMs = context.options.deadline * 1_000;
      const atOnce = preview.plan === undefined ? [] : leavingAtOnce(preview.plan, preview.ids);
      const isDirect = sendNow !== undefined && preview.waking.kind === 'bypassed';
      // Before they are applied: the queue may be quicker than the first look at them.
      const queued = args.apply && args.wait ? (isDirect ? byQueue : atOnce) : [];
      const before = await readMailsBefore(opened.odoo, queued, { signal, timeoutMs: deadlineMs });
      const following = { signal, before, deadlineMs, pollMs, isRunning: () => isQueueRunning(opened.odoo, signal) };
      const follow = (ids: readonly number[]) => lastOf(followOutcomes(opened.odoo, ids, following));
      if (isDirect) {
        return {
          shown,
          carryOut: (plan, changes, given) =>
            sendTelling(context, sendNow, plan, changes, { ...given, canary: options.canary, byQueue }),
          ...(args.wait ? { follow: async (sending) => addQueued(sending, follow) } : {}),
        };
      }
      return args.wait ? { shown, follow: () => follow(atOnce) } : { shown };
    },
  });
};

/** Sends over that way, and says on stderr after each batch how it goes. */
const sendTelling = (
  context: CommandContext,
  sendNow: SendNow,
  plan: Plan,
  changes: ChangeDependencies,
  options: Pick<DirectOptions, 'canary' | 'byQueue'> & ChangeOptions,
): Promise<DirectRetry> =>
  retryDirectly(sendNow, plan, changes, {
    ...options,
    onOutcomes: ({ sent, failed }) => {
      const failures = failed.length === 0 ? '' : `, ${formatCount(failed.length)} failed again`;
      writeNotice(context, `${formatCount(sent.length)} sent${failures} …\n`);
    },
    onSilence: () => writeNotice(context, 'Odoo gave no answer; watching whether it goes on …\n'),
  });

/** What cannot be read is no run: then the deadline counts. */
const isQueueRunning = async (odoo: Odoo, signal: AbortSignal): Promise<boolean> => {
  try {
    const queue = await odoo.queueCron({ signal });
    return queue.kind === 'found' && (await odoo.queueLock(queue.cron.id, { signal })).kind === 'held';
  } catch {
    signal.throwIfAborted();
    return false;
  }
};

/** Of the mails that were sent at once, and of those that the woken queue sends. */
const addQueued = async (
  sending: DirectRetry['sending'],
  follow: (ids: readonly number[]) => Promise<Outcomes | undefined>,
): Promise<Outcomes | undefined> => {
  const { outcomes, byQueue } = sending ?? {};
  if (outcomes === undefined || byQueue === undefined || byQueue.left !== undefined) return outcomes;
  const queued = await follow(byQueue.ids);
  return queued === undefined ? outcomes : addOutcomes(outcomes, queued);
};

const lastOf = async (outcomes: AsyncIterable<Outcomes>): Promise<Outcomes | undefined> => {
  let last: Outcomes | undefined;
  for await (const next of outcomes) last = next;
  return last;
};
