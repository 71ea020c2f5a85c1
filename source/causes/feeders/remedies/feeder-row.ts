import type { CheckContext } from '../../../checks/context.ts';
import { isCopy } from '../../../checks/measure/copy.ts';
import type { Runner } from '../../../checks/measure/measure-runner.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Cron } from '../../../domain/odoo/cron.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { idOf } from '../../../remedies/subject-id.ts';
import { countFeederDue, type FeederStanding, readFeeders } from '../measure-feeders.ts';

/**
 * The scheduled action that a remedy is for, with what waits for it.
 * @throws UserError on a neutralized copy, where the subject names no scheduled action, or nothing waits for it.
 */
export const requireFeeder = async (
  context: CheckContext,
  subject: string | null,
): Promise<FeederStanding & { readonly cron: Cron }> => {
  const id = idOf(subject, 'cron');
  if (await isCopy(context)) {
    throw new UserError('This is a neutralized copy: it must not send, so nothing is started in it.');
  }
  const { standings } = await readFeeders(context);
  const found = standings.find(({ cron }) => cron?.id === id);
  if (found?.cron === undefined) {
    throw new UserError(`Nothing waits for scheduled action ${id} any more.`, 'Run the check again.');
  }
  return { ...found, cron: found.cron };
};

/** What is due: `340 invoices wait`. */
export const describeDue = ({ waits }: FeederStanding): { readonly due: number; readonly words: string } => {
  const due = countFeederDue(waits);
  const parts = waits
    .filter(({ backlog }) => backlog.due > 0)
    .map(({ feeder: { one, many }, backlog }) => countOf(backlog.due, one, many));
  return { due, words: `${parts.join(' and ')} ${due === 1 ? 'waits' : 'wait'}` };
};

/** What is made for a queue that does not run goes no further than there. */
export const queueStandsStill = (runner: Runner | undefined): readonly string[] =>
  runner?.kind === 'stopped' ? ['What it makes may wait in the queue, which does not run: see the cause cron.'] : [];
