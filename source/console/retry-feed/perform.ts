import { applyPlan } from '../../changes/apply.ts';
import type { ChangeDependencies, ChangeProgress } from '../../changes/dependencies.ts';
import { applyPurge } from '../../changes/purge/apply-purge.ts';
import { followOutcomes, noOutcomes, type Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { leavingAtOnce } from '../../changes/retry/leaves-later.ts';
import { type MailsBefore, readMailsBefore } from '../../changes/retry/vanished-mails.ts';
import { countOf } from '../../domain/wording/count.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { dayMs } from '../../lib/time-units.ts';
import { tellNotDone } from '../../output/tell/tell-change.ts';
import { type Told, toldLines } from '../../output/tell/told.ts';
import type { Filestore } from '../../services/host/filestore.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { namedKeys } from '../../ui/keys/named-keys.ts';
import type { MailAction } from '../../ui/screens/retry/source.ts';
import { waitTeller } from '../while-odoo-sends.ts';
import { performDirectly } from './perform-directly.ts';
import type { PlannedAction } from './plan-action.ts';
import { summariseApplied, summariseNone, summariseSending } from './summaries.ts';
import { type PerformOptions, tellNews, tellStage } from './tell.ts';

const doneWords: Readonly<Record<MailAction, string>> = {
  retry: 'back in the queue',
  send: 'woken for',
  cancel: 'cancelled',
  purge: 'deleted',
};

/** Applies a planned action, then, where Odoo is to send, watches it do so. */
export const performAction = async (
  planned: PlannedAction,
  world: PerformWorld,
  options: PerformOptions,
): Promise<Told> => {
  const wait = waitTeller<ChangeProgress>(options.describeNow, (words) => options.tell({ kind: 'stage', words }));
  try {
    return await perform(planned, world, options, wait.hear);
  } finally {
    wait.stop();
  }
};

interface PerformWorld {
  readonly changes: ChangeDependencies;
  readonly filestore: Filestore | undefined;
}

const perform = async (
  planned: PlannedAction,
  { changes, filestore }: PerformWorld,
  { signal, deadlineMs, tell, describeNow }: PerformOptions,
  hearWait: (progress: ChangeProgress) => boolean,
): Promise<Told> => {
  const { preview, plan, purge, sendNow, byQueue } = planned;
  if (plan === undefined) return { status: 'skipped', sentence: 'There was nothing to do.', details: [] };
  if (sendNow !== undefined)
    return await performDirectly({ preview, plan, sendNow, byQueue }, changes, {
      signal,
      deadlineMs,
      tell,
      describeNow,
      hearWait,
    });
  const onProgress = (progress: ChangeProgress) => {
    if (!hearWait(progress)) tell(tellStage(progress, plan, doneWords[preview.action]));
  };
  const options = { signal, deadlineMs, onProgress };
  const isWoken = plan.outside.some(({ kind }) => kind === 'wake-queue');
  const before = await readMailsBefore(changes.odoo, isWoken ? preview.ids : []);
  const result =
    purge === undefined
      ? await applyPlan(plan, changes, options)
      : await applyPurge({ ...purge, plan }, filestore, changes, options);
  if (result.kind === 'not-done') return tellNotDone(result);
  const skipped = new Set(
    result.skipped.flatMap(({ table, id }) => (table === 'mail_mail' && id !== null ? [id] : [])),
  );
  const done = preview.ids.filter((id) => !skipped.has(id));
  if (skipped.size > 0)
    tell({ kind: 'outcome', ids: [...skipped], status: 'skipped', words: 'changed meanwhile, left as it is' });
  if (preview.action === 'cancel' || preview.action === 'purge') {
    tell({ kind: 'outcome', ids: done, status: 'ok', words: doneWords[preview.action] });
    return summariseApplied(result, `${countOf(done.length, 'mail')} ${doneWords[preview.action]}.`);
  }
  if (done.length === 0) return summariseNone(result, preview.ids.length);
  if (!isWoken)
    return {
      ...summariseApplied(result, `${countOf(done.length, 'mail')} back in the queue; nothing sends them yet.`),
      status: 'warn',
    };
  const first = leavingAtOnce(plan, done);
  tell({ kind: 'stage', words: `Odoo is sending. ${namedKeys.stopSending} stops watching; Odoo goes on by itself.` });
  const { outcomes, trouble } = await follow(changes.odoo, first, { signal, tell, before });
  const summary = summariseSending(result, outcomes, done.length - first.length);
  return trouble === undefined
    ? summary
    : { ...summary, status: 'warn', details: [...toldLines('warn', [trouble]), ...summary.details] };
};

const pollMs = 700;
/** Somebody looks on, and stops when it is enough. */
const followMs = dayMs;

interface Followed {
  readonly outcomes: Outcomes;
  /** Why nobody could look on to the end: what was done is done all the same. */
  readonly trouble?: string;
}

/** Tells each outcome as it happens until no mail waits any more or somebody stops. */
const follow = async (
  odoo: Odoo,
  ids: readonly number[],
  { signal, tell, before }: Pick<PerformOptions, 'signal' | 'tell'> & { readonly before: MailsBefore },
): Promise<Followed> => {
  let known: Outcomes = { ...noOutcomes, waiting: ids };
  try {
    for await (const next of followOutcomes(odoo, ids, { signal, before, deadlineMs: followMs, pollMs })) {
      for (const event of tellNews(known, next)) tell(event);
      known = next;
    }
  } catch (error) {
    if (!signal.aborted) {
      const why = error instanceof Error ? error.message : String(error);
      return { outcomes: known, trouble: endSentence(`What became of them since could not be read: ${why}`) };
    }
  }
  return { outcomes: known };
};
