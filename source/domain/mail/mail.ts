/** When a mail may leave at the earliest. 14 stores free text and compares it as text. */
export type Schedule =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'not-before'; readonly at: Date }
  | { readonly kind: 'text'; readonly text: string };

/** A row of the queue with what a list shows of it. `undefined`: this Odoo has no such column. All times are UTC. */
export interface Mail {
  readonly id: number;
  /** The mail_message that it belongs to: one message, none or several mails. */
  readonly messageId: number;
  /** `outgoing`, `exception`, `sent`, `cancel`, `received`, or what somebody wrote by hand. */
  readonly state: string;
  readonly subject: string | null;
  readonly from: string | null;
  /** Addresses as text; people in the address book are among the recipients. */
  readonly to: string | null;
  readonly cc: string | null;
  /** The message's date, which is what the age of a mail means. */
  readonly date: Date | null;
  readonly createdAt: Date | null;
  readonly changedAt: Date | null;
  readonly schedule: Schedule;
  readonly failureReason: string | null;
  /** 15+, and empty for most failures: classify by the reason. */
  readonly failureType: string | null | undefined;
  /** Chatter notification: its message is history and must outlive it. */
  readonly isNotification: boolean;
  readonly autoDelete: boolean;
  /** The document it was written about. */
  readonly document: { readonly model: string; readonly id: number } | null;
  /** The server that the message insists on. */
  readonly forcedServerId: number | null;
  readonly authorId: number | null;
}

/** The rest of a mail, read only when somebody looks at it. */
export interface MailContent {
  readonly id: number;
  /** HTML. */
  readonly body: string | null;
  /** A Python dict literal, as Odoo stores it. */
  readonly headers: string | null;
  readonly references: string | null;
  readonly replyTo: string | null;
  /** The Message-ID header. */
  readonly messageIdHeader: string | null;
  /** `email` for hand-made mail up to 16, `email_outgoing` from 17, `comment`, `notification`, … */
  readonly messageType: string | null;
  readonly parentMessageId: number | null;
  /** 17+. */
  readonly companyId: number | null | undefined;
  readonly aliasDomainId: number | null | undefined;
}
