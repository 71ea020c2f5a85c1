/** A scheduled action of Odoo that makes mails, or has them made, of something that waits in a table of its own. */
export interface Feeder {
  /** External id: the one name of the action that no user changes. */
  readonly action: string;
  /** What its code calls: how a copy is known that somebody made by hand. */
  readonly method: string;
  /** What waits, for `12 invoices`. */
  readonly one: string;
  readonly many: string;
  /** Odoo calls the action for each of them (15+); else it is found by the next run. */
  readonly called: boolean;
  /** Nobody misses it at once: a digest that somebody switched off on purpose. */
  readonly optional?: true;
}

/** What waits for such an action, counted. */
export interface FeederBacklog {
  readonly waiting: number;
  /** Of those whose time has come. */
  readonly due: number;
  /** Since when the first of those waits. */
  readonly firstDue: Date | null;
  /** When the first of the others comes. */
  readonly next: Date | null;
  /** False: only the newest rows of the table were looked at, so that there may be more. */
  readonly complete: boolean;
}
