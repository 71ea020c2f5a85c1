import { idsInStatement, inBatches } from '../../changes/batches.ts';
import type { RetryWorld } from '../../changes/retry/plan-retry.ts';
import { readWaking } from '../../changes/retry/waking.ts';
import { UserError } from '../../domain/errors.ts';
import { isNeutralized } from '../../domain/mail-parameter.ts';
import type { Plan } from '../../domain/plan.ts';
import type { SendNow } from '../../domain/send-now.ts';
import { countOf } from '../../domain/wording/count.ts';
import { selectMails } from '../../queue/select-mails.ts';

interface SendingPlan {
  /** Those of the mails that wait and may leave. */
  readonly ids: readonly number[];
  /** How many wait for a date of their own. */
  readonly held: number;
  /** Undefined when there is nothing to wake, or nobody. */
  readonly plan: Plan | undefined;
  /** Why there is no plan. */
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
  if (waiting.length === 0) return { ids: [], held: 0, plan: undefined };
  if (world.sendNow !== undefined) return await planDirectly(world, waiting, options);
  const waking = await readWaking(world, options);
  if (waking.kind === 'asleep')
    return { ids: waiting, held: 0, plan: undefined, why: `${waking.why}: mend that first` };
  const others = waking.others === null ? null : Math.max(0, waking.others - waiting.length);
  return {
    ids: waiting,
    held: 0,
    plan: sendingPlan(waiting.length, { warnings: warnAboutOthers(others), outside: [{ kind: 'wake-queue' }] }),
  };
};

/** Told to send certain mails, Odoo does not look at their dates (MailMail.send). */
const planDirectly = async (
  { odoo, now }: RetryWorld,
  waiting: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<SendingPlan> => {
  const held = new Set<number>();
  for (const batch of inBatches(waiting, idsInStatement)) {
    for (const { id, schedule } of await odoo.heldMails(batch, options)) {
      if (schedule.kind === 'text' || schedule.at > now()) held.add(id);
    }
  }
  const ids = waiting.filter((id) => !held.has(id));
  return ids.length === 0
    ? { ids, held: held.size, plan: undefined, why: 'These mails are held until a date of their own' }
    : { ids, held: held.size, plan: sendingPlan(ids.length, { warnings: [], outside: [] }) };
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
