import type { CauseId } from '../../domain/finding/cause-id.ts';
import type { FindingOwner } from '../../domain/finding/finding.ts';

/** What the session says of the login. */
export type LoginJudgement =
  | { readonly status: 'ok'; readonly summary: string }
  | { readonly status: 'unknown'; readonly summary: string }
  | {
      readonly status: 'fail' | 'warn';
      readonly summary: string;
      readonly why?: string;
      readonly owner?: FindingOwner;
      readonly consequenceOf?: CauseId;
    };
