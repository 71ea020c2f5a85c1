import type { Remedy } from '../../../checks/cause.ts';
import { measureQueueLock } from '../../../checks/measure/measure-runner.ts';
import { UserError } from '../../../domain/errors.ts';
import { formatDuration } from '../../../domain/wording/duration.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { findHolding, listActions, nameHolder } from '../holding.ts';
import { requireQueueCron } from './queue-row.ts';

/**
 * Ends the session that holds the queue's row: by us only when it is no Odoo, or an Odoo silent for longer than its time
 * limit; else the command is given.
 */
export const releaseLock: Remedy = {
  id: 'cron.lock',
  title: 'End the session that holds the queue',
  risk: 'destructive',
  inputs: async () => [{ name: 'pid', label: 'Backend to end, as the finding names it', kind: 'number' }],
  async plan(context, request) {
    await requireQueueCron(context);
    const { value } = await measureQueueLock(context);
    if (value.kind === 'free') throw new UserError('Nobody holds the queue any more.', 'Run the check again.');
    if (value.keptFor !== undefined) {
      throw new UserError(
        `Nobody sends: the row is locked because ${listActions(value.keptFor)} must not run at the same time.`,
        'Let that action end.',
      );
    }
    const { by } = value;
    if (request.values.texts['pid'] !== String(by.pid)) {
      throw new UserError(`The queue is held by backend ${by.pid}.`, `Say that with --set pid=${by.pid}.`);
    }
    const holding = await findHolding(context, by);
    const startedAt = await context.odoo.backendStart(by.pid, { signal: context.signal });
    const command = `SELECT pg_terminate_backend(${by.pid});`;
    const affects = { count: 1, noun: 'database session' } as const;
    const irreversible = ['The mail in flight may be sent twice.', 'What that transaction wrote is lost.'];
    if (!holding.mayEnd || startedAt === null) {
      return composePlan(releaseLock, request, {
        byHand: [
          {
            owner: 'odoo',
            words: `${nameHolder(by)} is a run of Odoo within its time limit: let it end. If it must be ended, this does it as a database administrator; the mail in flight may be sent twice.`,
            copy: command,
          },
        ],
        irreversible,
        affects,
      });
    }
    const silent =
      by.stateSince === null ? '' : `, silent for ${formatDuration(context.now().getTime() - by.stateSince.getTime())}`;
    return composePlan(releaseLock, request, {
      outside: [{ kind: 'end-backend', pid: by.pid, startedAt }],
      warnings: [`${nameHolder(by)} of role ${by.role}${silent}, is ended. By hand: ${command}`],
      irreversible,
      affects,
    });
  },
};
