import type { Status } from './status.ts';

/** One line of the overview: whether something that mail depends on is alive. */
export interface VitalSign {
  readonly subject: string;
  readonly status: Status;
  readonly words: string;
}

/** What an experienced admin would say after one look at the queue. */
export interface FirstLook {
  readonly status: Status;
  readonly summary: string;
  readonly detail: string;
  readonly vitalSigns: readonly VitalSign[];
}
