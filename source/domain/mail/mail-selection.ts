import type { OutstandingState } from './outstanding-mail.ts';

/** Mails by their ids, or all that are in a state. */
export type MailSelection = readonly number[] | OutstandingState;

/** From so many mails on, a pass over their tables costs less than that many lookups (measured: a seventh at 200 000). */
export const fewestToJoin = 10_000;
