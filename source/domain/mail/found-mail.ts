/** What became of a mail, as far as its row or, where Odoo has deleted that, its notifications tell. */
export type FoundState =
  /** `outgoing`, `exception`, `sent`, `cancel`, `received`, or what somebody wrote by hand. */
  | { readonly kind: 'row'; readonly state: string }
  /** Odoo deleted the row, as it does after sending. */
  | { readonly kind: 'deleted'; readonly outcome: DeletedOutcome };

/** `partly`: some were reached, some were not. */
export type DeletedOutcome = 'sent' | 'bounced' | 'failed' | 'cancelled' | 'partly' | 'not-told';

/** Somebody a message went to. */
export interface FoundRecipient {
  readonly name: string | null;
  readonly address: string | null;
  /** Of the notification: `sent`, `ready`, `bounce`, `exception`, `canceled`, …; null where there is none. */
  readonly status: string | null;
}

/** A mail that was searched for, deleted or not. */
export interface FoundMail {
  readonly messageId: number;
  /** Null where Odoo has deleted the row. */
  readonly mailId: number | null;
  readonly state: FoundState;
  /** The message's date. UTC. */
  readonly date: Date | null;
  readonly subject: string | null;
  /** What Odoo calls the document, up to 18; null where it is not known, also for want of the column. */
  readonly documentName: string | null;
  readonly document: { readonly model: string; readonly id: number } | null;
  readonly from: string | null;
  /** To and Cc as text. */
  readonly plain: readonly string[];
  /** Partners, at most a few dozen. */
  readonly recipients: readonly FoundRecipient[];
  readonly failureReason: string | null;
}

/** What the notifications of a message whose mail is gone say together. */
export const outcomeOfDeleted = (statuses: readonly (string | null)[]): DeletedOutcome => {
  const known = new Set(statuses.map((status) => outcomes[status ?? ''] ?? 'not-told'));
  const [only, ...others] = known;
  if (only === undefined) return 'not-told';
  if (others.length === 0) return only;
  return known.has('sent') ? 'partly' : known.has('bounced') ? 'bounced' : 'failed';
};

/** `ready` and the like without a mail: something ended before Odoo wrote down what became of it. */
const outcomes: Readonly<Record<string, DeletedOutcome>> = {
  sent: 'sent',
  bounce: 'bounced',
  exception: 'failed',
  canceled: 'cancelled',
};

/** How `explain` is told which one is meant. */
export const nameFound = ({ mailId, messageId }: Pick<FoundMail, 'mailId' | 'messageId'>): string =>
  mailId === null ? `message:${messageId}` : String(mailId);
