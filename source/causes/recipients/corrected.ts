import { finding } from '../../domain/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import { readRecipientFacts } from '../measure/recipients.ts';
import { failuresOf } from '../measure/waiting.ts';

/** 19 says in words that nobody was to be found; since then somebody may have written an address in. */
export const correctedCheck: Check = {
  id: 'recipients.corrected',
  title: 'No mail failed for an address that is right by now',
  async run(context) {
    const [groups, { unreachable, evidence }] = await Promise.all([
      failuresOf(context, 'recipients'),
      readRecipientFacts(context),
    ]);
    const ids = groups
      .filter((group) => group.class === 'odoo.no_recipient')
      .flatMap(({ stories }) => stories.flatMap((story) => story.ids));
    const corrected = ids.filter((id) => !unreachable.has(id)).length;
    if (corrected === 0) return [];
    return [
      finding({
        check: 'recipients.corrected',
        status: 'warn',
        owner: 'odoo',
        summary: `${countOf(corrected, 'mail')} failed for want of an address; there is one now: retry them.`,
        explains: corrected,
        evidence,
      }),
    ];
  },
};
