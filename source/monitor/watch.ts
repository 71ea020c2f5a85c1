import { createLimit } from '../lib/limit.ts';
import { minuteMs, secondMs } from '../lib/time-units.ts';
import type { LookReading } from '../services/odoo/look/read-look.ts';
import { advanceExamination, advanceLook, backMsOf, type Diagnosed } from './advance.ts';
import { type MonitorConfig, type NotifierSetting, rulesFor } from './config/config.ts';
import { type AlertMessage, composeMessage } from './notify/message.ts';
import { postpone, settle } from './notify/outbox.ts';
import type { DatabaseState } from './state.ts';
import type { MonitorStore } from './store.ts';
import { missLook, takeLook } from './take-look.ts';

export interface TakenLook {
  readonly reading: LookReading;
  readonly cronUnread: string | null;
}

/** Whatever a monitor touches of the world. */
export interface MonitorWorld {
  /** @throws where the database cannot be read. */
  look(database: string, before: DatabaseState, signal: AbortSignal): Promise<TakenLook>;
  /** Runs the causes. @throws where they cannot be run. */
  examine(database: string, before: DatabaseState, signal: AbortSignal): Promise<Diagnosed>;
  tell(
    notifier: NotifierSetting,
    message: AlertMessage,
    options: { readonly sickHosts: readonly string[]; readonly signal: AbortSignal },
  ): Promise<void>;
  /** A sentence for the log. */
  log(sentence: string): void;
  readonly now: () => number;
  /** Whether the time went by; false when it was called off. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<boolean>;
}

export interface MonitorParts {
  readonly config: MonitorConfig;
  readonly databases: readonly string[];
  readonly store: MonitorStore;
  readonly world: MonitorWorld;
  readonly signal: AbortSignal;
}

/**
 * Connections at once: two looks, one look at a database that did not answer last time, one examination. What hangs
 * delays only its like.
 */
const lanes = { looks: 2, troubled: 1, examinations: 1 } as const;

/** How often the state is written when there is nothing to tell, ms. */
const saveEveryMs = minuteMs;
const examineCheckMs = 5 * secondMs;

/** Watches until it is told to stop. Rejects only for faults of our own. */
export const watch = async (parts: MonitorParts): Promise<void> => {
  const { config, databases, store, world } = parts;
  // A fault in one of the loops ends them all.
  const fault = new AbortController();
  const signal = AbortSignal.any([parts.signal, fault.signal]);
  const run = { ...parts, signal };
  const limits = { looks: createLimit(lanes.looks), troubled: createLimit(lanes.troubled) };
  const loops = [
    ...databases.map((name, index) => lookAgain(run, limits, name, (config.everyMs * index) / databases.length)),
    examineAgain(run),
    ...config.notifiers.map((notifier) => tellAgain(run, notifier)),
    repeatedly(run, saveEveryMs, () => saveOrSay(run)),
  ];
  const guarded = loops.map((loop) =>
    loop.catch((error: unknown) => {
      if (signal.aborted) return;
      fault.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(guarded);
  await saveOrSay({ store, world });
  if (fault.signal.aborted) throw fault.signal.reason;
};

const repeatedly = async (
  { world, signal }: MonitorParts,
  everyMs: number,
  work: () => Promise<void>,
): Promise<void> => {
  while (await world.pause(everyMs, signal)) await work();
};

/** Without its file a monitor still watches; only its memory is short then. */
const saveOrSay = async ({ store, world }: Pick<MonitorParts, 'store' | 'world'>): Promise<void> => {
  try {
    await store.save();
  } catch (error) {
    world.log(`The state could not be written: ${wordsOf(error)}`);
  }
};

type Limits = Readonly<Record<'looks' | 'troubled', ReturnType<typeof createLimit>>>;

const lookAgain = async (parts: MonitorParts, limits: Limits, name: string, delayMs: number): Promise<void> => {
  const { config, store, world, signal } = parts;
  if (delayMs > 0 && !(await world.pause(delayMs, signal))) return;
  let due = world.now();
  do {
    const lane = store.database(name).trouble === null ? limits.looks : limits.troubled;
    await lane(signal, () => lookOnce(parts, name));
    // Never two at once, and what was missed is not made up for.
    due = Math.max(due + config.everyMs, world.now());
  } while (await world.pause(due - world.now(), signal));
};

/** One look at one database, judged. */
export const lookOnce = async (
  { config, store, world, signal }: Omit<MonitorParts, 'databases'>,
  name: string,
): Promise<void> => {
  const before = store.database(name);
  const began = performance.now();
  let next: DatabaseState;
  try {
    const { reading, cronUnread } = await world.look(name, before, signal);
    const lookMs = performance.now() - began;
    const backMs = backMsOf(rulesFor(config, name));
    next = takeLook(before, reading, { at: world.now(), lookMs, cronUnread, backMs });
  } catch (error) {
    signal.throwIfAborted();
    next = missLook(before, wordsOf(error), world.now());
  }
  // An examination may have ended meanwhile: its part of the state stays.
  const { examination, alerts } = store.database(name);
  store.take(name, advanceLook(name, { ...next, examination, alerts }, config, world.now()), world.now());
};

const examineAgain = async (parts: MonitorParts): Promise<void> => {
  const { config, databases, store, world, signal } = parts;
  const triedAt = new Map<string, number>();
  const dueAt = (name: string): number => {
    const last = Math.max(store.database(name).examination?.at ?? 0, triedAt.get(name) ?? 0);
    return last + config.examineMs;
  };
  while (!signal.aborted) {
    const [next] = databases
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
  const { pending, nextAt } = store.notifier(name);
  if (pending.length === 0 || nextAt === null || nextAt > world.now()) return;
  await saveOrSay({ store, world });
  const sickHosts = [...new Set(pending.flatMap(({ database }) => store.database(database).look?.mailHosts ?? []))];
  try {
    await world.tell(notifier, composeMessage(pending), { sickHosts, signal });
    store.setNotifier(name, settle(store.notifier(name), pending, world.now()));
  } catch (error) {
    signal.throwIfAborted();
    const trouble = wordsOf(error);
    store.setNotifier(name, postpone(store.notifier(name), trouble, world.now()));
    world.log(`The notifier '${name}' did not take ${pending.length} alerts, and is tried again: ${trouble}`);
  }
  await saveOrSay({ store, world });
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
