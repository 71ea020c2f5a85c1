import type { FailureClass } from '../replies/classes/index.ts';
import type { MailState } from './mail-state.ts';

/** Which mails are meant. Every part that is given must hold; lists hold when one of them does. */
export interface MailFilter {
  readonly ids?: readonly number[];
  readonly states?: readonly MailState[];
  /** Of the stored failure. `rate.*` stands for a family and is expanded before it gets here. */
  readonly classes?: readonly FailureClass[];
  /** The server that the message insists on (id of ir_mail_server). */
  readonly serverIds?: readonly number[];
  /** A part of the From header, in any case. */
  readonly from?: string;
  /** A part of a recipient's address or name, in any case. */
  readonly to?: string;
  /** mail_message.date before this moment (UTC). */
  readonly before?: Date;
  /** A part of subject, From, recipient or failure text, in any case. */
  readonly text?: string;
  /** The oldest so many. */
  readonly limit?: number;
}
