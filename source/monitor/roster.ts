import { createLimit } from '../lib/limit.ts';
import { secondMs } from '../lib/time-units.ts';
import { endAlerts } from './alerts.ts';
import { lookOnce } from './look-once.ts';
import type { MonitorParts } from './monitor-world.ts';
import type { DatabaseState } from './state.ts';

/** The databases that are watched, each by a loop of its own. */
export interface Roster {
  names(): readonly string[];
  /** Begins with those that are new, and lets those go that are not among them. */
  follow(names: readonly string[]): void;
  /** Does something else that needs a connection when what hangs or takes long leaves one. */
  inTurn<Result>(task: () => Promise<Result>): Promise<Result>;
}

/** Connections at once; with the one of an examination four. */
const lanes = { quick: 2, doubtful: 1 } as const;

/** A look that takes longer gives its place up, and is taken again where it is in nobody's way, ms. */
const defaultQuickMs = 2 * secondMs;
/** What took longer the last time goes there at once, ms. */
const doubtfulMs = secondMs;

/** What hangs or takes long delays only its like. */
const isDoubtful = ({ trouble, lookMs }: DatabaseState): boolean => trouble !== null || (lookMs ?? 0) > doubtfulMs;

type Begin = (loop: Promise<void>, own: AbortSignal) => void;

interface RosterOptions {
  readonly quickMs?: number;
  /** Whether the first looks are spread over the time between two; otherwise they come as fast as they can. */
  readonly isSpread?: boolean;
}

export const createRoster = (
  parts: Omit<MonitorParts, 'databases'>,
  begin: Begin,
  { quickMs = defaultQuickMs, isSpread = true }: RosterOptions = {},
): Roster => {
  const { config, store, world, signal } = parts;
  const limits = { quick: createLimit(lanes.quick), doubtful: createLimit(lanes.doubtful) };
  const watched = new Map<string, AbortController>();

  const lookAgain = async (name: string, own: AbortSignal, delayMs: number): Promise<void> => {
    if (delayMs > 0 && !(await world.pause(delayMs, own))) return;
    let due = world.now();
    const look = { ...parts, signal: own };
    do {
      const isDone =
        !isDoubtful(store.database(name)) && (await limits.quick(own, () => lookOnce(look, name, quickMs)));
      if (!isDone) await limits.doubtful(own, () => lookOnce(look, name));
      // Never two at once, and what was missed is not made up for; a clock that was set back stops nothing.
      due = Math.min(Math.max(due + config.everyMs, world.now()), world.now() + config.everyMs);
    } while (await world.pause(due - world.now(), own));
  };

  const letGo = (name: string, stop: AbortController): void => {
    stop.abort(new Error('it is watched no more'));
    watched.delete(name);
    const reason = `The database '${name}' is there no more, or not open to this role, and is watched no more.`;
    store.letGo(name, endAlerts(store.database(name).alerts, reason, world.now()), world.now());
    world.log(reason);
  };

  return {
    names: () => [...watched.keys()],
    inTurn: (task) => limits.doubtful(signal, task),
    follow(names) {
      const isFirst = watched.size === 0;
      for (const [name, stop] of watched) if (!names.includes(name)) letGo(name, stop);
      for (const [index, name] of names.entries()) {
        if (watched.has(name)) continue;
        const stop = new AbortController();
        const own = AbortSignal.any([signal, stop.signal]);
        watched.set(name, stop);
        if (!isFirst) world.log(`The database '${name}' is new, and is watched from now on.`);
        // Spread over the time between two looks.
        begin(lookAgain(name, own, isFirst && isSpread ? (config.everyMs * index) / names.length : 0), own);
      }
    },
  };
};
