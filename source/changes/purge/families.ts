import type { PurgeCandidate } from '../../services/odoo/queries/mails/purge-candidates.ts';

/** The mails of one message that go together. */
export interface MailFamily {
  readonly messageId: number;
  readonly mailIds: readonly number[];
  readonly takesMessage: boolean;
  /** Bytes. */
  readonly size: number;
}

const MiB = 1024 * 1024;

/** What one purge takes: rows are held in memory until they are archived. The rest is for the next one. */
const mostMails = 10_000;
const mostBytes = 256 * MiB;

/** What one transaction takes, so that its locks and its journal stay small. */
const mailsInTransaction = 500;
const bytesInTransaction = 16 * MiB;

/**
 * Mails by their message, in the order of `asked`. A message goes when none of its mails is a notification and all of
 * them go: Odoo would delete the others along with it.
 */
export const formFamilies = (mails: readonly PurgeCandidate[], asked: readonly number[]): readonly MailFamily[] => {
  const place = new Map(asked.map((id, index) => [id, index]));
  const ordered = mails.toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  const going = new Set(mails.map(({ id }) => id));
  return [...Map.groupBy(ordered, ({ messageId }) => messageId)].map(([messageId, of]) => ({
    messageId,
    mailIds: of.map(({ id }) => id),
    takesMessage: of.every((mail) => !mail.isNotification && mail.siblings.every((id) => going.has(id))),
    size: of.reduce((sum, { size }) => sum + size, 0),
  }));
};

/** The first ones that fit into one purge, and those that do not. */
export const takeFitting = (
  families: readonly MailFamily[],
): { readonly fitting: readonly MailFamily[]; readonly later: readonly MailFamily[] } => {
  let mails = 0;
  let bytes = 0;
  const end = families.findIndex(({ mailIds, size }, index) => {
    mails += mailIds.length;
    bytes += size;
    return index > 0 && (mails > mostMails || bytes > mostBytes);
  });
  return end === -1
    ? { fitting: families, later: [] }
    : { fitting: families.slice(0, end), later: families.slice(end) };
};

/** Families by transaction. */
export const inTransactions = (families: readonly MailFamily[]): readonly (readonly MailFamily[])[] => {
  const transactions: MailFamily[][] = [];
  let mails = 0;
  let bytes = 0;
  for (const family of families) {
    mails += family.mailIds.length;
    bytes += family.size;
    const current = transactions.at(-1);
    if (current !== undefined && mails <= mailsInTransaction && bytes <= bytesInTransaction) {
      current.push(family);
      continue;
    }
    transactions.push([family]);
    mails = family.mailIds.length;
    bytes = family.size;
  }
  return transactions;
};
