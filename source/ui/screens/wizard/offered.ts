import type { RemedyOffer } from '../../../domain/change/remedy.ts';
import type { Finding } from '../../../domain/finding/finding.ts';

/** A remedy with the finding that offers it, by which is told whether it helped. */
export interface Offered {
  readonly offer: RemedyOffer;
  readonly finding: Finding;
}
