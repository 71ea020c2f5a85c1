import { offer, type Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import type { RemedyOffer } from '../../domain/change/remedy.ts';

/**
 * What a finding says of remedies for one thing, with suggestions for it. One that would write what Odoo does not read
 * is left out.
 */
export const offerAll = async (
  context: CheckContext,
  subject: string | null,
  remedies: readonly Remedy[],
): Promise<readonly RemedyOffer[]> => {
  const relay = (await measureRelays(context)).find((each) => each.subject === subject);
  const isDetached = relay?.server?.detached !== null && relay?.server?.detached !== undefined;
  const useful = remedies.filter(({ setsServer }) => !(isDetached && setsServer === true));
  return await Promise.all(
    useful.map(async (remedy) => offer(remedy, subject, await remedy.inputs(context, subject), relay?.title)),
  );
};
