/** A scheduled action. `undefined`: this Odoo has no such column. All times are UTC. */
export interface Cron {
  readonly id: number;
  /** For display only: people rename and translate it. */
  readonly name: string | null;
  readonly code: string | null;
  readonly active: boolean;
  readonly interval: { readonly number: number | null; readonly type: string | null };
  readonly nextCall: Date | null;
  readonly lastCall: Date | null;
  readonly priority: number | null;
  /** Runs that are left; -1 for ever, 0 none although the row is active. Up to 17. */
  readonly callsLeft: number | null | undefined;
  /** Failures in a row and when the first happened; at five over seven days Odoo switches it off and clears both. 18+. */
  readonly failureCount: number | null | undefined;
  readonly firstFailureAt: Date | null | undefined;
  /** When a person or a program last wrote the row; a run's own dates do not count. */
  readonly changedAt: Date | null;
  /** A run of it only writes a job for OCA's job queue (queue_job_cron). */
  readonly handsToJobs?: boolean;
  readonly user: CronUser;
}

export interface CronUser {
  readonly id: number;
  /** Null where the role may not read the users. */
  readonly login: string | null;
  readonly account: 'active' | 'archived' | 'not-permitted';
  /** Odoo's own user, which is archived by design and runs crons all the same. */
  readonly isRoot: boolean;
}

/** How the queue cron was recognised; `active-copy`: Odoo's own is switched off, and one with its code is on. */
export type QueueCron =
  | { readonly kind: 'found'; readonly by: 'external-id' | 'code' | 'active-copy'; readonly cron: Cron }
  | { readonly kind: 'missing' };

/** What one run reported about itself. 18+. */
export interface CronProgress {
  readonly id: number;
  readonly done: number;
  readonly remaining: number;
  /** Runs in a row that a time limit ended. */
  readonly timedOut: number;
  readonly deactivate: boolean;
  readonly startedAt: Date | null;
}

/** Wake-up calls that wait for the cron. 15+. */
export interface CronTriggers {
  readonly count: number;
  readonly earliest: Date | null;
  readonly latest: Date | null;
}
