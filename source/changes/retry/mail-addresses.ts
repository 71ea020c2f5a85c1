import { addressesToServe } from '../../domain/mail/addresses-to-serve.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { idsInStatement } from '../batch-sizes.ts';

/** Who has yet to get each of these mails, plain addresses first. Cost: some index lookups a mail. */
export const readAddresses = async (
  odoo: Odoo,
  mailIds: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const found = new Map<number, readonly string[]>();
  for (const ids of inBatches(mailIds, idsInStatement)) {
    const [recipients, mails] = await Promise.all([
      odoo.together.recipients(ids, options),
      odoo.together.mails(ids, options),
    ]);
    const theirs = Map.groupBy(recipients, ({ mailId }) => mailId);
    for (const mail of mails) found.set(mail.id, addressesToServe(mail, theirs.get(mail.id) ?? []));
  }
  return found;
};
