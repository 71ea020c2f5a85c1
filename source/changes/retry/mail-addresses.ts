import { addressesToServe } from '../../domain/mail/addresses-to-serve.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { mailsInPage } from '../batch-sizes.ts';

interface ReadingOptions {
  readonly signal: AbortSignal;
  /** Which addresses are of interest; left out: all. */
  readonly isWanted?: (address: string, mailId: number) => boolean;
}

/**
 * Who has yet to get each of these mails, plain addresses first; mails without a wanted one are not in it. Cost: some
 * index lookups a mail.
 */
export const readAddresses = async (
  odoo: Odoo,
  mailIds: readonly number[],
  { isWanted = () => true, ...options }: ReadingOptions,
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const found = new Map<number, readonly string[]>();
  for (const ids of inBatches(mailIds, mailsInPage)) {
    const [recipients, mails] = await Promise.all([
      odoo.together.recipients(ids, options),
      odoo.together.mails(ids, options),
    ]);
    const theirs = Map.groupBy(recipients, ({ mailId }) => mailId);
    for (const mail of mails) {
      const wanted = addressesToServe(mail, theirs.get(mail.id) ?? []).filter((address) => isWanted(address, mail.id));
      if (wanted.length > 0) found.set(mail.id, wanted);
    }
  }
  return found;
};
