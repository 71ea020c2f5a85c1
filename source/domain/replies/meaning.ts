/** Who must act. */
export type Owner = 'odoo' | 'host' | 'provider' | 'dns' | 'recipient';

/**
 * Whether sending again can help: `now`, `later` (it heals by waiting), `fix` (after something was changed),
 * `never` (this address will not take the mail).
 */
export type Retry = 'now' | 'later' | 'fix' | 'never';

/** What a class means for the person in front of the screen. */
export interface Meaning {
  readonly owner: Owner;
  readonly retry: Retry;
  /** Two sentences: what happened, and the exact field or switch that mends it. */
  readonly advice: string;
}
