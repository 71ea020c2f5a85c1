/**
 * How talking to a mail server can fail, in the terms of the library that Odoo uses (Python's smtplib, socket and ssl):
 * Odoo stores what those exceptions say.
 */
export type SmtpFault =
  /** OSError and its kin: an error number and its text. */
  | { readonly kind: 'system'; readonly number: number; readonly text: string }
  /** An exception with nothing but a text. */
  | { readonly kind: 'plain'; readonly text: string }
  /** SMTPServerDisconnected. */
  | { readonly kind: 'disconnected'; readonly text: string }
  /** SMTPConnectError, SMTPHeloError, SMTPAuthenticationError, SMTPDataError. */
  | { readonly kind: 'response'; readonly exception: string; readonly code: number; readonly text: string }
  | { readonly kind: 'sender'; readonly code: number; readonly text: string; readonly sender: string }
  | { readonly kind: 'recipients'; readonly refused: ReadonlyMap<string, RunnerReply> };

/** A reply's code and its text, the lines joined by line feeds. */
export interface RunnerReply {
  readonly code: number;
  readonly text: string;
}

export class SmtpError extends Error {
  override readonly name = 'SmtpError';
  readonly fault: SmtpFault;

  constructor(fault: SmtpFault) {
    super(fault.kind === 'recipients' ? 'every recipient was refused' : fault.text);
    this.fault = fault;
  }
}
