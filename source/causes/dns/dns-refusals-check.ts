import type { Check } from '../../checks/cause.ts';
import { readStoredFailures } from '../../checks/measure/stored-failures.ts';
import { readLastSuccess } from '../../checks/measure/successes.ts';
import { finding } from '../../domain/finding/finding.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Mails that were refused for missing or wrong records, or for a listing. */
export const refusals: Check = {
  id: 'dns.refusals',
  title: 'Mails refused for their records',
  owner: 'dns',
  run: async (context) => {
    const { groups, evidence, newestAt } = await readStoredFailures(context, 'dns');
    const leftover = isOvertaken(newestAt, (await readLastSuccess(context)).at);
    return groups.map((group) =>
      finding({
        subject: `class:${group.class}`,
        status: 'warn',
        summary: `${countOf(group.count, 'mail')} ${group.count === 1 ? 'was' : 'were'} refused: ${titleOfGroup(group)} (${group.sample}).`,
        detail: `${group.advice} Once the records are in order they can be sent again.`,
        explains: group.count,
        leftover,
        evidence,
      }),
    );
  },
};
