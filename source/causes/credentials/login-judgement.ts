import type { CauseId } from '../../domain/finding/cause-id.ts';
import type { Owner } from '../../domain/finding/owner.ts';

/** A login that does not work, or not for everything. */
export interface LoginComplaint {
  readonly status: 'fail' | 'warn';
  readonly summary: string;
  readonly why?: string;
  readonly owner?: Owner;
  readonly consequenceOf?: CauseId;
}

/** What the session says of the login. */
export type LoginJudgement =
  | { readonly status: 'ok'; readonly summary: string }
  | { readonly status: 'unknown'; readonly summary: string }
  | LoginComplaint;
