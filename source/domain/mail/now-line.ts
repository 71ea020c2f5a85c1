import type { Status } from '../finding/status.ts';

/** What the queue does at this moment, in one line. */
export interface NowLine {
  readonly status: Status;
  readonly words: string;
  /** Odoo hands mails over just now. */
  readonly isSending: boolean;
}
