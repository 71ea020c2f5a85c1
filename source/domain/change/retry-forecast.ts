import type { FailureClass } from '../replies/classes/index.ts';

/** Mails that a retry leaves as they are. */
export interface LeftMails {
  readonly why: string;
  readonly mails: number;
  /** Only their recipients, or whoever keeps the address book, can help them; nothing of Odoo's mail is wrong. */
  readonly isForPeople?: true;
}

/** What a retry would do with the failed mails of one class now. */
export interface ClassForecast {
  readonly class: FailureClass;
  /** Mails that it would send again. */
  readonly taken: number;
  /** Mails that it would leave as they are, most first; `why` goes on after `297 mails: …`. */
  readonly left: readonly LeftMails[];
}

/** What a retry of all failed mails would do, judged as the retry itself judges, except that no server is asked. */
export type RetryForecast = readonly ClassForecast[];
