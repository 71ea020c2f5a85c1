import type { FirstLook } from '../domain/finding/vital-sign.ts';
import type { TargetDocument } from '../output/target-document.ts';
import { takeFirstLook } from '../queue/first-look.ts';
import { type QueueReport, readQueueReport } from '../queue/queue-report.ts';
import { readVitals } from '../queue/vitals.ts';
import type { CommandContext } from '../world/command.ts';
import { seeOdoosOf } from '../world/effective-target.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { targetOf } from './read-target.ts';

export interface QueueOverview {
  readonly target: TargetDocument;
  readonly report: QueueReport;
  readonly firstLook: FirstLook;
  readonly durationMs: number;
}

/** The queue of one database, what is seen of it at once, and its newest `recent` waiting and failed mails. */
export const lookAtQueue = async (
  context: CommandContext,
  database: OpenDatabase,
  recent: number,
): Promise<QueueOverview> => {
  const { signal, now, options } = context;
  const began = performance.now();
  const [report, vitals] = await Promise.all([
    database
      .openQueue({ signal })
      .then((queue) =>
        readQueueReport({ odoo: database.odoo, queue }, { recent, signal, now, deadlineMs: options.deadline * 1_000 }),
      ),
    seeOdoosOf(database, context).then((sight) =>
      readVitals(database.odoo, { wanted: database.address, sight }, { signal }),
    ),
  ]);
  return {
    target: targetOf(database.odoo, vitals.neutralized),
    report,
    firstLook: takeFirstLook(report, vitals, now()),
    durationMs: Math.round(performance.now() - began),
  };
};
