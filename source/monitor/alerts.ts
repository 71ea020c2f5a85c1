import type { RuleId } from './rules/rule-id.ts';
import type { AlertEvent, AlertState, RuleJudgement } from './state.ts';

export interface AlertTerms {
  readonly now: number;
  /** The rules that were judged this time; alerts of others stay as they are. */
  readonly judged: readonly RuleId[];
  /** How long a rule must hold before it is told of, ms. */
  readonly holdMs: (rule: RuleId) => number;
  /** After how long an alert that still holds is told again, ms. */
  readonly repeatMs: number;
}

export type NewAlertEvent = Omit<AlertEvent, 'id' | 'database'>;

type Alerts = Readonly<Record<string, AlertState>>;

const keyOf = ({ rule, subject }: Pick<AlertState, 'rule' | 'subject'>): string =>
  subject === '' ? rule : `${rule} ${subject}`;

/** What changed: an alert is told when it is raised, when it gets worse, from time to time while it stays, and when it is over. */
export const advanceAlerts = (
  alerts: Alerts,
  judgements: readonly RuleJudgement[],
  terms: AlertTerms,
): { readonly alerts: Alerts; readonly events: readonly NewAlertEvent[] } => {
  const events: NewAlertEvent[] = [];
  const next: Record<string, AlertState> = {};
  const byKey = new Map(judgements.map((judgement) => [keyOf(judgement), judgement]));
  const tell = (event: NewAlertEvent | undefined): void => {
    if (event !== undefined) events.push(event);
  };
  for (const [key, alert] of Object.entries(alerts)) {
    const judgement = byKey.get(key);
    if (!terms.judged.includes(alert.rule) || isUnknown(alert.rule, judgement, judgements)) next[key] = alert;
    else if (judgement === undefined || judgement.level === 'ok') tell(recover(alert, judgement, terms.now));
  }
  for (const [key, judgement] of byKey) {
    if (judgement.level !== 'warn' && judgement.level !== 'fail') continue;
    const { alert, event } = hold(alerts[key], { ...judgement, level: judgement.level }, terms);
    next[key] = alert;
    tell(event);
  }
  return { alerts: next, events };
};

/** The end of all alerts of a database that is watched no more, for that reason. */
export const endAlerts = (alerts: Alerts, reason: string, now: number): readonly NewAlertEvent[] =>
  Object.values(alerts).flatMap(({ rule, subject, level, since, raisedAt }) =>
    raisedAt === null || rule === 'dns-record'
      ? []
      : [{ kind: 'recovered' as const, rule, subject, level, sentence: reason, at: now, since }],
  );

/** A rule that could not be judged at all says nothing of any of its subjects. */
const isUnknown = (rule: RuleId, judgement: RuleJudgement | undefined, all: readonly RuleJudgement[]): boolean =>
  judgement === undefined
    ? all.some((each) => each.rule === rule && each.subject === '' && each.level === 'unknown')
    : judgement.level === 'unknown';

const recover = (alert: AlertState, judgement: RuleJudgement | undefined, now: number): NewAlertEvent | undefined => {
  const { rule, subject, level, since, raisedAt } = alert;
  // That a record changed is told once; nothing is over then.
  if (raisedAt === null || rule === 'dns-record') return undefined;
  const sentence = judgement?.sentence ?? `No longer so: ${alert.sentence}`;
  return { kind: 'recovered', rule, subject, level, sentence, at: now, since };
};

const hold = (
  before: AlertState | undefined,
  { rule, subject, level, sentence }: RuleJudgement & Pick<AlertState, 'level'>,
  { now, holdMs, repeatMs }: AlertTerms,
): { readonly alert: AlertState; readonly event?: NewAlertEvent } => {
  // A clock that was set back must not make it wait for what it said before.
  const since = Math.min(before?.since ?? now, now);
  const isRaised = before !== undefined && before.raisedAt !== null;
  const kind = isRaised
    ? kindOfChange(before, level, now, repeatMs)
    : now - since >= holdMs(rule)
      ? 'raised'
      : undefined;
  const raisedAt = isRaised ? before.raisedAt : kind === undefined ? null : now;
  const toldAt = kind === undefined ? (before?.toldAt ?? null) : now;
  const alert = { rule, subject, level, sentence, since, raisedAt, toldAt };
  return kind === undefined ? { alert } : { alert, event: { kind, rule, subject, level, sentence, at: now, since } };
};

const kindOfChange = (
  before: AlertState,
  level: AlertState['level'],
  now: number,
  repeatMs: number,
): AlertEvent['kind'] | undefined => {
  if (before.level === 'warn' && level === 'fail') return 'worse';
  return Math.abs(now - (before.toldAt ?? now)) >= repeatMs ? 'repeated' : undefined;
};
