import { join } from 'node:path';
import { stateHomeOf } from '../../../changes/journal/state-home.ts';
import type { DatabaseAddress } from '../../../domain/database/database-address.ts';
import { exitStatus } from '../../../domain/exit-status.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { pause } from '../../../lib/pause.ts';
import type { MonitorConfig } from '../../../monitor/config/config.ts';
import { readConfig, requireDatabases } from '../../../monitor/config/read-config.ts';
import { lookOnce } from '../../../monitor/look-once.ts';
import type { MonitorWorld } from '../../../monitor/monitor-world.ts';
import { tryMessage } from '../../../monitor/notify/message.ts';
import { runNotifier } from '../../../monitor/notify/run-notifier.ts';
import { readState, writeState } from '../../../monitor/state-file.ts';
import { lockState } from '../../../monitor/state-lock.ts';
import { stateFileName, stateFolderOf } from '../../../monitor/state-path.ts';
import { createMonitorStore } from '../../../monitor/store.ts';
import { examineOnce, saveOrSay, watch } from '../../../monitor/watch.ts';
import { formatMonitorText, monitorDocument } from '../../../output/monitor-document.ts';
import type { Target } from '../../../target/target.ts';
import type { Command, CommandContext } from '../../../world/command.ts';
import { createDiscovery } from '../../../world/discover-databases.ts';
import { findDatabases } from '../../../world/open-target.ts';
import { createLooks } from '../../../world/queue-looks.ts';
import { writeNotice, writeResult } from '../../../world/write-output.ts';
import { chooseFormat } from '../../options/choose-format.ts';
import { createExaminations } from './examine.ts';
import { createSystemd } from './notify-systemd.ts';
import { type CompanionArguments, printCompanion } from './print-companion.ts';

export interface MonitorArguments extends CompanionArguments {
  /** The config file. */
  readonly rules?: string;
  readonly tryNotifiers: boolean;
}

/** Watches until it is stopped; 0 then. With `--once`: 2 where an alert stands, 3 where a database could not be read. */
export const runMonitor: Command<MonitorArguments> = async (context, given) => {
  const format = chooseFormat('monitor', context.options.format, ['text', 'json']);
  const read = () => readConfig(given.rules);
  const config = await read();
  const companion = printCompanion(given, config);
  if (companion !== undefined) {
    // Programs read it as it is.
    writeResult(context, 'json', companion);
    return exitStatus.ok;
  }
  if (given.tryNotifiers) return await tryNotifiers(context, config);
  const isMeasured = given.metrics !== undefined || given.metricsTextfile !== undefined;
  // Loaded by whoever wants it alone.
  await using outlet = isMeasured ? await (await import('./metrics.ts')).openMetrics(context, given) : undefined;
  const { target, addresses } = await findDatabases(context);
  const names = addresses.map(({ database }) => database);
  requireDatabases(given.rules ?? '', config, names);
  const world = openWorld(context, target);
  const path = statePath(context, target, names);
  const open = async (isKept: boolean) =>
    createMonitorStore({
      initial: await readState(path),
      write: isKept ? (state) => writeState(path, state) : async () => undefined,
      now: world.now,
    });
  // Before the state is read: of two monitors the second would tell everything once more.
  await using _lock = given.once ? undefined : await lockState(path);
  const store = await open(!given.once);
  store.keepOnly(names, config);
  if (given.once) {
    for (const name of names) {
      await lookOnce({ config, store, world, signal: context.signal }, name);
      if (store.database(name).trouble === null)
        await examineOnce({ config, store, world, signal: context.signal }, name);
    }
    const state = store.current();
    await outlet?.writeOnce({ state, config });
    writeResult(
      context,
      format,
      format === 'json' ? `${JSON.stringify(monitorDocument(state), null, 2)}\n` : formatMonitorText(state),
    );
    const all = Object.values(state.databases);
    if (all.some(({ trouble }) => trouble !== null)) return exitStatus.unknown;
    return all.some(({ alerts }) => Object.values(alerts).some(({ raisedAt }) => raisedAt !== null))
      ? exitStatus.critical
      : exitStatus.ok;
  }
  await saveOrSay({ store, world });
  const running: Running = {
    config,
    async read(watched) {
      const fresh = await read();
      requireDatabases(given.rules ?? '', fresh, watched);
      return fresh;
    },
    names,
    store,
    world,
  };
  outlet?.publish(() => ({ state: store.current(), config: running.config }));
  await watchAndReread(context, running);
  return exitStatus.ok;
};

interface Running {
  /** As it was last read. */
  config: MonitorConfig;
  readonly read: (names: readonly string[]) => Promise<MonitorConfig>;
  readonly names: readonly string[];
  readonly store: ReturnType<typeof createMonitorStore>;
  readonly world: MonitorWorld;
}

/** SIGHUP reads the config file anew; one that is wrong changes nothing. */
const watchAndReread = async (context: CommandContext, running: Running): Promise<void> => {
  const { read, store, world } = running;
  let { names } = running;
  let hangup = new AbortController();
  context.onHangup?.(() => hangup.abort());
  const systemd = createSystemd(context.env);
  await systemd.ready(`Watching ${countOf(names.length, 'database')}`);
  const alive = systemd.keepAlive(context.signal);
  world.log(
    `Watching ${names.length === 1 ? `the database '${names[0]}'` : `${names.length} databases`}; ${running.config.notifiers.length === 0 ? 'nobody is told: no notify in the config file' : `told by ${running.config.notifiers.map(({ name }) => name).join(', ')}`}.`,
  );
  while (!context.signal.aborted) {
    const signal = AbortSignal.any([context.signal, hangup.signal]);
    await watch({ config: running.config, databases: names, store, world, signal });
    if (context.signal.aborted) break;
    hangup = new AbortController();
    await systemd.reloading();
    names = Object.keys(store.current().databases);
    try {
      running.config = await read(names);
      store.keepOnly(names, running.config);
      world.log('The config file was read anew.');
    } catch (error) {
      world.log(`The config file is not taken over: ${error instanceof Error ? error.message : String(error)}`);
    }
    await systemd.ready(`Watching ${countOf(names.length, 'database')}`);
  }
  await alive;
  await systemd.stopping();
};

const openWorld = (context: CommandContext, target: Target): MonitorWorld => {
  const look = createLooks(context);
  const examine = createExaminations(context, { target });
  const addressOf = (database: string): DatabaseAddress => ({ ...target.server, database });
  return {
    look: (name, before, signal) => look(addressOf(name), before, signal),
    examine: (name, before, signal) => examine(addressOf(name), before, signal),
    tell: runNotifier,
    ...(target.wantsAll ? { discover: createDiscovery(context, target) } : {}),
    log: (sentence) => writeNotice(context, `${context.now().toISOString()} ${sentence}\n`),
    now: () => context.now().getTime(),
    pause,
  };
};

/** One file for what is watched together: two monitors of other databases do not share it. */
const statePath = ({ env, options }: CommandContext, { server }: Target, names: readonly string[]): string => {
  const { host, port } = server;
  const databases = options.allDatabases ? 'all' : names;
  return join(stateFolderOf(stateHomeOf(env)), stateFileName({ host, port, databases }));
};

const tryNotifiers = async (context: CommandContext, { notifiers }: MonitorConfig) => {
  let failed = 0;
  for (const notifier of notifiers) {
    try {
      const notReached = await runNotifier(notifier, tryMessage, { sickHosts: [], signal: context.signal });
      if (notReached !== undefined) failed += 1;
      writeResult(context, 'text', `${notifier.name}: ${notReached ?? 'told.'}\n`);
    } catch (error) {
      failed += 1;
      writeResult(context, 'text', `${notifier.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  if (notifiers.length === 0) writeResult(context, 'text', 'The config file names nobody to tell.\n');
  return failed === 0 ? exitStatus.ok : exitStatus.critical;
};
