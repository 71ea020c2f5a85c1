import type { ChangeProgress } from '../../changes/dependencies.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import type { DatabaseStep, Plan } from '../../domain/change/plan.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { formatCount } from '../../domain/wording/count.ts';
import { leftOtherwise } from '../../output/tell/tell-outcomes.ts';
import { tellProgress } from '../../output/tell/tell-progress.ts';
import type { ActionEvent } from '../../ui/screens/retry/source.ts';
import type { DescribeNow } from '../while-odoo-sends.ts';

/** How an action is carried out, and told. */
export interface PerformOptions {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly tell: (event: ActionEvent) => void;
  readonly describeNow: DescribeNow;
}

/** What has become of mails since somebody last looked. */
export const tellNews = (known: Outcomes, next: Outcomes): readonly ActionEvent[] => {
  const sent = next.sent.slice(known.sent.length);
  const others = next.others.slice(known.others.length);
  const gone = next.gone.slice(known.gone.length);
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
      ? [{ kind: 'outcome' as const, ids: others, status: 'skipped' as const, words: leftOtherwise }]
      : []),
    ...(gone.length > 0
      ? [{ kind: 'outcome' as const, ids: gone, status: 'skipped' as const, words: 'deleted, not known to be sent' }]
      : []),
  ];
};

/** Says how far a plan has come: in mails, once some are through. */
export const tellStage = (progress: ChangeProgress, plan: Plan, words: string): ActionEvent => {
  if (progress.kind !== 'committed') return { kind: 'stage', words: tellProgress(progress) };
  const done = plan.transactions
    .slice(0, progress.transaction + 1)
    .flat()
    .flatMap(idsOf).length;
  return { kind: 'stage', words: `${formatCount(done)} ${words}`, done };
};

const idsOf = (step: DatabaseStep): readonly number[] => {
  if (step.kind === 'insert-row' || step.table !== 'mail_mail') return [];
  return step.kind === 'update-rows' ? step.rows.map(({ id }) => id) : step.rows.map(({ id }) => Number(id));
};
