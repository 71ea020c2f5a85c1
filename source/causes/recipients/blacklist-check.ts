import type { Check } from '../../checks/cause.ts';
import { readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import { finding } from '../../domain/finding/finding.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Mass mailings leave such people out; a mail of its own goes to them, so this is worth a word and no fault. */
export const blacklistCheck: Check = {
  id: 'recipients.blacklist',
  title: 'Recipients who asked for no more mail',
  owner: 'recipient',
  async run(context) {
    const { flaws, evidence } = await readRecipientFacts(context);
    const blacklisted = flaws.filter(({ flaw }) => flaw === 'blacklisted');
    const mails = new Set(blacklisted.map(({ mailId }) => mailId)).size;
    const summary =
      mails === 0
        ? 'No waiting mail goes to a blacklisted address.'
        : `${countOf(mails, 'waiting mail goes', 'waiting mails go')} to people on Odoo's blacklist; mass mailings skip them, other mail is sent.`;
    return [finding({ status: 'ok', summary, evidence })];
  },
};
