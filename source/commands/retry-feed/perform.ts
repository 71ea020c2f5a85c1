import { applyPlan } from '../../changes/apply.ts';
import type { ChangeDependencies, Progress } from '../../changes/dependencies.ts';
import { applyPurge } from '../../changes/purge/apply-purge.ts';
import type { ApplyResult } from '../../changes/result.ts';
import { followOutcomes, type Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { undoEntry } from '../../changes/undo.ts';
import type { DatabaseStep, Plan } from '../../domain/plan.ts';
import { classify } from '../../domain/replies/classify.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { failuresAgain } from '../../output/mail-actions/result-lines.ts';
import type { Filestore } from '../../services/host/filestore.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { ActionEvent, ActionSummary, MailAction, PreviewLine } from '../../ui/screens/retry/source.ts';
import type { PlannedAction } from './plan-action.ts';

interface PerformOptions {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly tell: (event: ActionEvent) => void;
}

const doneWords: Readonly<Record<MailAction, string>> = {
  retry: 'back in the queue',
  send: 'woken for',
  cancel: 'cancelled',
  purge: 'deleted',
};

/** Applies a planned action, then, where Odoo is to send, watches it do so. */
export const performAction = async (
  { preview, plan, purge }: PlannedAction,
  { changes, filestore }: { readonly changes: ChangeDependencies; readonly filestore: Filestore | undefined },
  { signal, deadlineMs, tell }: PerformOptions,
): Promise<ActionSummary> => {
  if (plan === undefined) return { status: 'skipped', sentence: 'There was nothing to do.', lines: [] };
  tell({ kind: 'stage', words: 'Writing it down in the journal …' });
  const onProgress = (progress: Progress) => tellProgress(progress, plan, doneWords[preview.action], tell);
  const options = { signal, deadlineMs, onProgress };
  const result =
    purge === undefined
      ? await applyPlan(plan, changes, options)
      : await applyPurge({ ...purge, plan }, filestore, changes, options);
  if (result.kind === 'not-done') {
    const next = result.tryThis === undefined ? [] : [{ status: 'skipped' as const, words: result.tryThis }];
    return { status: 'fail', sentence: result.message, lines: next };
  }
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
  const isWoken = plan.outside.some(({ kind }) => kind === 'wake-queue');
  if (!isWoken)
    return summariseApplied(result, `${countOf(done.length, 'mail')} back in the queue; nothing sends them yet.`);
  const first = atOnce(plan, done);
  tell({ kind: 'stage', words: 'Odoo is sending. s stops watching; Odoo goes on by itself.' });
  return summariseSending(result, await follow(changes.odoo, first, { signal, tell }), done.length - first.length);
};

const pollMs = 700;
/** Somebody looks on, and stops when it is enough. */
const followMs = 24 * 60 * 60_000;

/** Tells each outcome as it happens until no mail waits any more or somebody stops. */
const follow = async (
  odoo: Odoo,
  ids: readonly number[],
  { signal, tell }: Pick<PerformOptions, 'signal' | 'tell'>,
): Promise<Outcomes> => {
  let known: Outcomes = { sent: [], failed: [], others: [], waiting: ids };
  try {
    for await (const next of followOutcomes(odoo, ids, { signal, deadlineMs: followMs, pollMs })) {
      for (const event of tellNews(known, next)) tell(event);
      known = next;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return known;
};

const tellNews = (known: Outcomes, next: Outcomes): readonly ActionEvent[] => {
  const sent = next.sent.slice(known.sent.length);
  const others = next.others.slice(known.others.length);
  const failed = Map.groupBy(next.failed.slice(known.failed.length), ({ reason }) => titleOf(classify(reason).class));
  return [
    ...(sent.length > 0 ? [{ kind: 'outcome' as const, ids: sent, status: 'ok' as const, words: 'sent' }] : []),
    ...[...failed].map(([title, mails]) => ({
      kind: 'outcome' as const,
      ids: mails.map(({ id }) => id),
      status: 'fail' as const,
      words: `failed again, ${title}`,
    })),
    ...(others.length > 0
      ? [{ kind: 'outcome' as const, ids: others, status: 'skipped' as const, words: 'left the queue another way' }]
      : []),
  ];
};

const idsOf = (step: DatabaseStep): readonly number[] => {
  if (step.kind === 'insert-row' || step.table !== 'mail_mail') return [];
  return step.kind === 'update-rows' ? step.rows.map(({ id }) => id) : step.rows.map(({ id }) => Number(id));
};

const tellProgress = (progress: Progress, plan: Plan, words: string, tell: PerformOptions['tell']): void => {
  if (progress.kind === 'waiting-for-queue') {
    tell({ kind: 'stage', words: 'Odoo is sending right now; waiting for that run to end …' });
  } else if (progress.kind === 'committed') {
    const done = plan.transactions
      .slice(0, progress.transaction + 1)
      .flat()
      .flatMap(idsOf).length;
    tell({ kind: 'stage', words: `${formatCount(done)} ${words}`, done });
  }
};

/** Mails that are not told to leave later. */
const atOnce = (plan: Plan, ids: readonly number[]): readonly number[] => {
  const later = new Set(
    plan.transactions
      .flat()
      .flatMap((step) =>
        step.kind === 'update-rows' && step.table === 'mail_mail'
          ? step.rows.filter(({ after }) => typeof after['scheduled_date'] === 'string').map(({ id }) => id)
          : [],
      ),
  );
  return ids.filter((id) => !later.has(id));
};

type Applied = Exclude<ApplyResult, { kind: 'not-done' }>;

const summariseApplied = (result: Applied, sentence: string): ActionSummary => ({
  status: result.kind === 'applied' ? 'ok' : 'warn',
  sentence,
  lines: [...leftLines(result), { status: 'skipped', words: 'U takes it back.' }],
});

const leftLines = ({ entry, why }: Applied): readonly PreviewLine[] => [
  ...entry.left.map((words) => ({ status: 'warn' as const, words })),
  ...(why === undefined || entry.left.includes(why.message) ? [] : [{ status: 'warn' as const, words: why.message }]),
];

const summariseSending = (result: Applied, outcomes: Outcomes, later: number): ActionSummary => {
  const { sent, failed, others, waiting } = outcomes;
  const parts = [
    `${formatCount(sent.length)} sent`,
    ...(failed.length > 0 ? [`${formatCount(failed.length)} failed again`] : []),
    ...(waiting.length > 0 ? [`${formatCount(waiting.length)} still waiting`] : []),
    ...(later > 0 ? [`${formatCount(later)} leave later`] : []),
  ];
  const remain = waiting.length + later > 0;
  return {
    status: failed.length > 0 ? 'warn' : 'ok',
    sentence: `${parts.join(', ')}.`,
    lines: [
      ...failuresAgain(failed).map(({ title, count }) => ({
        status: 'fail' as const,
        words: `${countOf(count, 'mail')}: ${title}`,
      })),
      ...(others.length > 0
        ? [{ status: 'skipped' as const, words: `${countOf(others.length, 'mail')} left the queue another way` }]
        : []),
      ...leftLines(result),
      ...(remain
        ? [{ status: 'skipped' as const, words: 'Odoo goes on by itself; U takes back what has not left.' }]
        : []),
    ],
  };
};

/** Takes the newest change back. */
export const undoNewest = async (
  changes: ChangeDependencies,
  options: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<ActionSummary> => {
  const result = await undoEntry(undefined, changes, options);
  if (result.kind === 'not-done') {
    const next = result.tryThis === undefined ? [] : [{ status: 'skipped' as const, words: result.tryThis }];
    return { status: 'fail', sentence: result.message, lines: next };
  }
  const { title, left, irreversible } = result.entry;
  return {
    status: result.kind === 'undone' ? 'ok' : 'warn',
    sentence: `Taken back: ${title}.`,
    lines: [...left, ...irreversible].map((words) => ({ status: 'warn', words })),
  };
};
