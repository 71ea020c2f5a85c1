import type { RetryWorld } from '../../changes/retry/plan-retry.ts';
import { readWaking } from '../../changes/retry/waking.ts';
import { UserError } from '../../domain/errors.ts';
import { isNeutralized } from '../../domain/mail-parameter.ts';
import type { Plan } from '../../domain/plan.ts';
import type { SendNow } from '../../domain/send-now.ts';
import { countOf } from '../../domain/wording/count.ts';
import { selectMails } from '../../queue/select-mails.ts';

interface SendingPlan {
  /** Those of the mails that wait. */
  readonly ids: readonly number[];
  /** Undefined when there is nothing to wake, or nobody. */
  readonly plan: Plan | undefined;
  /** Why the queue cannot be woken. */
  readonly why?: string;
}

/**
 * Plans to send mails that wait already: by waking the queue, or as the world's own way does. Changes nothing.
 * @throws UserError on a neutralized copy, which must not send.
 */
export const planSendNow = async (
  world: RetryWorld & { readonly sendNow?: SendNow },
  ids: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<SendingPlan> => {
  if (isNeutralized(await world.odoo.parameters(options))) {
    throw new UserError('This database is a neutralized copy: its mails must not be sent.', 'Open the live database.');
  }
  const waiting = await selectMails(world.odoo, { ids, states: ['outgoing'] }, options);
  if (waiting.length === 0) return { ids: [], plan: undefined };
  if (world.sendNow !== undefined)
    return { ids: waiting, plan: sendingPlan(waiting.length, { warnings: [], outside: [] }) };
  const waking = await readWaking(world, options);
  if (waking.kind === 'asleep') return { ids: waiting, plan: undefined, why: `${waking.why}: mend that first` };
  const others = waking.others === null ? null : Math.max(0, waking.others - waiting.length);
  return {
    ids: waiting,
    plan: sendingPlan(waiting.length, { warnings: warnAboutOthers(others), outside: [{ kind: 'wake-queue' }] }),
  };
};

const warnAboutOthers = (others: number | null): readonly string[] => [
  'Odoo sends the oldest first; mails that are held until a date stay.',
  ...(others === null ? ['This also sends every other waiting mail.'] : []),
  ...(others !== null && others > 0 ? [`This also sends ${countOf(others, 'other waiting mail')}.`] : []),
];

const sendingPlan = (waiting: number, parts: Pick<Plan, 'warnings' | 'outside'>): Plan => ({
  action: 'send',
  subject: null,
  title: `Send ${countOf(waiting, 'waiting mail')} now`,
  risk: 'careful',
  locksQueue: false,
  onStaleRows: 'skip',
  transactions: [],
  ...parts,
  byHand: [],
  irreversible: ['A mail that has left cannot be called back.'],
  affects: { count: waiting, noun: 'mails' },
  evidence: [],
});
