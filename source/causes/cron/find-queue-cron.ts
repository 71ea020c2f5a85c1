import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { isCopy } from '../../checks/measure/copy.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import type { Measured } from '../../checks/measure/shared.ts';
import { countDueMails } from '../../checks/measure/waiting.ts';
import type { CheckFinding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf } from '../../domain/wording/count.ts';

/** The queue's scheduled action; undefined where there is none, which the check of the row says. */
export const findQueueCron = async (context: CheckContext): Promise<Measured<Cron> | undefined> => {
  const { value, evidence } = await measureQueueCron(context);
  return value.kind === 'missing' ? undefined : { value: value.cron, evidence };
};

/** A check of the queue's scheduled action, whose row is part of what it shows. Where there is none it has nothing to say. */
export const aboutQueueCron =
  (ask: (context: CheckContext, cron: Cron) => Promise<readonly CheckFinding[]>): Check['run'] =>
  async (context) => {
    const cron = await findQueueCron(context);
    if (cron === undefined) return [];
    const said = await ask(context, cron.value);
    return said.map((each) => ({ ...each, evidence: [...cron.evidence, ...each.evidence] }));
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
  const [due, copy] = await Promise.all([countDueMails(context), isCopy(context)]);
  return {
    ...(due === undefined ? {} : { explains: due }),
    cost: due === undefined || due === 0 ? '' : `: ${countOf(due, 'mail waits', 'mails wait')}`,
    ...(copy ? { consequenceOf: 'no-server' } : {}),
  };
};

/** Where the row is found in Odoo. */
export const cronPath = ({ odoo }: CheckContext): string => cronPathIn(odoo.version.series);

/** The same for whoever knows only the series. */
export const cronPathIn = (series: OdooSeries): string =>
  `${menuPath(series, 'scheduled-actions')} → Mail: Email Queue Manager`;
