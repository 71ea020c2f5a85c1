import { type Check, offer } from '../../checks/cause.ts';
import { measureQueueLock } from '../../checks/measure/measure-runner.ts';
import type { QueueLock } from '../../domain/database/database-session.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { aboutQueueCron, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { findHolding, type Holding, listActions, nameHolder } from './holding.ts';
import { raiseTimeLimit } from './remedies/cron-settings-remedies.ts';
import { releaseLock } from './remedies/release-lock-remedy.ts';

/** Odoo marks a run by locking the row; who keeps the lock keeps every other run away. */
export const lockCheck: Check = {
  id: 'cron.lock',
  title: 'Nobody holds the queue for long',
  owner: 'odoo',
  run: aboutQueueCron(async (context) => {
    const { value: lock, evidence } = await measureQueueLock(context);
    const [standstill, holding] = await Promise.all([
      measureStandstill(context),
      lock.kind === 'held' && lock.keptFor === undefined ? findHolding(context, lock.by) : undefined,
    ]);
    const judged = judgeQueueLock({
      lock,
      holding,
      standstill,
      series: context.odoo.version.series,
      now: context.now(),
    });
    if (lock.kind === 'free' || holding === undefined || judged.status === 'ok' || judged.status === 'unknown') {
      return [{ ...judged, evidence }];
    }
    const found = String(lock.by.pid);
    const inputs = (await releaseLock.inputs(context, null)).map((input) => ({ ...input, found }));
    return [
      {
        ...judged,
        evidence,
        remedies: [
          offer(releaseLock, null, inputs),
          ...(holding.isStranger ? [] : [offer(raiseTimeLimit, null, await raiseTimeLimit.inputs(context, null))]),
        ],
      },
    ];
  }),
};

export interface LockFacts {
  readonly lock: QueueLock;
  /** Undefined where nobody holds it, or another action's run keeps it. */
  readonly holding: Holding | undefined;
  readonly standstill: Standstill;
  readonly series: OdooSeries;
  readonly now: Date;
}

/** Without its evidence and its remedies. */
export const judgeQueueLock = ({ lock, holding, standstill, series, now }: LockFacts): CheckFinding => {
  if (lock.kind === 'free') {
    return finding({ status: 'ok', summary: 'No run of the queue is under way, and nobody blocks one.' });
  }
  const { by } = lock;
  if (by.transactionSince === null) {
    const summary = `${nameHolder(by)} holds the queue; this database role may not see since when.`;
    return finding({ status: 'unknown', summary });
  }
  const heldMs = now.getTime() - by.transactionSince.getTime();
  if (holding === undefined) return describeExclusion(lock, heldMs, standstill, series);
  if (heldMs <= holding.limitMs) {
    const summary = `${nameHolder(by)} has been working on the queue for ${formatDuration(heldMs)}.`;
    return finding({ status: 'ok', summary });
  }
  const { cost, ...counted } = standstill;
  return finding({
    ...counted,
    status: holding.isStranger ? 'fail' : 'warn',
    summary: `${nameHolder(by)} has held the queue for ${formatDuration(heldMs)}, and no other run can start meanwhile${cost}.`,
    detail: holding.isStranger
      ? 'It is not a run of Odoo: somebody left a transaction open. End that transaction, then the queue runs again.'
      : `A run waits for the mail server most of its time, so a slow server makes it long; ${holding.words} Ending it may send the mail in flight twice.`,
  });
};

/** Nobody sends: OCA's base_cron_exclusion locks the row for as long as another action runs. */
const describeExclusion = (
  { by, keptFor = [] }: Extract<QueueLock, { readonly kind: 'held' }>,
  heldMs: number,
  { cost, ...counted }: Standstill,
  series: OdooSeries,
): CheckFinding => {
  const actions = listActions(keptFor);
  const since = formatDuration(heldMs);
  const words = `${nameHolder(by)} has kept the queue from running for ${since}, because ${actions} must not run at the same time (OCA's module base_cron_exclusion)`;
  if (heldMs <= toleratedDelayMs) return finding({ status: 'ok', summary: `${words}; no mail is sent meanwhile.` });
  return finding({
    ...counted,
    status: 'warn',
    summary: `${words}${cost}.`,
    detail: `Let that action end, or take the queue out of its exclusions: ${cronPathIn(series)}. Ending the session by force ends no mail, but lets both run at once.`,
  });
};
