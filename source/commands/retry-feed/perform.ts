import { applyPlan } from '../../changes/apply.ts';
import type { ChangeDependencies, Progress } from '../../changes/dependencies.ts';
import type { ApplyResult } from '../../changes/result.ts';
import { undoEntry } from '../../changes/undo.ts';
import type { DatabaseStep, Plan } from '../../domain/plan.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import type { ActionEvent, ActionSummary, MailAction, PreviewLine } from '../../ui/screens/retry/source.ts';
import { followOutcomes, type Outcomes } from './follow-outcomes.ts';
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
  { preview, plan }: PlannedAction,
  changes: ChangeDependencies,
  { signal, deadlineMs, tell }: PerformOptions,
): Promise<ActionSummary> => {
  if (plan === undefined) return { status: 'skipped', sentence: 'There was nothing to do.', lines: [] };
  tell({ kind: 'stage', words: 'Writing it down in the journal …' });
  const onProgress = (progress: Progress) => tellProgress(progress, plan, doneWords[preview.action], tell);
  const result = await applyPlan(plan, changes, { signal, deadlineMs, onProgress });
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
  const outcomes = await followOutcomes(changes.odoo, first, { signal, tell });
  return summariseSending(result, outcomes, done.length - first.length);
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
  const { sent, failed, cancelled, waiting } = outcomes;
  const again = [...failed.values()].reduce((sum, count) => sum + count, 0);
  const parts = [
    `${formatCount(sent)} sent`,
    ...(again > 0 ? [`${formatCount(again)} failed again`] : []),
    ...(waiting > 0 ? [`${formatCount(waiting)} still waiting`] : []),
    ...(later > 0 ? [`${formatCount(later)} leave later`] : []),
  ];
  return {
    status: again > 0 ? 'warn' : 'ok',
    sentence: `${parts.join(', ')}.`,
    lines: [
      ...[...failed].map(([words, count]) => ({
        status: 'fail' as const,
        words: `${countOf(count, 'mail')}: ${words}`,
      })),
      ...(cancelled > 0
        ? [{ status: 'skipped' as const, words: `${countOf(cancelled, 'mail')} changed by somebody else` }]
        : []),
      ...leftLines(result),
      ...(waiting + later > 0
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
