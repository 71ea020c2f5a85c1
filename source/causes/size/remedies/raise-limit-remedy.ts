import type { Remedy } from '../../../checks/cause.ts';
import type { ByHand } from '../../../domain/change/plan.ts';
import { sentSize } from '../../../domain/mail/mail-attachment.ts';
import { findProvider } from '../../../domain/providers/find-provider.ts';
import { formatBytes } from '../../../domain/wording/bytes.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { requireTightFit } from './require-fit.ts';

const megabyte = 1024 * 1024;

/** Only who runs the server can raise what it takes; what to ask for, or to run on one's own Postfix. */
export const raise: Remedy = {
  id: 'size.raise',
  title: 'Raise the size that the server takes',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const { session, limit, links, tooLarge } = await requireTightFit(context, request.subject);
    const { relay } = session;
    const largest = Math.max(limit, ...tooLarge.map(({ wire }) => sentSize(wire, links)));
    const wanted = Math.ceil(largest / megabyte / 5) * 5 * megabyte;
    const provider = findProvider({ host: relay.host });
    const need = `Mails up to ${formatBytes(largest)} are to go through it, and it takes ${formatBytes(limit)}.`;
    const step: ByHand =
      provider === undefined || provider.kind === 'local'
        ? {
            owner: 'host',
            words: `${need} If the server is your own Postfix, this raises its limit to ${formatBytes(wanted)}; for another one, ask who runs it.`,
            copy: `sudo postconf -e message_size_limit=${wanted} && sudo systemctl reload postfix`,
          }
        : {
            owner: 'provider',
            words: `${need} Ask ${provider.name} whether your plan can have more; otherwise send a link in place of the file.`,
          };
    return composePlan(raise, request, { byHand: [step], affects: { count: tooLarge.length, noun: 'mail' } });
  },
};
