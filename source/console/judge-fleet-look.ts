import type { Status } from '../domain/finding/status.ts';
import { countOf } from '../domain/wording/count.ts';
import { defaultRules } from '../monitor/config/config.ts';
import { judgeLook } from '../monitor/rules/judge-look.ts';
import type { DatabaseState, RuleJudgement } from '../monitor/state.ts';
import type { FleetRow } from '../ui/fleet/source.ts';

const worstFirst: readonly RuleJudgement['level'][] = ['fail', 'warn', 'unknown'];

/** What a cheap look says of a database: never that all is well, which takes every check. */
const judge = (state: DatabaseState, now: number): Pick<FleetRow, 'status' | 'verdict'> => {
  const { look, trouble } = state;
  // As `check` says it of one that it could not connect to.
  if (trouble !== null) return { status: 'unknown', verdict: trouble };
  if (look === null) return { status: undefined, verdict: 'looking …' };
  if (look.neutralized) return { status: 'skipped', verdict: 'A neutralized copy: it sends nothing on purpose.' };
  const judgements = judgeLook(state, defaultRules, now);
  for (const level of worstFirst) {
    // Of several the queue's runner first: the others follow from it.
    const found = judgements.filter((each) => each.level === level);
    const first = found.find(({ rule }) => rule === 'queue-runner') ?? found[0];
    if (first !== undefined && level !== 'ok') return { status: level satisfies Status, verdict: first.sentence };
  }
  if (look.exception > 0) {
    return {
      status: 'warn',
      verdict: `${countOf(look.exception, 'mail')} failed before, and nobody sends them again.`,
    };
  }
  return { status: 'ok', verdict: 'Nothing wrong is seen.' };
};

/** The row of a database; `lastSentAt` in ms since 1970. */
export const judgeFleetLook = (
  database: string,
  state: DatabaseState,
  { lastSentAt, now }: { readonly lastSentAt: number | null; readonly now: number },
): FleetRow => {
  const { look } = state;
  const date = (ms: number | null | undefined): Date | null => (ms === null || ms === undefined ? null : new Date(ms));
  return {
    database,
    ...judge(state, now),
    waiting: look?.outgoing ?? null,
    failed: look?.exception ?? null,
    oldestAt: date(look?.oldestOutgoingAt),
    lastSentAt: date(lastSentAt),
  };
};
