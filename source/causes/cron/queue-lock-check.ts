import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureQueueLock } from '../../checks/measure/measure-runner.ts';
import type { QueueLock } from '../../domain/database/database-session.ts';
import { type Finding, finding } from '../../domain/finding/finding.ts';
import { toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { cronPath, findQueueCron, measureStandstill } from './find-queue-cron.ts';
import { findHolding, listActions, nameHolder } from './holding.ts';
import { raiseTimeLimit } from './remedies/cron-settings-remedies.ts';
import { releaseLock } from './remedies/release-lock-remedy.ts';

/** Odoo marks a run by locking the row; who keeps the lock keeps every other run away. */
export const lockCheck: Check = {
  id: 'cron.lock',
  title: 'Nobody holds the queue for long',
  async run(context) {
    const cron = await findQueueCron(context);
    if (cron === undefined) return [];
    const lock = await measureQueueLock(context);
    const common = { check: 'cron.lock', owner: 'odoo', evidence: lock.evidence } as const;
    if (lock.value.kind === 'free') {
      return [
        finding({ ...common, status: 'ok', summary: 'No run of the queue is under way, and nobody blocks one.' }),
      ];
    }
    const { by } = lock.value;
    if (by.transactionSince === null) {
      const summary = `${nameHolder(by)} holds the queue; this database role may not see since when.`;
      return [finding({ ...common, status: 'unknown', summary })];
    }
    const heldMs = context.now().getTime() - by.transactionSince.getTime();
    if (lock.value.keptFor !== undefined) return [await describeExclusion(context, common, lock.value, heldMs)];
    const holding = await findHolding(context, by);
    if (heldMs <= holding.limitMs) {
      const summary = `${nameHolder(by)} has been working on the queue for ${formatDuration(heldMs)}.`;
      return [finding({ ...common, status: 'ok', summary })];
    }
    const { cost, ...standstill } = await measureStandstill(context);
    const inputs = (await releaseLock.inputs(context, null)).map((input) => ({ ...input, found: String(by.pid) }));
    return [
      finding({
        ...common,
        ...standstill,
        status: holding.isStranger ? 'fail' : 'warn',
        summary: `${nameHolder(by)} has held the queue for ${formatDuration(heldMs)}, and no other run can start meanwhile${cost}.`,
        detail: holding.isStranger
          ? 'It is not a run of Odoo: somebody left a transaction open. End that transaction, then the queue runs again.'
          : `A run waits for the mail server most of its time, so a slow server makes it long; ${holding.words} Ending it may send the mail in flight twice.`,
        remedies: [
          offer(releaseLock, null, inputs),
          ...(holding.isStranger ? [] : [offer(raiseTimeLimit, null, await raiseTimeLimit.inputs(context, null))]),
        ],
      }),
    ];
  },
};

/** Nobody sends: OCA's base_cron_exclusion locks the row for as long as another action runs. */
const describeExclusion = async (
  context: CheckContext,
  common: Pick<Finding, 'check' | 'owner' | 'evidence'>,
  { by, keptFor = [] }: Extract<QueueLock, { readonly kind: 'held' }>,
  heldMs: number,
): Promise<Finding> => {
  const actions = listActions(keptFor);
  const since = formatDuration(heldMs);
  const words = `${nameHolder(by)} has kept the queue from running for ${since}, because ${actions} must not run at the same time (OCA's module base_cron_exclusion)`;
  if (heldMs <= toleratedDelayMs)
    return finding({ ...common, status: 'ok', summary: `${words}; no mail is sent meanwhile.` });
  const { cost, ...standstill } = await measureStandstill(context);
  return finding({
    ...common,
    ...standstill,
    status: 'warn',
    summary: `${words}${cost}.`,
    detail: `Let that action end, or take the queue out of its exclusions: ${cronPath(context)}. Ending the session by force ends no mail, but lets both run at once.`,
  });
};
