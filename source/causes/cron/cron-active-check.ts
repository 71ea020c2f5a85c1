import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { finding } from '../../domain/finding/finding.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { cronPath, findQueueCron, measureStandstill } from './find-queue-cron.ts';
import { activate } from './remedies/activate-cron-remedy.ts';

/** The tick box `Active`. */
export const cronActiveCheck: Check = {
  id: 'cron.active',
  title: 'The queue runner is switched on',
  decides: true,
  async run(context) {
    const cron = await findQueueCron(context);
    if (cron === undefined) return [];
    const { active, lastCall, id } = cron.value;
    const common = { check: 'cron.active', owner: 'odoo' } as const;
    if (active) {
      return [
        finding({ ...common, status: 'ok', summary: 'The queue runner is switched on.', evidence: cron.evidence }),
      ];
    }
    const [{ cost, ...standstill }, calls] = await Promise.all([
      measureStandstill(context),
      ifPossible(context, readTriggers(context, id)),
    ]);
    const now = context.now();
    const since =
      lastCall === null
        ? 'and has never run'
        : `and last ran at ${formatClock(lastCall, now)} (${formatDuration(now.getTime() - lastCall.getTime())} ago)`;
    return [
      finding({
        ...common,
        ...standstill,
        status: standstill.consequenceOf === undefined ? 'fail' : 'warn',
        summary: `The queue runner, Odoo's "Email Queue Manager", is switched off ${since}${cost}.`,
        detail: [
          'Single mails may still leave at once, but whatever waits in the queue is sent by this scheduled action alone.',
          ...(traitsOf(context.odoo.version.series).switchesOffFailing
            ? [
                'Odoo itself switches it off after five failures within seven days, and then forgets that it counted them.',
              ]
            : []),
          ...(calls === undefined || calls.count === 0
            ? []
            : [
                `${countOf(calls.count, 'call', 'calls')} to run came while it was off; Odoo ignores them until it is on.`,
              ]),
          `Menu: ${cronPath(context)} → Active.`,
        ].join(' '),
        evidence: [...cron.evidence, ...(calls?.evidence ?? [])],
        remedies: standstill.consequenceOf === undefined ? [offer(activate)] : [],
      }),
    ];
  },
};

const readTriggers = async (context: CheckContext, cronId: number) => {
  const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.cronTriggers(cronId, options));
  return { count: value?.count ?? 0, evidence };
};
