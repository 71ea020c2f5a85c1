import { parseStoredTime } from '../odoo/stored-time.ts';
import type { Plan, PlannedValue } from './plan.ts';

/** Mails that a plan lets leave together. */
export interface Leaving {
  /** Null: at once. */
  readonly at: Date | null;
  readonly mails: number;
}

/** When the mails of a plan leave, earliest first; empty where it gives none of them a time. */
export const readTimetable = ({ transactions }: Pick<Plan, 'transactions'>): readonly Leaving[] => {
  const counts = new Map<number | null, number>();
  for (const step of transactions.flat()) {
    if (step.kind !== 'update-rows' || step.table !== 'mail_mail') continue;
    for (const { after } of step.rows) {
      if (!('scheduled_date' in after)) continue;
      const at = readTime(after['scheduled_date']);
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
  }
  const isTimed = [...counts.keys()].some((at) => at !== null);
  return isTimed
    ? [...counts]
        .toSorted(([one], [other]) => (one ?? 0) - (other ?? 0))
        .map(([at, mails]) => ({ at: at === null ? null : new Date(at), mails }))
    : [];
};

const readTime = (value: PlannedValue | undefined): number | null =>
  typeof value === 'string' ? (parseStoredTime(value)?.getTime() ?? null) : null;
