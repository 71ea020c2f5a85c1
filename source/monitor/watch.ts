import { minuteMs, secondMs } from '../lib/time-units.ts';
import { describeFileTrouble } from '../services/host/file-trouble.ts';
import { advanceExamination } from './advance.ts';
import type { NotifierSetting } from './config/config.ts';
import type { MonitorParts } from './monitor-world.ts';
import { composeAlertMessage } from './notify/message.ts';
import { isDue, postpone, settle } from './notify/outbox.ts';
import { createRoster, type Roster } from './roster.ts';
import { wordsOf } from './words-of.ts';

/** How often the state is written when there is nothing to tell, ms. */
const saveEveryMs = minuteMs;
const examineCheckMs = 5 * secondMs;
/** How often new databases are looked for, ms. */
const discoverEveryMs = minuteMs;

/** Watches until it is told to stop. Rejects only for faults of our own. */
export const watch = async (parts: MonitorParts): Promise<void> => {
  const { config, store, world } = parts;
  // A fault in one of the loops ends them all.
  const fault = new AbortController();
  const signal = AbortSignal.any([parts.signal, fault.signal]);
  const run = { ...parts, signal };
  const running = new Set<Promise<void>>();
  const begin = (loop: Promise<void>, own = signal): void => {
    const guarded = loop
      .catch((error: unknown) => {
        if (!own.aborted) fault.abort(error);
      })
      .finally(() => running.delete(guarded));
    running.add(guarded);
  };
  const roster = createRoster(run, begin);
  roster.follow(parts.databases);
  begin(examineAgain(run, roster));
  for (const notifier of config.notifiers) begin(tellAgain(run, notifier));
  begin(repeatedly(run, saveEveryMs, () => saveOrSay(run)));
  if (world.discover !== undefined) begin(repeatedly(run, discoverEveryMs, () => discoverOnce(run, roster)));
  while (running.size > 0) await Promise.all(running);
  await saveOrSay({ store, world });
  if (fault.signal.aborted) throw fault.signal.reason;
};

/** Finds databases that are new, and lets those go that are there no more. Where it cannot be asked, all stays as it is. */
const discoverOnce = async ({ world, signal }: MonitorParts, roster: Roster): Promise<void> => {
  try {
    const { discover } = world;
    if (discover !== undefined) roster.follow(await roster.inTurn(() => discover(roster.names(), signal)));
  } catch {
    // The looks say themselves that the server is away.
    signal.throwIfAborted();
  }
};

const repeatedly = async (
  { world, signal }: MonitorParts,
  everyMs: number,
  work: () => Promise<void>,
): Promise<void> => {
  while (await world.pause(everyMs, signal)) await work();
};

/** Without its file a monitor still watches; only its memory is short then. */
export const saveOrSay = async ({ store, world }: Pick<MonitorParts, 'store' | 'world'>): Promise<void> => {
  try {
    await store.save();
  } catch (error) {
    world.log(
      `The state could not be written: ${describeFileTrouble(error) ?? wordsOf(error)}. Alerts are told all the same.`,
    );
  }
};

const examineAgain = async (parts: MonitorParts, roster: Roster): Promise<void> => {
  const { config, store, world, signal } = parts;
  const triedAt = new Map<string, number>();
  const dueAt = (name: string): number => {
    const times = [store.database(name).examination?.at ?? 0, triedAt.get(name) ?? 0];
    // What lies ahead was written before the clock was set back.
    return Math.max(0, ...times.filter((at) => at <= world.now())) + config.examineMs;
  };
  while (!signal.aborted) {
    const [next] = roster
      .names()
      .filter((name) => store.database(name).look !== null && store.database(name).trouble === null)
      .filter((name) => dueAt(name) <= world.now())
      .toSorted((one, other) => dueAt(one) - dueAt(other));
    if (next === undefined) {
      if (!(await world.pause(examineCheckMs, signal))) return;
      continue;
    }
    triedAt.set(next, world.now());
    await examineOnce(parts, next);
  }
};

/** Runs the causes for one database, and judges what they found. */
export const examineOnce = async (
  { config, store, world, signal }: Omit<MonitorParts, 'databases'>,
  name: string,
): Promise<void> => {
  try {
    const diagnosed = await world.examine(name, store.database(name), signal);
    if (!store.knows(name)) return;
    const advanced = advanceExamination(name, store.database(name), diagnosed, { config, now: world.now() });
    store.take(name, advanced, world.now());
  } catch (error) {
    signal.throwIfAborted();
    world.log(`${name} could not be examined: ${wordsOf(error)}`);
  }
};

const tellCheckMs = secondMs;

const tellAgain = async (parts: MonitorParts, notifier: NotifierSetting): Promise<void> => {
  const { world, signal } = parts;
  do await tellOnce(parts, notifier);
  while (await world.pause(tellCheckMs, signal));
};

/** Tells what is to be told and due. It is on disk before that it is to be told, and after that it was. */
export const tellOnce = async (
  { store, world, signal }: Pick<MonitorParts, 'store' | 'world' | 'signal'>,
  notifier: NotifierSetting,
): Promise<void> => {
  const { name } = notifier;
  if (!isDue(store.notifier(name), world.now())) return;
  const { pending } = store.notifier(name);
  await saveOrSay({ store, world });
  const sickHosts = [...new Set(pending.flatMap(({ database }) => store.database(database).look?.mailHosts ?? []))];
  try {
    const notReached = await world.tell(notifier, composeAlertMessage(pending), { sickHosts, signal });
    store.setNotifier(name, settle(store.notifier(name), pending, world.now()));
    // Whoever was reached would get it again.
    if (notReached !== undefined)
      world.log(`The notifier '${name}' did not reach everybody, and is not tried again: ${notReached}`);
  } catch (error) {
    signal.throwIfAborted();
    const trouble = wordsOf(error);
    store.setNotifier(name, postpone(store.notifier(name), trouble, world.now()));
    world.log(`The notifier '${name}' did not take ${pending.length} alerts, and is tried again: ${trouble}`);
  }
  await saveOrSay({ store, world });
};
