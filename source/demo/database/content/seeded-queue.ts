import type { ScenarioContext } from '../../scenario.ts';
import { composeMails } from './compose.ts';
import { insertMails } from './insert-mails.ts';
import { before, spread } from './moments.ts';
import { createRandom } from './random.ts';
import type { SeededFailure } from './seeded-failures.ts';

/** Mails since then that wait for the queue to run. */
export async function addWaitingMails(context: ScenarioContext, count: number, since: Date): Promise<void> {
  const random = createRandom(count);
  const moments = spread(count, since, before(context.now, { minutes: 1 }), random);
  await insertMails(context, composeMails(moments, { state: 'outgoing' }, random));
}

/** The few mails of the last minutes that every healthy queue holds. */
export async function addFreshMails(context: ScenarioContext): Promise<void> {
  await addWaitingMails(context, 5, before(context.now, { minutes: 9 }));
}

/** Mails written between two moments that all failed in the same way. */
export async function addFailedMails(
  context: ScenarioContext,
  count: number,
  from: Date,
  to: Date,
  failure: SeededFailure,
): Promise<void> {
  const random = createRandom(count);
  await insertMails(context, composeMails(spread(count, from, to, random), { state: 'exception', failure }, random));
}
