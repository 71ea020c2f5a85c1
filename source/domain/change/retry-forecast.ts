import type { FailureClass } from '../replies/classes/index.ts';

/** What a retry would do with the failed mails of one class now. */
export interface ClassForecast {
  readonly class: FailureClass;
  /** Mails that it would send again. */
  readonly taken: number;
  /** Mails that it would leave as they are, most first; `why` goes on after `297 mails: …`. */
  readonly left: readonly { readonly why: string; readonly mails: number }[];
}

/** What a retry of all failed mails would do, judged as the retry itself judges, except that no server is asked. */
export type RetryForecast = readonly ClassForecast[];
