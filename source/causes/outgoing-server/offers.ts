import type { RemedyOffer } from '../../domain/remedy.ts';
import { offer, type Remedy } from '../cause.ts';
import type { CheckContext } from '../context.ts';

/** What a finding says of remedies for one thing, with suggestions for it. */
export const offerAll = (
  context: CheckContext,
  subject: string | null,
  remedies: readonly Remedy[],
): Promise<readonly RemedyOffer[]> =>
  Promise.all(remedies.map(async (remedy) => offer(remedy, subject, await remedy.inputs(context, subject))));
