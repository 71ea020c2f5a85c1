import type { MailSelection } from '../../domain/mail/mail-selection.ts';
import type { QueueSender } from '../../domain/mail/queue-sender.ts';
import type { CheckContext } from '../context.ts';
import { selectFailed } from './select-failed.ts';
import { type Measured, readWithEvidence, shared } from './shared.ts';

/** A pass over this many mails takes a tenth of a second or two: not worth waiting until the queue was read. */
const mostToPass = 500_000;

const isQuickToPass = shared(async ({ odoo, signal }): Promise<boolean> => {
  const mails = await odoo.mailEstimate({ signal });
  return mails !== null && mails <= mostToPass;
});

const selectWaiting = async (context: CheckContext): Promise<MailSelection> =>
  (await isQuickToPass(context)) ? 'outgoing' : (await context.readQueue()).mails.inState('outgoing').selection;

const readSenders =
  (select: (context: CheckContext) => Promise<MailSelection>) =>
  async (context: CheckContext): Promise<Measured<readonly QueueSender[]>> => {
    const selected = await select(context);
    if (selected.length === 0) return { value: [], evidence: [] };
    return await readWithEvidence(context, (odoo, options) => odoo.senders(selected, options));
  };

/** Who the waiting mails come from, most mails first. Cost: once a run, however many checks ask. */
export const readWaitingSenders = shared(readSenders(selectWaiting));

/** Who the failed mails come from, most mails first. Cost: once a run, however many checks ask. */
export const readFailedSenders = shared(readSenders(selectFailed));

const nameSender = ({ from, forcedServerId, companyId, aliasDomainId }: QueueSender): string =>
  JSON.stringify([from, forcedServerId, companyId, aliasDomainId]);

/** Both together: mails that leave alike are one sender whatever their state. Most mails first. */
export const mergeSenders = (...lists: readonly (readonly QueueSender[])[]): readonly QueueSender[] => {
  const senders = new Map<string, QueueSender>();
  for (const sender of lists.flat()) {
    const name = nameSender(sender);
    const known = senders.get(name);
    senders.set(name, known === undefined ? sender : addUp(known, sender));
  }
  return [...senders.values()].toSorted(
    (one, other) => other.mails - one.mails || other.sampleMailId - one.sampleMailId,
  );
};

const addUp = (one: QueueSender, other: QueueSender): QueueSender => ({
  ...one,
  mails: one.mails + other.mails,
  sampleMailId: Math.max(one.sampleMailId, other.sampleMailId),
  authorId: one.authorId === other.authorId ? one.authorId : null,
});
