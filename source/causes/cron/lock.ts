import type { DatabaseSession } from '../../domain/database-session.ts';
import { finding } from '../../domain/finding.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { readOdooStarts } from '../measure/odoo-start.ts';
import { readQueueLock } from '../measure/runner.ts';
import { findQueueCron, measureStandstill } from './queue-cron.ts';

/** A stranger's transaction that holds the row this long (ms) is no passing change. */
const strangersMs = 60_000;
/** Where Odoo sets no limit, or we cannot see one, a run of an hour is worth a look: the next is due. */
const withoutLimitMs = 3_600_000;

/** Odoo marks a run by locking the row; who keeps the lock keeps every other run away. */
export const lockCheck: Check = {
  id: 'cron.lock',
  title: 'Nobody holds the queue for long',
  async run(context) {
    const cron = await findQueueCron(context);
    if (cron === undefined) return [];
    const lock = await readQueueLock(context);
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
    const limit = await findLimit(context, by);
    if (heldMs <= limit.ms) {
      const summary = `${nameHolder(by)} has been working on the queue for ${formatDuration(heldMs)}.`;
      return [finding({ ...common, status: 'ok', summary })];
    }
    const { cost, ...standstill } = await measureStandstill(context);
    return [
      finding({
        ...common,
        ...standstill,
        status: limit.isStranger ? 'fail' : 'warn',
        summary: `${nameHolder(by)} has held the queue for ${formatDuration(heldMs)}, and no other run can start meanwhile${cost}.`,
        detail: limit.isStranger
          ? 'It is not a run of Odoo: somebody left a transaction open. End that transaction, then the queue runs again.'
          : `A run waits for the mail server most of its time, so a slow server makes it long; ${limit.words} Ending it may send the mail in flight twice.`,
      }),
    ];
  },
};

/** `odoo-4711 (process 3120 of the database server)`. */
const nameHolder = ({ applicationName, role, pid }: DatabaseSession): string =>
  `${applicationName === '' ? `A session of ${role}` : applicationName} (backend ${pid})`;

interface Limit {
  readonly ms: number;
  readonly isStranger: boolean;
  readonly words: string;
}

const findLimit = async (context: CheckContext, by: DatabaseSession): Promise<Limit> => {
  // Up to 15 Odoo gives its sessions no name.
  const isStranger = context.odoo.version.series >= 16 ? by.odooProcess === null : by.applicationName !== '';
  if (isStranger) return { ms: strangersMs, isStranger, words: '' };
  const odoo = await readOdooStarts(context);
  const limit = odoo?.starts[0]?.cronTimeLimit;
  return limit === undefined || limit.value === null
    ? { ms: withoutLimitMs, isStranger, words: 'no time limit ends it.' }
    : {
        ms: Math.max(limit.value * 1_000, toleratedMs),
        isStranger,
        words: `its time limit is ${limit.value} s (${limit.told}), so it should have been ended.`,
      };
};

/** Odoo's watchdog needs a moment, and a run of some minutes troubles nobody. */
const toleratedMs = 5 * 60_000;
