import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { MailAttachment } from '../../domain/mail/mail-attachment.ts';
import { inBatches } from '../../lib/batches.ts';
import { mailsInPage } from '../batch-sizes.ts';
import { createFailureReader, isPerhapsDelivered, type Judge } from './judge-mail.ts';
import { type AttachmentWorld, findLosses } from './lost-attachments.ts';
import type { RetryOptions } from './retry-options.ts';
import type { SetAsideReason } from './set-aside.ts';
import { createPartSharer } from './share-parts.ts';
import { judgeMails } from './sort-out.ts';

/** The mails that a retry was asked for, and what the tables and the filestore say of each. */
export interface AskedMails {
  /** Those that are there. They share what they have in common (createPartSharer). */
  readonly candidates: readonly RetryCandidate[];
  /** Why mails stay, by id. */
  readonly judgements: ReadonlyMap<number, SetAsideReason>;
  /** Of the others: those that have lost an attachment. None where lost ones do not matter. */
  readonly losers: ReadonlySet<number>;
  /** Of the others: those that may have been delivered, and were asked for all the same. */
  readonly maybeDelivered: ReadonlySet<number>;
}

/**
 * Reads and judges the mails page by page: what a page holds besides (failures in full, attachments) is let go with it.
 * Cost: some index lookups a mail.
 */
export const readAskedMails = async (
  world: AttachmentWorld & { readonly now: () => Date },
  ids: readonly number[],
  { include, maxAgeMs }: Pick<RetryOptions, 'include' | 'maxAgeMs'>,
  options: { readonly signal: AbortSignal },
): Promise<AskedMails> => {
  const { odoo, now } = world;
  const judge: Judge = {
    series: odoo.version.series,
    oldBefore: new Date(now().getTime() - maxAgeMs),
    include,
    readFailure: createFailureReader(),
  };
  const share = createPartSharer();
  const candidates: RetryCandidate[] = [];
  const judgements = new Map<number, SetAsideReason>();
  const losers = new Set<number>();
  const maybeDelivered = new Set<number>();
  for (const batch of inBatches([...new Set(ids)], mailsInPage)) {
    const [mails, attachments]: [readonly RetryCandidate[], readonly MailAttachment[]] = await Promise.all([
      odoo.together.retryCandidates(batch, options),
      include.has('lost-attachment') ? [] : odoo.together.attachments(batch, options),
    ]);
    const judged = await judgeMails(odoo, mails, judge, options);
    for (const [id, reason] of judged) judgements.set(id, reason);
    const eligible = mails.filter(({ id }) => !judged.has(id));
    for (const id of await findLosses(eligible, attachments, world, options)) losers.add(id);
    if (include.has('may-be-delivered')) {
      for (const mail of eligible) if (isPerhapsDelivered(mail, judge)) maybeDelivered.add(mail.id);
    }
    for (const mail of mails) candidates.push(share(mail));
  }
  return { candidates, judgements, losers, maybeDelivered };
};
