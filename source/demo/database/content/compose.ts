import { type MailKind, mailKinds } from './mail-kinds.ts';
import { customersWithMail, employees } from './people.ts';
import type { Random } from './random.ts';
import type { SeededMail, SeededOutcome } from './seeded-mails.ts';

const deck: readonly MailKind[] = mailKinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

/** The mails that the company's people write at those moments. */
export function composeMails(moments: readonly Date[], outcome: SeededOutcome, random: Random): SeededMail[] {
  return moments.map((at) => {
    const kind = random.pick(deck);
    const to = random.pick(customersWithMail);
    const colleague = random.pick(customersWithMail);
    // One mail in twelve goes to two people.
    const copy = kind.isNotification && random.integer(12) === 0 && colleague.id !== to.id;
    const document = 1000 + random.integer(60_000);
    return {
      at,
      kind,
      document,
      author: random.pick(employees),
      to: copy ? [to, colleague] : [to],
      // Every other time the second of the two is in copy.
      ...(copy && document % 2 === 0 && { inCopy: [colleague] }),
      outcome,
    };
  });
}
