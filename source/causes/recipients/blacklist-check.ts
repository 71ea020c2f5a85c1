import type { Check } from '../../checks/cause.ts';
import { readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { RecipientFlaw } from '../../domain/mail/recipient-flaw.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Mass mailings leave such people out; a mail of its own goes to them, so this is worth a word and no fault. */
export const blacklistCheck: Check = {
  id: 'recipients.blacklist',
  title: 'Recipients who asked for no more mail',
  owner: 'recipient',
  async run(context) {
    const { flaws, evidence } = await readRecipientFacts(context);
    return [{ ...judgeBlacklisted(flaws), evidence }];
  },
};

/** Without its evidence. */
export const judgeBlacklisted = (flaws: readonly Pick<RecipientFlaw, 'flaw' | 'mailId'>[]): CheckFinding => {
  const mails = new Set(flaws.flatMap(({ flaw, mailId }) => (flaw === 'blacklisted' ? [mailId] : []))).size;
  const summary =
    mails === 0
      ? 'No waiting mail goes to a blacklisted address.'
      : `${countOf(mails, 'waiting mail goes', 'waiting mails go')} to people on Odoo's blacklist; mass mailings skip them, other mail is sent.`;
  return finding({ status: 'ok', summary });
};
