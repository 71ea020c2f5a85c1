import { dayMs, hourMs } from '../lib/time-units.ts';
import { advanceAlerts, type NewAlertEvent } from './alerts.ts';
import { type MonitorConfig, type RuleSettings, rulesFor } from './config/config.ts';
import { type Examined, examinationRules, judgeExamination } from './rules/judge-examination.ts';
import { judgeLook, lookRules } from './rules/judge-look.ts';
import type { RuleId } from './rules/rule-id.ts';
import type { DatabaseState, Examination, Measures, RuleJudgement } from './state.ts';

export interface Advanced {
  readonly state: DatabaseState;
  readonly events: readonly NewAlertEvent[];
}

/** How far back the rules look, ms. */
export const backMsOf = (rules: RuleSettings): number =>
  Math.min(dayMs, Math.max(hourMs, rules.growth?.within ?? 0, rules['new-failures']?.within ?? 0));

/** Judges a look that was just taken or missed. */
export const advanceLook = (name: string, state: DatabaseState, config: MonitorConfig, now: number): Advanced => {
  const rules = rulesFor(config, name);
  return advance(state, judgeLook(state, rules, now), { config, rules, judged: lookRules, now });
};

export interface ExaminedDatabase extends Examined {
  readonly verdict: Pick<Examination, 'status' | 'cause' | 'summary'>;
  readonly measures: Measures;
}

/** Judges what the causes just found. */
export const advanceExamination = (
  name: string,
  before: DatabaseState,
  { verdict, measures, ...examined }: ExaminedDatabase,
  { config, now }: { readonly config: MonitorConfig; readonly now: number },
): Advanced => {
  const rules = rulesFor(config, name);
  const judgements = judgeExamination(examined, rules);
  const { status, cause, summary } = verdict;
  const records = { ...before.examination?.records, ...examined.records };
  const state = { ...before, examination: { at: now, status, cause, summary, judgements, records, measures } };
  return advance(state, judgements, { config, rules, judged: examinationRules, now });
};

interface Terms {
  readonly config: MonitorConfig;
  readonly rules: RuleSettings;
  readonly judged: readonly RuleId[];
  readonly now: number;
}

const advance = (
  state: DatabaseState,
  judgements: readonly RuleJudgement[],
  { config, rules, judged, now }: Terms,
): Advanced => {
  const holdMs = (rule: RuleId): number => rules[rule]?.holdMs ?? 0;
  // What is told of a rule that was switched off since is no alert any more.
  const known = Object.entries(state.alerts).filter(([, { rule }]) => rules[rule] !== undefined);
  const { alerts, events } = advanceAlerts(Object.fromEntries(known), judgements, {
    now,
    judged,
    holdMs,
    repeatMs: config.repeatMs,
  });
  return { state: { ...state, alerts }, events };
};
