import type { CauseId } from '../domain/finding/cause-id.ts';
import type { FailureClass } from '../domain/replies/classes/index.ts';
import type { RuleId } from './rules/rule-id.ts';

/**
 * All that a monitor knows at one moment, as it lies in its file: plain JSON, times in ms since 1970. What is served as
 * metrics is read from here.
 */
export interface MonitorState {
  /** When the counters below began at zero: kept over restarts. */
  readonly since: number;
  /** By name. */
  readonly databases: Readonly<Record<string, DatabaseState>>;
  /** By the notifier's name in the config file. */
  readonly notifiers: Readonly<Record<string, NotifierState>>;
}

export interface DatabaseState {
  /** The last look that succeeded; null before the first. */
  readonly look: QueueLook | null;
  /** When it was last looked at, with or without success. */
  readonly triedAt: number | null;
  /** Why the last look failed, in a sentence; null when it did not. */
  readonly trouble: string | null;
  /** How long the last look took, ms. */
  readonly lookMs: number | null;
  /** Counters since `since`. */
  readonly looks: number;
  readonly failedLooks: number;
  /** Mails seen to fail since `since`, by class: a counter. */
  readonly failures: Readonly<Partial<Record<FailureClass, number>>>;
  /** What came and went, counted since `since`; null where ids cannot be read. */
  readonly flow: MailFlow | null;
  /** What failed lately, for the rule about it. */
  readonly lately: readonly FailedBatch[];
  /** Up to where failures were counted: `write_date` as ms, and the mails met at or near it. */
  readonly mark: FailureMark | null;
  /** Waiting mails at earlier looks, oldest first, thinned out. */
  readonly samples: readonly (readonly [at: number, outgoing: number])[];
  readonly examination: Examination | null;
  /** By rule and subject: what is suspected, or raised. */
  readonly alerts: Readonly<Record<string, AlertState>>;
}

/** One cheap look at a queue. */
export interface QueueLook {
  readonly at: number;
  readonly outgoing: number;
  readonly exception: number;
  /** When the mail was written that waits longest and is not held by a date; null when none waits. */
  readonly oldestOutgoingAt: number | null;
  /** The queue's scheduled action; null where there is none or it cannot be read. */
  readonly cron: {
    readonly active: boolean;
    readonly nextCall: number | null;
    readonly lastCall: number | null;
    /** Whether, it being late, some scheduled action is under way that may keep it from starting. */
    readonly othersRun: boolean;
  } | null;
  /** Why the scheduled action is not known; null when it is (a missing one is known). */
  readonly cronUnread: string | null;
  /** Hosts of the active mail servers, in lower case. */
  readonly mailHosts: readonly string[];
  readonly neutralized: boolean;
}

/**
 * What came and went. Odoo deletes what it sent, so that counting rows would count downwards: the ids that were given out
 * only rise, and what is neither waiting nor failed any more has left.
 */
export interface MailFlow {
  /** The highest id given out. */
  readonly lastId: number;
  /** Ids given out: a counter. Those of a transaction that was rolled back are among them. */
  readonly written: number;
  /** Mails that were sent, cancelled or deleted: a counter. Mails of a transaction under way are among them until it ends. */
  readonly left: number;
  /** Mails that waited or had failed when counting began, less what left before ids began anew. */
  readonly base: number;
}

export interface FailedBatch {
  readonly at: number;
  readonly class: FailureClass;
  readonly count: number;
  readonly sample: string;
}

export interface FailureMark {
  readonly at: number;
  readonly ids: readonly number[];
}

/** What the causes found when they were last run. */
export interface Examination {
  readonly at: number;
  readonly status: 'ok' | 'warn' | 'fail' | 'unknown' | 'skipped';
  readonly cause: string | null;
  readonly summary: string;
  /** What their findings say for the rules. */
  readonly judgements: readonly RuleJudgement[];
  /** DNS records as they were answered, by question; the last known answer of each. */
  readonly records: Readonly<Record<string, string>>;
  /** Absent in a file that an earlier version wrote. */
  readonly measures?: Measures;
}

/** Nothing wrong, a warning, broken. */
export type Severity = 0 | 1 | 2;

/** The DNS records that mail depends on, whatever the domain. */
export type RecordKind = 'spf' | 'dkim' | 'dmarc' | 'ptr' | 'mx';

/** What an examination measured; what it could not tell is null, or missing. */
export interface Measures {
  /** By the id of the mail server in Odoo; `conf` for the one of odoo.conf. */
  readonly servers: Readonly<Record<string, ServerMeasures>>;
  readonly causes: Readonly<Partial<Record<CauseId, Severity>>>;
  /** Of all domains that mail is sent from the worst. */
  readonly records: Readonly<Partial<Record<RecordKind, Severity>>>;
  readonly blocklisted: boolean | null;
  readonly relayDeferring: boolean | null;
  /** Failed mails that no cause explains. */
  readonly unexplained: number | null;
}

export interface ServerMeasures {
  readonly reachable: boolean | null;
  /** How long the TCP connection took, ms. */
  readonly connectMs: number | null;
  /** As the server last said: it is asked at most every six hours, and not again after a refusal. */
  readonly loginAccepted: boolean | null;
  readonly certificateEndsAt: number | null;
}

/** How one rule stands for one subject. Unknown neither raises an alert nor ends one. */
export interface RuleJudgement {
  readonly rule: RuleId;
  /** `server:3`, `domain:acme.example`, a failure class; empty where there is only one. */
  readonly subject: string;
  readonly level: 'ok' | 'warn' | 'fail' | 'unknown';
  readonly sentence: string;
}

export interface AlertState {
  readonly rule: RuleId;
  readonly subject: string;
  readonly level: 'warn' | 'fail';
  readonly sentence: string;
  /** Since when it holds. */
  readonly since: number;
  /** When it was raised; null while it must still hold for longer. */
  readonly raisedAt: number | null;
  /** When it was last told of; null before it was raised. */
  readonly toldAt: number | null;
}

export interface NotifierState {
  readonly sent: number;
  /** Attempts that failed. */
  readonly failed: number;
  /** Messages given up for good. */
  readonly dropped: number;
  /** Attempts of the current message that failed in a row. */
  readonly attempts: number;
  /** When it is tried again; null when nothing is to be sent. */
  readonly nextAt: number | null;
  readonly trouble: string | null;
  readonly sentAt: number | null;
  readonly pending: readonly AlertEvent[];
}

/** What an alert tells: raised, worse, still there, or over. */
export interface AlertEvent {
  readonly id: string;
  readonly kind: 'raised' | 'worse' | 'repeated' | 'recovered';
  readonly database: string;
  readonly rule: RuleId;
  readonly subject: string;
  readonly level: 'warn' | 'fail';
  readonly sentence: string;
  readonly at: number;
  readonly since: number;
}
