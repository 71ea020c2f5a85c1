import type { Cron } from '../../domain/cron.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { CheckContext } from '../context.ts';
import { isCopy } from '../measure/copy.ts';
import { readQueueCron } from '../measure/database.ts';
import type { Measured } from '../measure/shared.ts';
import { countDue } from '../measure/waiting.ts';

/** The queue's scheduled action; undefined where there is none, which the check of the row says. */
export const findQueueCron = async (context: CheckContext): Promise<Measured<Cron> | undefined> => {
  const { value, evidence } = await readQueueCron(context);
  return value.kind === 'missing' ? undefined : { value: value.cron, evidence };
};

/** What a queue that does not run costs. */
export interface Standstill {
  readonly explains?: number;
  /** `: 1 204 mails wait`, or nothing where none waits or the role may not count them. */
  readonly cost: string;
  /** On a neutralized copy that the queue stands still is meant. */
  readonly consequenceOf?: 'no-server';
}

export const measureStandstill = async (context: CheckContext): Promise<Standstill> => {
  const [due, copy] = await Promise.all([countDue(context), isCopy(context)]);
  return {
    ...(due === undefined ? {} : { explains: due }),
    cost: due === undefined || due === 0 ? '' : `: ${countOf(due, 'mail waits', 'mails wait')}`,
    ...(copy ? { consequenceOf: 'no-server' } : {}),
  };
};

/** Where the row is found in Odoo. */
export const cronPath = ({ odoo }: CheckContext): string =>
  `${menuPath(odoo.version.series, 'scheduled-actions')} → Mail: Email Queue Manager`;
