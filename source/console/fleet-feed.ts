import { pause } from '../lib/pause.ts';
import { minuteMs, secondMs } from '../lib/time-units.ts';
import { parseConfig } from '../monitor/config/read-config.ts';
import type { MonitorParts, MonitorWorld } from '../monitor/monitor-world.ts';
import { createRoster, type Roster } from '../monitor/roster.ts';
import { createMonitorStore } from '../monitor/store.ts';
import type { Target } from '../target/target.ts';
import type { FleetRow, FleetSource } from '../ui/fleet/source.ts';
import type { CommandContext } from '../world/command.ts';
import { createDiscovery } from '../world/discover-databases.ts';
import { createLooks } from '../world/queue-looks.ts';
import { judgeFleetLook } from './judge-fleet-look.ts';

/** At least so far apart are two looks at one database, and for each of many databases some more: a screen is no load. */
const leastEveryMs = 5 * secondMs;
const eachMs = 100;
/** Rows that changed are told together, ms. */
const gatherMs = 100;

interface FleetFeedOptions {
  readonly context: CommandContext;
  readonly target: Target;
  /** Those that are known when it opens. */
  readonly databases: readonly string[];
}

/** Looks at all databases of a server as a monitor does, with at most four connections, as long as somebody listens. */
export const createFleetFeed = ({ context, target, databases }: FleetFeedOptions): FleetSource => {
  const look = createLooks(context, { withLastSent: true });
  const discover = createDiscovery(context, target);
  const lastSent = new Map<string, number | null>();
  const now = (): number => context.now().getTime();
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now });
  let names = databases;
  let restart = (): void => undefined;

  const world: MonitorWorld = {
    async look(name, before, signal) {
      const taken = await look({ ...target.server, database: name }, before, signal);
      if (taken.reading.lastSentAt !== undefined) lastSent.set(name, taken.reading.lastSentAt);
      return taken;
    },
    examine: () => Promise.reject(new Error('the table of databases examines none')),
    tell: () => Promise.reject(new Error('the table of databases tells nobody')),
    log: () => undefined,
    now,
    pause,
  };

  const discoverAgain = async (roster: Roster, signal: AbortSignal): Promise<void> => {
    while (await pause(minuteMs, signal)) {
      // Where it cannot be asked the table stays as it is: its rows say themselves that the server is away.
      names = await roster.inTurn(() => discover(names, signal)).catch(() => names);
      roster.follow(names);
    }
  };

  return {
    server: target.server.host,
    refresh: () => restart(),
    subscribe(listener) {
      let stop = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const tellRows = (): void => {
        timer = undefined;
        listener(rowsOf());
      };
      const rowsOf = (): readonly FleetRow[] =>
        names.map((name) =>
          judgeFleetLook(name, store.database(name), { lastSentAt: lastSent.get(name) ?? null, now: now() }),
        );
      const begin = (): void => {
        const signal = AbortSignal.any([context.signal, stop.signal]);
        const everyMs = Math.max(leastEveryMs, names.length * eachMs);
        const told = { ...store, take: tellAfter(store.take), letGo: tellAfter(store.letGo) };
        const parts: Omit<MonitorParts, 'databases'> = { config: { ...config, everyMs }, store: told, world, signal };
        // A loop that ended was stopped; what a look meets is in its row.
        const roster = createRoster(parts, (loop) => void loop.catch(() => undefined), { isSpread: false });
        roster.follow(names);
        void discoverAgain(roster, signal);
      };
      const tellAfter =
        <Arguments extends readonly unknown[]>(work: (...given: Arguments) => void) =>
        (...given: Arguments): void => {
          work(...given);
          timer ??= setTimeout(tellRows, gatherMs);
        };
      restart = () => {
        stop.abort(new Error('looked at anew'));
        stop = new AbortController();
        begin();
      };
      tellRows();
      begin();
      return () => {
        restart = () => undefined;
        stop.abort(new Error('nobody looks at the table'));
        clearTimeout(timer);
      };
    },
  };
};

const config = parseConfig('', '');
