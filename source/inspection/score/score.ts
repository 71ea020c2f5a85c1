import type { BulkReadiness } from '../../domain/deliverability/bulk-readiness.ts';
import type { Mark } from '../../domain/deliverability/mark.ts';

/** How a message would fare, and why. */
export interface Score {
  /** `mail 17`, or the file's path. */
  readonly of: string;
  /** From 0 to 10. */
  readonly score: number;
  readonly marks: readonly Mark[];
  /** Undefined for a file: nobody knows what else its sender sends. */
  readonly bulk: readonly BulkReadiness[] | undefined;
}
