import type { RuleSettings } from '../config/config.ts';
import { judgeLook, lookRules } from '../rules/judge-look.ts';
import { type RuleId, ruleIds } from '../rules/rule-id.ts';
import type { DatabaseState, Examination, RuleJudgement, Severity } from '../state.ts';

const severityOfLevel = { warn: 1, fail: 2 } as const;

/**
 * The worst alert that stands of each rule: 0 where none does and the rule could be judged. An alert whose rule cannot be
 * judged any more stands; without one, such a rule is missing. So is a rule that is off, or waits for its first examination.
 */
export const alertSeverities = (
  state: DatabaseState,
  examination: Pick<Examination, 'judgements'> | null,
  rules: RuleSettings,
  now: number,
): Readonly<Partial<Record<RuleId, Severity>>> => {
  const looked = state.triedAt === null ? [] : judgeLook(state, rules, now);
  const judgements = [...looked, ...(examination?.judgements ?? [])];
  return Object.fromEntries(
    ruleIds
      .filter((rule) => rules[rule] !== undefined)
      .flatMap((rule) => {
        const standing = Object.values(state.alerts)
          .filter((alert) => alert.rule === rule && alert.raisedAt !== null)
          .map(({ level }): Severity => severityOfLevel[level]);
        if (standing.length > 0) return [[rule, Math.max(...standing)]];
        return isJudged(rule, state, judgements) ? [[rule, 0]] : [];
      }),
  );
};

/** Rules about a look that say nothing of anything found nothing; those of an examination were not asked. */
const isJudged = (rule: RuleId, { triedAt }: DatabaseState, judgements: readonly RuleJudgement[]): boolean => {
  const own = judgements.filter((judgement) => judgement.rule === rule);
  if (own.length === 0) return triedAt !== null && lookRules.some((each) => each === rule);
  return own.every(({ level }) => level !== 'unknown');
};
