/** Where in the SMTP session the server spoke. */
export type ReplyStage = 'connect' | 'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data';

/** A failure taken apart: what the server said, when, and about whom. */
export interface ReplyParts {
  /** The basic reply code, 400–599; `null` when no server spoke. */
  readonly code: number | null;
  /** The enhanced status code (RFC 3463), such as `5.7.8`. */
  readonly enhanced: string | null;
  readonly stage: ReplyStage | null;
  /** Python's exception class, such as `SMTPSenderRefused`. */
  readonly exception: string | null;
  /** Who was refused, as far as the text names them. */
  readonly recipients: readonly string[];
  /** The host's words on one line, codes removed, ids kept. */
  readonly text: string;
}

/** The longest failure that is looked at, in characters. What follows cannot carry a class. */
export const longestFailure = 16_384;
