/** A mail that somebody wants sent again, with all that decides whether it may be. Text as stored: not for showing. */
export interface RetryCandidate {
  readonly id: number;
  readonly messageId: number;
  readonly state: string;
  /** The columns that a retry may change, as PostgreSQL prints them: all but the failure, which may be long. */
  readonly stored: Readonly<Record<string, string | null>>;
  readonly failureReason: string | null;
  readonly failureType: string | null;
  /** What became of each copy that no server took, where OCA's mail_tracking says so and Odoo itself does not. */
  readonly refusedCopies?: readonly string[];
  /** The message's date, else when the mail was queued. UTC. */
  readonly date: Date | null;
  readonly from: string | null;
  readonly forcedServerId: number | null;
  /** 17+. */
  readonly aliasDomainId: number | null | undefined;
  readonly document: { readonly model: string; readonly id: number } | null;
  readonly plain: PlainRecipients;
  readonly partners: PartnerTally;
}

/** The addresses in To and Cc, which go out as one message. */
export interface PlainRecipients {
  readonly inTo: boolean;
  readonly inCc: boolean;
  /** Whether an address can be read from them. */
  readonly readable: boolean;
  readonly blacklisted: boolean;
  /** Of the last attempt, where OCA's mail_tracking keeps it. */
  readonly outcome: 'taken' | 'refused' | 'not-known';
}

/** The partners on a mail, each of whom gets a message of their own. */
export interface PartnerTally {
  readonly count: number;
  /** Those who have this message already. */
  readonly served: readonly number[];
  /** The same by the relation they stand in; one in To and Cc stands in both. */
  readonly servedIn: readonly { readonly relation: string; readonly partners: readonly number[] }[];
  /** Of those who have not: without an address, or with one that Odoo cannot read. */
  readonly unusable: number;
  /** Of those who have not: without a notification that would tell. */
  readonly unrecorded: number;
  /** Of those who have not: Odoo found no address for them when it tried, so that nothing was handed over. */
  readonly unaddressed: number;
  /** Of those who have not. */
  readonly blacklisted: number;
  /** Of those who have not: also on a later mail of the same message, which waits or failed. Odoo's "Resend" makes one. */
  readonly onLaterMail: number;
}
