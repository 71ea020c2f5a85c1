import type { CheckContext } from '../../checks/context.ts';
import { measureRelays, type Relay } from '../../checks/measure/relays.ts';
import { readWithEvidence, shared } from '../../checks/measure/shared.ts';
import { countByServer, countWaiting } from '../../checks/measure/stored-failures.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { SendingVolume } from '../../domain/limits/sending-volume.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import { type Quota, quotasOf } from '../../domain/providers/quota.ts';
import { dayMs, hourMs } from '../../lib/time-units.ts';

/** What an account has sent in a quota's window, and what is left of it. */
export interface Usage {
  readonly relay: Relay;
  readonly provider: Provider;
  readonly quota: Quota;
  /** At least: sent mail deletes itself. Undefined where several servers carry mail and nobody can tell which sent what. */
  readonly sent: number | undefined;
}

export interface Usages {
  readonly volume: SendingVolume;
  readonly usages: readonly Usage[];
  readonly evidence: readonly Evidence[];
}

/** Mails that are due within a quota's window, by the server that they lead through: what is held back longer does not press. */
export const countDueInWindow = (context: CheckContext, { limit }: Quota): Promise<ReadonlyMap<string, number>> =>
  limit.window === 'hour' ? countDueThisHour(context) : countDueToday(context);

const dueWithin = (ms: number) =>
  shared(async (context): Promise<ReadonlyMap<string, number>> => {
    const until = new Date(context.now().getTime() + ms);
    const { mails } = await context.readQueue();
    const [waiting, later] = await Promise.all([
      countWaiting(context),
      countByServer(context, mails.inState('outgoing').heldBeyond(until).ids),
    ]);
    return leaveOut(waiting, later);
  });

/** What is left of these counts without those. */
export const leaveOut = (
  counts: ReadonlyMap<string, number>,
  those: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> =>
  new Map(Array.from(counts, ([subject, count]) => [subject, count - (those.get(subject) ?? 0)]));

/** Mails that nothing holds back, by the server that they lead through: all of them go with the next run. */
export const countDueNow = dueWithin(0);

const countDueThisHour = dueWithin(hourMs);
const countDueToday = dueWithin(dayMs);

/** Milliseconds for walking back through what was sent: as a measure of a known limit, and for its own sake. */
const walkMs = { measured: 3_000, told: 150 };

/** The limits of the providers behind the servers in use, beside what the database still shows to have left. */
export const measureUsage = shared(async (context): Promise<Usages> => {
  const { now } = context;
  const chosen = (await measureRelays(context)).filter(({ isChosen }) => isChosen);
  const budget = chosen.some(({ host }) => findProvider({ host }) !== undefined) ? walkMs.measured : walkMs.told;
  const { value: volume, evidence } = await readWithEvidence(context, (odoo, options) =>
    odoo.sendingVolume({ now, budget }, options),
  );
  return { volume, usages: judgeUsages(chosen, volume), evidence };
});

/** What each server in use has sent of each limit that is known of it. What one sent of several is not stored. */
export const judgeUsages = (chosen: readonly Relay[], volume: SendingVolume): readonly Usage[] =>
  chosen.flatMap((relay) => {
    const provider = findProvider({ host: relay.host });
    if (provider === undefined) return [];
    return quotasOf(provider, relay.user).map((quota) => ({
      relay,
      provider,
      quota,
      sent: chosen.length === 1 ? sentOf(volume, quota) : undefined,
    }));
  });

const sentOf = ({ lastHour, lastDay }: SendingVolume, { unit, limit }: Quota): number =>
  (limit.window === 'hour' ? lastHour : lastDay)[unit];
