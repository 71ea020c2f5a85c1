import { offer, type Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import type { RemedyOffer } from '../../domain/change/remedy.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';

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
  return await Promise.all(
    chooseUseful(remedies, relay?.server).map(async (remedy) =>
      offer(remedy, subject, await remedy.inputs(context, subject), relay?.title),
    ),
  );
};

/** Where Odoo takes a server's settings from elsewhere than its row, nothing comes of writing them there. */
export const chooseUseful = <Some extends Pick<Remedy, 'setsServer'>>(
  remedies: readonly Some[],
  server: Pick<MailServer, 'detached'> | null | undefined,
): readonly Some[] =>
  (server?.detached ?? null) === null ? remedies : remedies.filter(({ setsServer }) => setsServer !== true);
