/** A client of the database server. What the role may not see of another role's session is null. */
export interface DatabaseSession {
  readonly pid: number;
  readonly database: string;
  readonly role: string;
  readonly applicationName: string;
  /** The process id that Odoo 16+ puts into its application name (`odoo-4711`), else null. */
  readonly odooProcess: number | null;
  /** Null for a Unix socket. */
  readonly clientAddress: string | null;
  /** `active`, `idle`, `idle in transaction`, … */
  readonly state: string | null;
  readonly stateSince: Date | null;
  readonly transactionSince: Date | null;
  readonly connectedSince: Date | null;
  /** Other databases in which a session of the same name is: an Odoo with several connections gives them one name. */
  readonly alsoIn: readonly string[];
}

/** A session with a transaction that holds, or waits for, locks on the tables that mail needs. */
export interface MailLockHolder extends DatabaseSession {
  readonly locks: readonly { readonly table: string; readonly mode: string; readonly granted: boolean }[];
  /** The sessions that it waits for; also empty where the role may not see that it waits. */
  readonly blockedBy: readonly number[];
}

/** Who holds the row of the queue cron, which is how Odoo marks a run in progress. */
export type QueueLock =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'held';
      readonly by: DatabaseSession;
      /**
       * Scheduled actions that must not run at the same time (OCA's base_cron_exclusion), where the session only keeps
       * the row locked for one of them: nobody sends. The one that runs, or all where that cannot be told.
       */
      readonly keptFor?: readonly string[];
    };
