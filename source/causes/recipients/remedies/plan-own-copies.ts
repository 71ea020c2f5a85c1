import type { CheckContext } from '../../../checks/context.ts';
import type { RowChange } from '../../../domain/change/plan.ts';
import { RowGoneError } from '../../../domain/database/row-gone-error.ts';
import type { Evidence } from '../../../domain/finding/evidence.ts';
import { normalizeAddress } from '../../../domain/routing/normalize.ts';
import { readRowChange } from '../../../remedies/row-change.ts';
import { replaceAddress } from '../replace-address.ts';

/** So many mails of one contact are put right with it; more do not wait for one address. */
const mostMails = 100;

const columns = ['email_to', 'email_cc'] as const;

/**
 * The mails to a contact that wait or failed and hold their address as text, too (Cc in Odoo up to 16, OCA's
 * mail_composer_cc_bcc): with the old address there they would be refused again. Cost: one scan of mail_mail, and some
 * index lookups for each mail.
 */
export const planOwnCopies = async (
  context: CheckContext,
  partnerId: number,
  address: string,
): Promise<{ readonly rows: readonly RowChange[]; readonly evidence: readonly Evidence[] }> => {
  const { odoo, signal } = context;
  const { email } = await odoo.rowText('res_partner', partnerId, ['email'], { signal });
  const old = normalizeAddress(email);
  if (old === null || old === normalizeAddress(address)) return { rows: [], evidence: [] };
  const found = await odoo.matchingMails({ withFailures: false, to: old }, { signal });
  const ids = found.flatMap((group) => group.ids).slice(0, mostMails);
  const theirs = (await odoo.recipients(ids, { signal })).filter(
    (each) => each.addressed && each.partnerId === partnerId,
  );
  const changes = await Promise.all(
    theirs.map(({ mailId }) => planCopy(context, mailId, { old, address }).catch(leaveOutGone)),
  );
  const planned = changes.filter((change) => change !== undefined);
  return { rows: planned.map(({ change }) => change), evidence: planned.flatMap(({ evidence }) => evidence) };
};

const planCopy = async (
  context: CheckContext,
  mailId: number,
  { old, address }: { readonly old: string; readonly address: string },
): ReturnType<typeof readRowChange> => {
  const stored = await context.odoo.rowText('mail_mail', mailId, columns, { signal: context.signal });
  const after = Object.fromEntries(
    columns.map((column) => [column, replaceAddress(stored[column] ?? null, old, address)]),
  );
  return await readRowChange(context, { table: 'mail_mail', id: mailId, after });
};

/** A mail that left meanwhile needs no other address. */
const leaveOutGone = (error: unknown): undefined => {
  if (!(error instanceof RowGoneError)) throw error;
};
