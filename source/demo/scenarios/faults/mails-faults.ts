import { composeMails } from '../../database/content/compose.ts';
import { insertMails } from '../../database/content/insert-mails.ts';
import { type MailKind, mailKinds } from '../../database/content/mail-kinds.ts';
import { before, spread } from '../../database/content/moments.ts';
import type { DemoPartner } from '../../database/content/people.ts';
import { createRandom } from '../../database/content/random.ts';
import type { SeededMail, SeededOutcome } from '../../database/content/seeded-mails.ts';
import type { ScenarioContext } from '../../scenario.ts';
import { forgetMailsSince } from './queue-faults.ts';

export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** So many mails of a company at work that all ended the same way. */
export function writeMails(count: number, { from, to }: Period, outcome: SeededOutcome): SeededMail[] {
  const random = createRandom(count);
  return composeMails(spread(count, from, to, random), outcome, random);
}

/** The minutes since the queue last ran, in which mails gather. */
export function sinceLastRun(now: Date): Period {
  return { from: before(now, { minutes: 9 }), to: before(now, { minutes: 1 }) };
}

/** The same mail as a notification for that partner alone. */
export function addressTo(partner: DemoPartner, mail: SeededMail): SeededMail {
  return { ...mail, kind: mail.kind.isNotification ? mail.kind : kindOf('sale.order'), to: [partner] };
}

/** The same mail as one of its own, to that partner's plain address. */
export function addressPlainly(partner: DemoPartner, mail: SeededMail): SeededMail {
  return { ...mail, kind: kindOf('res.users'), to: [partner] };
}

/** @throws RangeError when the company writes nothing of that kind. */
export function kindOf(model: string): MailKind {
  const found = mailKinds.find((kind) => kind.model === model);
  if (found === undefined) {
    throw new RangeError(`The demo's company writes no mails about ${model}.`);
  }
  return found;
}

/** Puts these mails in the place of what the healthy company wrote since then, in the order in which they were written. */
export async function rewriteMailsSince(
  context: ScenarioContext,
  since: Date,
  mails: readonly SeededMail[],
): Promise<void> {
  await forgetMailsSince(context, since);
  await insertMails(
    context,
    mails.toSorted((left, right) => left.at.getTime() - right.at.getTime()),
  );
}
