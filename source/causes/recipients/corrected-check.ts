import type { Check } from '../../checks/cause.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import { finding } from '../../domain/finding/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import { readRefusals } from './measure-refused-addresses.ts';

/** Mails that failed for an address which somebody has put right since. */
export const correctedCheck: Check = {
  id: 'recipients.corrected',
  title: 'No mail failed for an address that is right by now',
  owner: 'odoo',
  async run(context) {
    const [{ groups }, { unreachable, evidence }, refusals] = await Promise.all([
      readFailureGroups(context, 'recipients'),
      readRecipientFacts(context),
      readRefusals(context),
    ]);
    // 19 says in words that nobody was to be found; before, the same text also stands for a cut connection.
    const addressless = groups
      .filter((group) => group.class === 'odoo.no_recipient')
      .flatMap(({ stories }) => stories.flatMap((story) => story.ids));
    const corrected = addressless.filter((id) => !unreachable.has(id)).length + refusals.corrected;
    if (corrected === 0) return [];
    return [
      finding({
        status: 'warn',
        summary: `${countOf(corrected, 'mail')} failed for an address that is another one by now: retry ${corrected === 1 ? 'it' : 'them'}.`,
        explains: corrected,
        leftover: true,
        evidence,
      }),
    ];
  },
};
