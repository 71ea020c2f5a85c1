import type { ChangeDependencies, ChangeProgress } from '../../changes/dependencies.ts';
import { retryDirectly, sendWaitingDirectly } from '../../changes/retry/direct/retry-directly.ts';
import { noOutcomes, type Outcomes } from '../../changes/retry/follow-outcomes.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { SendNow } from '../../domain/change/send-now.ts';
import { tellNotDone } from '../../output/tell/tell-change.ts';
import { tellCut, tellEnd } from '../../output/tell/tell-sending.ts';
import { type Told, toldLines } from '../../output/tell/told.ts';
import { namedKeys } from '../../ui/keys/named-keys.ts';
import type { ActionPreview } from '../../ui/screens/retry/source.ts';
import { summariseSending } from './summaries.ts';
import { type PerformOptions, tellNews, tellStage } from './tell.ts';

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
  { signal, deadlineMs, tell, hearWait }: PerformOptions & { readonly hearWait: (progress: ChangeProgress) => boolean },
): Promise<Told> => {
  let known = noOutcomes;
  const options = {
    signal,
    deadlineMs,
    canary: true,
    byQueue,
    onProgress: (progress: ChangeProgress) => {
      if (!hearWait(progress)) tell(tellStage(progress, plan, 'back in the queue'));
    },
    onOutcomes: (next: Outcomes) => {
      for (const event of tellNews(known, next)) tell(event);
      known = next;
    },
    onSilence: () => tell({ kind: 'stage', words: 'Odoo gave no answer; watching whether it goes on …' }),
  };
  tell({ kind: 'stage', words: `Odoo is sending. ${namedKeys.stopSending} stops after the batch under way.` });
  if (preview.action === 'send') {
    const sending = await sendWaitingDirectly(sendNow, preview.ids, changes, options);
    if ('kind' in sending) return tellNotDone(sending);
    const waiting = [...sending.outcomes.waiting, ...sending.notTried];
    return withDetails(summariseSending(undefined, { ...sending.outcomes, waiting }, 0), tellEnd(sending.end));
  }
  const { result, sending } = await retryDirectly(sendNow, plan, changes, options);
  if (result.kind === 'not-done') return tellNotDone(result);
  if (sending === undefined) return summariseSending(result, known, 0);
  const { outcomes, rest, notTried, later } = sending;
  const waiting = rest.kind === 'put-back' ? [] : [...outcomes.waiting, ...notTried];
  return withDetails(summariseSending(result, { ...outcomes, waiting }, later.length), tellCut(sending));
};

const withDetails = (told: Told, words: readonly string[]): Told => ({
  ...told,
  status: words.length === 0 ? told.status : 'warn',
  details: [...toldLines('warn', words), ...told.details],
});
