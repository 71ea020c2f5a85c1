import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { MailAttachment } from '../../domain/mail/mail-attachment.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { idsInStatement } from '../batch-sizes.ts';
import type { RetryOptions } from './retry-options.ts';

/** What the tables say of the mails that a retry was asked for. */
export interface AskedMails {
  readonly candidates: readonly RetryCandidate[];
  /** None where lost ones do not matter. */
  readonly attachments: readonly MailAttachment[];
}

/** Cost: some index lookups a mail. */
export const readAskedMails = async (
  { together }: Pick<Odoo, 'together'>,
  ids: readonly number[],
  { include }: Pick<RetryOptions, 'include'>,
  options: { readonly signal: AbortSignal },
): Promise<AskedMails> => {
  const candidates: RetryCandidate[] = [];
  const attachments: MailAttachment[] = [];
  for (const batch of inBatches([...new Set(ids)], idsInStatement)) {
    const [mails, theirs] = await Promise.all([
      together.retryCandidates(batch, options),
      include.has('lost-attachment') ? [] : together.attachments(batch, options),
    ]);
    candidates.push(...mails);
    attachments.push(...theirs);
  }
  return { candidates, attachments };
};
