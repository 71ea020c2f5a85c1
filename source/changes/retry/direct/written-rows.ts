import type { Plan, RowChange } from '../../../domain/change/plan.ts';
import type { FailureClass } from '../../../domain/replies/classes/index.ts';
import { classify } from '../../../domain/replies/classify-reply.ts';
import type { DoneStep } from '../../database/done-step.ts';
import type { SkippedRow } from '../../result.ts';
import { leavesLater, mailRows } from '../leaves-later.ts';

/** The mails that are in the queue now: of the transactions that are known to be committed, but for skipped rows. */
export const findWritten = (
  { transactions }: Pick<Plan, 'transactions'>,
  written: readonly { readonly number: number; readonly parts?: number; readonly outcome: string | undefined }[],
  skipped: readonly SkippedRow[],
): readonly RowChange[] => {
  const committed = written.filter(({ outcome }) => outcome === 'committed');
  const left = new Set(skipped.filter(({ table }) => table === 'mail_mail').map(({ id }) => id));
  const steps = committed.flatMap(({ number, parts = 1 }) => transactions.slice(number, number + parts)).flat();
  return mailRows(steps).filter(({ id }) => !left.has(id));
};

/** Who sends them: Odoo at once, its queue when it is woken, or its queue at a time of their own (ids but for the first). */
export const partRows = (
  rows: readonly RowChange[],
  byQueue: readonly number[] | undefined,
): {
  readonly atOnce: readonly RowChange[];
  readonly queued: readonly number[];
  readonly later: readonly number[];
} => {
  const ofQueue = new Set(byQueue);
  const parts = Map.groupBy(rows, (row) => (leavesLater(row) ? 'later' : ofQueue.has(row.id) ? 'queued' : 'at-once'));
  const idsOf = (part: 'later' | 'queued'): readonly number[] => (parts.get(part) ?? []).map(({ id }) => id);
  return { atOnce: parts.get('at-once') ?? [], queued: idsOf('queued'), later: idsOf('later') };
};

/** How these mails failed before the retry, by id, as the journal keeps it. */
export const classesBefore = (done: readonly DoneStep[], ids: readonly number[]): ReadonlyMap<number, FailureClass> => {
  const asked = new Set(ids);
  return new Map(
    done.flatMap((step) => {
      if (step.kind !== 'updated' || step.table !== 'mail_mail') return [];
      const place = step.columns.indexOf('failure_reason');
      return step.rows
        .filter(({ id }) => asked.has(id))
        .map(({ id, before }) => [id, classify(before[place] ?? '').class] as const);
    }),
  );
};
