import type { CheckContext } from '../../checks/context.ts';
import { type Measured, readWithEvidence, shared } from '../../checks/measure/shared.ts';
import { ProbeError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import type { Feeder, FeederBacklog } from '../../domain/odoo/feeder.ts';
import { feeders } from '../../services/odoo/read-feeders.ts';
import { type FeederState, judgeFeeder } from './judge-feeder.ts';

interface CountedFeeder {
  readonly feeder: Feeder;
  readonly backlog: FeederBacklog;
}

/** A scheduled action with all that waits for it. */
export interface FeederStanding {
  /** External id. */
  readonly action: string;
  readonly cron: Cron | undefined;
  /** What there is of it, most first. */
  readonly waits: readonly CountedFeeder[];
  readonly state: FeederState;
  readonly evidence: readonly Evidence[];
}

export interface FeederStandings {
  readonly standings: readonly FeederStanding[];
  /** What could not be counted, with the reason. */
  readonly unknown: readonly { readonly many: string; readonly reason: string }[];
}

const readActions = shared(async (context): Promise<Measured<ReadonlyMap<string, Cron>>> => {
  const names = {
    externalIds: [...new Set(feeders.map(({ action }) => action))],
    methods: [...new Set(feeders.map(({ method }) => method))],
  };
  const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.feederActions(names, options));
  const found = feeders.flatMap(({ action, method }) => {
    const original = value.find(({ externalId }) => externalId === action)?.cron;
    // Somebody may have switched off Odoo's own for a copy.
    const copy = value.find(({ externalId, cron }) => externalId === null && cron.active && calls(cron, method))?.cron;
    const cron = original?.active === true ? original : (copy ?? original);
    return cron === undefined ? [] : [[action, cron] as const];
  });
  return { value: new Map(found), evidence };
});

const calls = ({ code }: Cron, method: string): boolean => code?.includes(`${method}(`) === true;

/** What waits in the tables of this Odoo for scheduled actions other than the queue's. Cost: a statement for each. */
export const readFeeders = shared(async (context): Promise<FeederStandings> => {
  const unknown: FeederStandings['unknown'][number][] = [];
  const counted = await Promise.all(
    feeders.map(async (feeder) => {
      try {
        const { value, evidence } = await readWithEvidence(context, (odoo, options) =>
          odoo.feederBacklog(feeder, options),
        );
        return value === undefined ? [] : [{ feeder, backlog: value, evidence }];
      } catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof ProbeError)) throw error;
        unknown.push({ many: feeder.many, reason: error.message });
        return [];
      }
    }),
  );
  const waiting = counted.flat().filter(({ backlog }) => backlog.waiting > 0);
  if (waiting.length === 0) return { standings: [], unknown };
  const actions = await readActions(context);
  const groups = Map.groupBy(waiting, ({ feeder }) => feeder.action);
  const standings = await Promise.all(
    [...groups].map(async ([action, group]): Promise<FeederStanding> => {
      const cron = actions.value.get(action);
      const waits = group.toSorted((one, other) => other.backlog.due - one.backlog.due);
      const evidence = [...actions.evidence, ...group.flatMap((each) => each.evidence)];
      return { action, cron, waits, evidence, state: await measureState(context, cron, waits) };
    }),
  );
  return { standings, unknown };
});

const measureState = async (
  context: CheckContext,
  cron: Cron | undefined,
  waits: readonly CountedFeeder[],
): Promise<FeederState> => {
  const { odoo, signal, now } = context;
  const [triggers, lock] =
    cron === undefined
      ? []
      : await Promise.all([odoo.cronTriggers(cron.id, { signal }), odoo.queueLock(cron.id, { signal })]);
  const firsts = waits.flatMap(({ backlog: { firstDue } }) => (firstDue === null ? [] : [firstDue.getTime()]));
  return judgeFeeder({
    series: odoo.version.series,
    cron,
    backlog: {
      waiting: countWaiting(waits),
      due: countFeederDue(waits),
      firstDue: firsts.length === 0 ? null : new Date(Math.min(...firsts)),
    },
    called: waits.some(({ feeder }) => feeder.called),
    calledAt: triggers?.earliest ?? null,
    runsNow: lock?.kind === 'held',
    now: now(),
  });
};

const countWaiting = (waits: readonly CountedFeeder[]): number =>
  waits.reduce((sum, { backlog }) => sum + backlog.waiting, 0);

/** How much of it should have become mail by now. */
export const countFeederDue = (waits: readonly CountedFeeder[]): number =>
  waits.reduce((sum, { backlog }) => sum + backlog.due, 0);
