import { idsInStatement } from '../../changes/batch-sizes.ts';
import type { RetryWorld } from '../../changes/retry/plan-retry.ts';
import { readPastInTime } from '../../changes/retry/sending-past.ts';
import { type QueueWaking, readWaking } from '../../changes/retry/waking.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { MailAndMessage, SendNow } from '../../domain/change/send-now.ts';
import { UserError } from '../../domain/errors.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import { countOf } from '../../domain/wording/count.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { inBatches } from '../../lib/batches.ts';
import { selectMails } from '../../queue/select-mails.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';

interface SendingPlan {
  /** Those of the mails that wait and may leave. */
  readonly ids: readonly number[];
  /** How many wait for a date of their own. */
  readonly held: number;
  /** How many of the mails that a woken queue sends would fail, these and others. */
  readonly failing: number;
  /** How many may not go the world's own way, because its account may not read and write them. */
  readonly forbidden: number;
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
  asked: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<SendingPlan> => {
  if (isNeutralized(await world.odoo.parameters(options))) {
    throw new UserError('This database is a neutralized copy: its mails must not be sent.', 'Open the live database.');
  }
  const waiting = await selectMails(world.odoo, { ids: asked, states: ['outgoing'] }, options);
  if (waiting.length === 0) return { ids: [], held: 0, forbidden: 0, failing: 0, plan: undefined };
  const held = await findHeld(world, waiting, options);
  const free = waiting.filter((id) => !held.has(id));
  const forbidden = await findForbidden(world, free, options);
  const ids = free.filter((id) => !forbidden.has(id));
  const found = { ids, held: held.size, forbidden: forbidden.size, failing: 0, plan: undefined };
  if (ids.length === 0 && forbidden.size > 0)
    return { ...found, why: 'That account may not read and write these mails' };
  if (ids.length === 0) return { ...found, why: 'These mails are held until a date of their own' };
  if (world.sendNow !== undefined) return { ...found, plan: sendingPlan(ids.length, { warnings: [], outside: [] }) };
  const facts = await readRoutingFacts(world.odoo, world.configuration, options);
  const past = await readPastInTime(world, facts, options);
  const waking = await readWaking(world, { facts, past, tried: [], now: world.now() }, options);
  if (waking.kind === 'asleep') return { ...found, why: `${waking.why}: mend that first` };
  const others = waking.others === null ? null : Math.max(0, waking.others - ids.length);
  const failing = waking.failing.reduce((sum, group) => sum + group.ids.length, 0);
  return {
    ...found,
    failing,
    plan: sendingPlan(ids.length, {
      warnings: [...warnAboutFailing(waking), ...warnAboutOthers(others)],
      outside: [{ kind: 'wake-queue' }],
    }),
  };
};

/** What Odoo would deliver and could not note. */
const findForbidden = async (
  { odoo, sendNow }: RetryWorld & { readonly sendNow?: SendNow },
  waiting: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<ReadonlySet<number>> => {
  if (sendNow?.findForbidden === undefined) return new Set();
  const mails: MailAndMessage[] = [];
  for (const batch of inBatches(waiting, idsInStatement)) mails.push(...(await odoo.retryCandidates(batch, options)));
  return new Set((await sendNow.findForbidden(mails, options)).ids);
};

/** Neither a woken queue sends them, nor may we have them sent: told to send certain mails, Odoo does not look at dates. */
const findHeld = async (
  { odoo, now }: RetryWorld,
  waiting: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<ReadonlySet<number>> => {
  const held = new Set<number>();
  for (const batch of inBatches(waiting, idsInStatement)) {
    for (const { id, schedule } of await odoo.heldMails(batch, options)) {
      if (schedule.kind === 'text' || schedule.at > now()) held.add(id);
    }
  }
  return held;
};

/** The chosen ones are among them. */
const warnAboutFailing = ({ failing }: Extract<QueueWaking, { kind: 'woken' }>): readonly string[] =>
  failing.map(({ ids, server, why }) =>
    endSentence(`${countOf(ids.length, 'mail')} of what is sent would fail. ${server}: ${why}`),
  );

const warnAboutOthers = (others: number | null): readonly string[] => [
  'Odoo sends the oldest first.',
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
