import type { DatabaseStep } from './plan.ts';

/** Waiting mails that would fail if Odoo's queue ran now, for what their servers said of late. */
export interface WakingCost {
  readonly failing: number;
  /** How many would, and why, in sentences. */
  readonly alarm: string;
  /** What keeps them in the queue until a try is worth it. Changes nothing by itself. */
  hold(): Promise<WakingHold>;
}

export interface WakingHold {
  readonly mails: number;
  readonly transactions: readonly (readonly DatabaseStep[])[];
  /** Until when, a sentence a server. */
  readonly warnings: readonly string[];
}
