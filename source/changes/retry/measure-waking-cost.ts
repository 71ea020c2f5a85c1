import type { WakingCost } from '../../domain/change/waking-cost.ts';
import type { MailConfiguration } from '../../domain/routing/routing-facts.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { sumOf } from '../../lib/sum-of.ts';
import type { DueMails } from '../../services/odoo/queries/mails/due-mails.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';
import type { ChoiceWorld } from './choose-mails.ts';
import { describeHold } from './describe-hold.ts';
import { holdingSteps, planHold } from './hold-others.ts';
import { type FailingOthers, findFailingOthers } from './queue-others.ts';
import { readPastInTime } from './sending-past.ts';
import { readOthers } from './waking.ts';
import { describeFailing } from './waking-objection.ts';

/**
 * What it costs to let the queue run now: the waiting mails that would fail for what servers said before and no live try
 * shows. What one does show is for whoever tries. Undefined where none would, or nobody can tell in time.
 */
export const measureWakingCost = async (
  world: Omit<ChoiceWorld, 'filestore'> & { readonly configuration: MailConfiguration },
  { signal }: { readonly signal: AbortSignal },
): Promise<WakingCost | undefined> => {
  const { odoo, now, totalTimeoutMs } = world;
  const facts = await readRoutingFacts(odoo, world.configuration, { signal });
  const due = await readOthers(odoo, totalTimeoutMs, signal);
  if (due === null || due.length === 0) return undefined;
  const past = await readPastInTime(world, facts, { signal });
  const failing = findFailingOthers(due, { facts, past, tried: [], isTried: true, now: now() });
  if (failing.length === 0) return undefined;
  return {
    ...describeToll(due, failing),
    hold: async () => {
      const held = await planHold(odoo, failing, now(), { signal });
      return {
        mails: sumOf(held, ({ mails }) => mails),
        transactions: holdingSteps(held),
        warnings: held.map(describeHold),
      };
    },
  };
};

/** How many of the waiting mails would fail, and that in sentences. */
export const describeToll = (
  due: readonly Pick<DueMails, 'ids'>[],
  failing: readonly Pick<FailingOthers, 'ids' | 'server' | 'why'>[],
): Pick<WakingCost, 'failing' | 'alarm'> => {
  const count = sumOf(failing, ({ ids }) => ids.length);
  const all = sumOf(due, ({ ids }) => ids.length);
  const who =
    count === all ? countOf(count, 'waiting mail') : `${formatCount(count)} of ${countOf(all, 'waiting mail')}`;
  return { failing: count, alarm: `${who} would fail if Odoo sent now. ${describeFailing(failing)}` };
};
