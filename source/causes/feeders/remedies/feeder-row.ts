import type { Cron } from '../../../domain/cron.ts';
import { UserError } from '../../../domain/errors.ts';
import type { CheckContext } from '../../context.ts';
import { isCopy } from '../../measure/copy.ts';
import { idOf } from '../../plans/subject-id.ts';
import { type FeederStanding, readFeeders } from '../read.ts';

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

/** `340 invoices`, of what is due. */
export const nameDue = ({ waits }: FeederStanding): { readonly count: number; readonly noun: string } => {
  const count = waits.reduce((sum, { backlog }) => sum + backlog.due, 0);
  const [first] = waits;
  return { count, noun: waits.length === 1 ? (first?.feeder.one.replace(/,$/, '') ?? 'message') : 'message' };
};
