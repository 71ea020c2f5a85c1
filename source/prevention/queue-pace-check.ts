import { intervalCheck } from '../causes/cron/interval-check.ts';
import { changeInterval } from '../causes/cron/remedies/change-interval-remedy.ts';
import { limitBatch } from '../causes/rate-limit/limit-batch-remedy.ts';
import { measureUsage } from '../causes/rate-limit/measure-usage.ts';
import { paceQueue } from '../causes/rate-limit/pace-queue-remedy.ts';
import { offer, type Remedy } from '../checks/cause.ts';
import type { CheckContext } from '../checks/context.ts';
import { ifPossible } from '../checks/measure/if-possible.ts';
import { measureParameters, measureQueueCron } from '../checks/measure/measure-database.ts';
import { mailsPerRun } from '../checks/measure/run-limit.ts';
import { type CheckFinding, finding } from '../domain/finding/finding.ts';
import { intervalOf } from '../domain/odoo/cron-timing.ts';
import { traitsOf } from '../domain/odoo/traits.ts';
import { offerAll } from '../remedies/outgoing-server/server-offers.ts';
import { judgeAllowance, judgeCapacity, judgeSessionSize, type PaceFacts } from './judge-queue-pace.ts';
import type { PrecautionCheck } from './precaution.ts';

/** What a run and a session carry, beside what a day brings and what providers allow. */
export const queuePaceCheck: PrecautionCheck = {
  id: 'prevention.queue-pace',
  title: 'Batches that fit',
  owner: 'odoo',
  run: async (context) => {
    const { version } = context.odoo;
    const [parameters, cron, { usages, volume, evidence }] = await Promise.all([
      measureParameters(context),
      ifPossible(context, measureQueueCron(context)),
      measureUsage(context),
    ]);
    const found = cron?.value.kind === 'found' ? cron.value.cron : undefined;
    const facts: PaceFacts = {
      perRun: mailsPerRun(version, parameters.value),
      intervalMs: found === undefined ? null : intervalOf(found),
      lastDay: volume.lastDay.messages,
    };
    const zeroIsDefault = traitsOf(version.series).zeroSessionSize === 'default';
    const session = judgeSessionSize(parameters.value['mail.session.batch.size'], zeroIsDefault);
    const capacity = judgeCapacity(facts);
    return [
      await withRemedy(context, changeInterval, { subject: 'capacity', ...capacity, evidence }),
      await withRemedy(context, limitBatch, {
        subject: 'session',
        ...session,
        evidence: parameters.evidence,
      }),
      ...(await Promise.all(
        usages.map(async ({ relay, provider, quota: { limit, unit, windowMs } }) => {
          const allowed = {
            server: relay.title,
            provider: provider.name,
            count: limit.count,
            unit,
            window: limit.window,
            windowMs,
          };
          const judged = judgeAllowance(facts, allowed);
          const remedies =
            judged.status === 'ok' ? [] : await offerAll(context, relay.subject, [paceQueue, limitBatch]);
          return finding({
            subject: `${relay.subject}:${unit}:${limit.window}`,
            ...judged,
            evidence,
            remedies,
          });
        }),
      )),
    ];
  },
};

type Given = Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding>;

const withRemedy = async (context: CheckContext, remedy: Remedy, given: Given): Promise<CheckFinding> =>
  finding({
    ...given,
    remedies:
      given.status === 'ok' || given.status === 'unknown'
        ? []
        : [offer(remedy, null, await remedy.inputs(context, null))],
  });

/** Odoo ships an hour. */
export const runsOftenEnough: PrecautionCheck = intervalCheck;
