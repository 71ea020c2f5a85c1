import type { CheckContext } from '../../checks/context.ts';
import { type Measured, readWithEvidence, shared } from '../../checks/measure/shared.ts';
import { ProbeError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import type { Feeder, FeederBacklog } from '../../domain/odoo/feeder.ts';
import { feeders } from '../../services/odoo/read-feeders.ts';
import { type FeederFacts, type FeederState, judgeFeeder } from './judge-feeder.ts';

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
  return { value: chooseActions(feeders, value), evidence };
});

/** By external id. Somebody may have switched off Odoo's own for a copy. */
export const chooseActions = (
  known: readonly Pick<Feeder, 'action' | 'method'>[],
  found: readonly { readonly externalId: string | null; readonly cron: Cron }[],
): ReadonlyMap<string, Cron> =>
  new Map(
    known.flatMap(({ action, method }) => {
      const original = found.find(({ externalId }) => externalId === action)?.cron;
      const copy = found.find(
        ({ externalId, cron }) => externalId === null && cron.active && calls(cron, method),
      )?.cron;
      const cron = original?.active === true ? original : (copy ?? original);
      return cron === undefined ? [] : [[action, cron] as const];
    }),
  );

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
  const groups = groupByAction(counted.flat());
  if (groups.length === 0) return { standings: [], unknown };
  const actions = await readActions(context);
  const standings = await Promise.all(
    groups.map(async ({ action, waits }): Promise<FeederStanding> => {
      const cron = actions.value.get(action);
      const evidence = [...actions.evidence, ...waits.flatMap((each) => each.evidence)];
      return { action, cron, waits, evidence, state: await measureState(context, cron, waits) };
    }),
  );
  return { standings, unknown };
});

/** What waits for each action, of which most is due first; an action for which nothing waits is left out. */
export const groupByAction = <Counted extends CountedFeeder>(
  counted: readonly Counted[],
): readonly { readonly action: string; readonly waits: readonly Counted[] }[] =>
  Array.from(
    Map.groupBy(
      counted.filter(({ backlog }) => backlog.waiting > 0),
      ({ feeder }) => feeder.action,
    ),
    ([action, group]) => ({ action, waits: group.toSorted((one, other) => other.backlog.due - one.backlog.due) }),
  );

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
  return judgeFeeder({
    series: odoo.version.series,
    cron,
    ...sumUp(waits),
    calledAt: triggers?.earliest ?? null,
    runsNow: lock?.kind === 'held',
    now: now(),
  });
};

/** All that waits for one action, taken together. */
export const sumUp = (waits: readonly CountedFeeder[]): Pick<FeederFacts, 'backlog' | 'called'> => {
  const firsts = waits.flatMap(({ backlog: { firstDue } }) => (firstDue === null ? [] : [firstDue.getTime()]));
  return {
    backlog: {
      waiting: waits.reduce((sum, { backlog }) => sum + backlog.waiting, 0),
      due: countFeederDue(waits),
      firstDue: firsts.length === 0 ? null : new Date(Math.min(...firsts)),
    },
    called: waits.some(({ feeder }) => feeder.called),
  };
};

/** How much of it should have become mail by now. */
export const countFeederDue = (waits: readonly CountedFeeder[]): number =>
  waits.reduce((sum, { backlog }) => sum + backlog.due, 0);
