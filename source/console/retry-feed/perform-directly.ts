import type { ChangeDependencies } from '../../changes/dependencies.ts';
import { retryDirectly, sendWaitingDirectly } from '../../changes/retry/direct/retry-directly.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { SendNow } from '../../domain/change/send-now.ts';
import { describeEnd, describeQueued, describeRest } from '../../output/mail-actions/sending-lines.ts';
import type { ActionPreview, ActionSummary } from '../../ui/screens/retry/source.ts';
import { summariseNotDone, summariseSending } from './summaries.ts';
import { type PerformOptions, tellNews, tellProgress } from './tell.ts';

interface DirectAction {
  readonly preview: ActionPreview;
  readonly plan: Plan;
  readonly sendNow: SendNow;
  readonly byQueue: readonly number[] | undefined;
}

/** Has Odoo send the mails of a preview, failed or waiting, over RPC or its shell, and tells each outcome. */
export const performDirectly = async (
  { preview, plan, sendNow, byQueue = [] }: DirectAction,
  changes: ChangeDependencies,
  { signal, deadlineMs, tell }: PerformOptions,
): Promise<ActionSummary> => {
  let known: Outcomes = { sent: [], failed: [], others: [], waiting: [] };
  const options = {
    signal,
    deadlineMs,
    canary: true,
    byQueue,
    onProgress: (progress: Parameters<typeof tellProgress>[0]) =>
      tellProgress(progress, plan, 'back in the queue', tell),
    onOutcomes: (next: Outcomes) => {
      for (const event of tellNews(known, next)) tell(event);
      known = next;
    },
    onSilence: () => tell({ kind: 'stage', words: 'Odoo gave no answer; watching whether it goes on …' }),
  };
  tell({ kind: 'stage', words: 'Odoo is sending. s stops after the batch under way.' });
  if (preview.action === 'send') {
    const sending = await sendWaitingDirectly(sendNow, preview.ids, changes, options);
    if ('kind' in sending) return summariseNotDone(sending);
    const waiting = [...sending.outcomes.waiting, ...sending.notTried];
    return withLines(summariseSending(undefined, { ...sending.outcomes, waiting }, 0), describeEnd(sending.end));
  }
  const { result, sending } = await retryDirectly(sendNow, plan, changes, options);
  if (result.kind === 'not-done') return summariseNotDone(result);
  if (sending === undefined) return summariseSending(result, known, 0);
  const { outcomes, end, rest, notTried, later } = sending;
  const waiting = rest.kind === 'put-back' ? [] : [...outcomes.waiting, ...notTried];
  return withLines(summariseSending(result, { ...outcomes, waiting }, later.length), [
    ...describeEnd(end),
    ...describeRest(rest),
    ...describeQueued(sending.byQueue),
  ]);
};

const withLines = (summary: ActionSummary, words: readonly string[]): ActionSummary => ({
  ...summary,
  status: words.length === 0 ? summary.status : 'warn',
  lines: [...words.map((line) => ({ status: 'warn' as const, words: line })), ...summary.lines],
});
