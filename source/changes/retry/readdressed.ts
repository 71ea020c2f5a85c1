import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import { mentionsAddress, refusedRecipients } from '../../domain/replies/refused-recipients.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { idsInStatement } from '../batch-sizes.ts';

/**
 * Those of the refused mails whose refused addresses somebody has put right since: what the server said of them no
 * longer holds. A refusal that names nobody stays one. Cost: some index lookups a mail.
 */
export const findReaddressed = async (
  odoo: Odoo,
  refused: readonly RetryCandidate[],
  options: { readonly signal: AbortSignal },
): Promise<ReadonlySet<number>> => {
  const readdressed = new Set<number>();
  for (const batch of inBatches(refused, idsInStatement)) {
    const ids = batch.map(({ id }) => id);
    const [recipients, mails] = await Promise.all([
      odoo.together.recipients(ids, options),
      odoo.together.mails(ids, options),
    ]);
    const partners = Map.groupBy(recipients, ({ mailId }) => mailId);
    const lines = new Map(mails.map(({ id, to, cc }) => [id, [to, cc]]));
    for (const { id, failureReason } of batch) {
      const theirs = partners.get(id)?.filter(({ addressed }) => addressed) ?? [];
      const addresses = [...theirs.map(({ address }) => address), ...(lines.get(id) ?? [])];
      if (isReaddressed(failureReason, addresses)) readdressed.add(id);
    }
  }
  return readdressed;
};

/** Whether none of those whom the failure names is among these addresses any more. */
export const isReaddressed = (failureReason: string | null, addresses: readonly (string | null)[]): boolean => {
  const named = refusedRecipients(failureReason);
  const stands = named.some((each) => addresses.some((address) => mentionsAddress(address, each)));
  return named.length > 0 && !stands;
};
