import type { MonitorConfig, RuleSettings } from '../config/config.ts';
import type { RuleId } from '../rules/rule-id.ts';
import type { DatabaseState, Examination, MonitorState, QueueLook, Severity } from '../state.ts';

/** What a value counts, and so how it is drawn; a moment is in seconds since 1970, `past` or `future`. */
export type Measure = 'mails' | 'times' | 'seconds' | 'past' | 'future' | 'flag' | 'severity' | 'info';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * A metric family as it is served, drawn and documented. Names, base units and suffixes are those of Prometheus' "Metric
 * and label naming". Labels hold what the config file, Odoo's list of servers or a closed table of ours bounds, and never
 * an address, a subject or a text of a mail.
 */
export interface MetricFamily<Sight> {
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  /** Besides `database`, which all families about a database have. */
  readonly labels: readonly string[];
  readonly measure: Measure;
  /** Of its panel. */
  readonly title: string;
  /** None where the value is not known. */
  readonly read: (sight: Sight) => readonly Sample[];
}

/** One database, with what is too old to be today's left out. */
export interface DatabaseSight {
  readonly state: DatabaseState;
  readonly look: QueueLook | null;
  readonly examination: Examination | null;
  readonly rules: RuleSettings;
  /** Of the alerts that stand, by rule; rules that are off or could not be judged are missing. */
  readonly alerts: Readonly<Partial<Record<RuleId, Severity>>>;
}

export interface MonitorSnapshot {
  readonly state: MonitorState;
  readonly config: MonitorConfig;
  /** ms since 1970, as `startedAt`. */
  readonly now: number;
  readonly startedAt: number;
  readonly version: string;
  /** Of Node.js. */
  readonly nodeVersion: string;
}

type Value = number | boolean | null | undefined;

/** One sample without labels of its own; none where the value is not known. */
export const single = (value: Value): readonly Sample[] => labelled([[{}, value]]);

export const labelled = (values: Iterable<readonly [Sample['labels'], Value]>): readonly Sample[] =>
  [...values].flatMap(([labels, value]) =>
    value === null || value === undefined ? [] : [{ labels, value: Number(value) }],
  );

/** ms as seconds. */
export const seconds = (ms: number | null | undefined): number | null => (typeof ms === 'number' ? ms / 1_000 : null);
