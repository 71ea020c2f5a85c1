import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { Plan } from '../../source/domain/change/plan.ts';
import { connectChanges } from './connect-changes.ts';
import { createQuickClock } from './quick-clock.ts';

/** What the process that shall be killed is told, as JSON in its one argument. */
export interface Sentence {
  readonly dsn: string;
  readonly stateHome: string;
  /** Null: undo the newest entry. */
  readonly plan: Plan | null;
  /** It kills itself at the first progress of that kind. */
  readonly dieAt: string;
  /** … and not before this one of the plan's transactions, from 0. */
  readonly notBefore?: number;
}

const { dsn, stateHome, plan, dieAt, notBefore = 0 } = JSON.parse(process.argv[2] ?? '') as Sentence;
const changes = await connectChanges(dsn, { stateHome });
const options = {
  deadlineMs: 1_000,
  readClock: createQuickClock(),
  onProgress: ({ kind, transaction = notBefore }: { readonly kind: string; readonly transaction?: number }) => {
    if (kind === dieAt && transaction >= notBefore) process.kill(process.pid, 'SIGKILL');
  },
};
if (plan === null) await undoEntry(undefined, changes, options);
else await applyPlan(plan, changes, options);
await changes.close();
