import { randomUUID } from 'node:crypto';
import type { Advanced } from './advance.ts';
import type { NewAlertEvent } from './alerts.ts';
import type { MonitorConfig } from './config/config.ts';
import { addPending, freshNotifier } from './notify/outbox.ts';
import type { DatabaseState, MonitorState, NotifierState } from './state.ts';
import { freshDatabase } from './take-look.ts';

/** The state of a running monitor, and its file. */
export interface MonitorStore {
  current(): MonitorState;
  database(name: string): DatabaseState;
  /** Whether anything is kept of it: what was let go meanwhile is not taken in again. */
  knows(name: string): boolean;
  notifier(name: string): NotifierState;
  /** Takes over what was judged, and hands its alerts to every notifier. */
  take(name: string, advanced: Advanced, now: number): void;
  setNotifier(name: string, state: NotifierState): void;
  /** Forgets a database that is there no more, and tells that its alerts are over. */
  letGo(name: string, events: readonly NewAlertEvent[], now: number): void;
  /** Forgets databases and notifiers that are watched and told no more. */
  keepOnly(databases: readonly string[], config: MonitorConfig): void;
  /** On disk when it returns. */
  save(): Promise<void>;
}

export interface StoreOptions {
  readonly initial: MonitorState | undefined;
  readonly write: (state: MonitorState) => Promise<void>;
  readonly now: () => number;
}

export const createMonitorStore = ({ initial, write, now }: StoreOptions): MonitorStore => {
  // What a file of an earlier version does not hold begins as in a fresh one.
  const databases = new Map(
    Object.entries(initial?.databases ?? {}).map(([name, state]) => [name, { ...freshDatabase, ...state }]),
  );
  const notifiers = new Map(Object.entries(initial?.notifiers ?? {}));
  const since = initial?.since ?? now();
  let told: readonly string[] = [];
  let writing: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const current = (): MonitorState => ({
    since,
    databases: Object.fromEntries(databases),
    notifiers: Object.fromEntries(notifiers),
  });
  const notifier = (name: string): NotifierState => notifiers.get(name) ?? freshNotifier;
  const hand = (name: string, events: readonly NewAlertEvent[], at: number): void => {
    const named = events.map((event) => ({ ...event, id: randomUUID(), database: name }));
    for (const each of told) notifiers.set(each, addPending(notifier(each), named, at));
  };
  return {
    current,
    database: (name) => databases.get(name) ?? freshDatabase,
    knows: (name) => databases.has(name),
    notifier,
    take(name, { state, events }, at) {
      databases.set(name, state);
      hand(name, events, at);
    },
    letGo(name, events, at) {
      databases.delete(name);
      hand(name, events, at);
    },
    setNotifier: (name, state) => void notifiers.set(name, state),
    keepOnly(names, config) {
      told = config.notifiers.map((each) => each.name);
      for (const name of databases.keys()) if (!names.includes(name)) databases.delete(name);
      for (const name of notifiers.keys()) if (!told.includes(name)) notifiers.delete(name);
      for (const name of told) notifiers.set(name, notifier(name));
    },
    save() {
      // Whoever asks while one is being written shares the next, which holds what both want.
      waiting ??= writing.then(() => {
        waiting = undefined;
        writing = write(current()).catch((error: unknown) => Promise.reject(error));
        return writing;
      });
      const mine = waiting;
      writing = writing.catch(() => undefined);
      return mine;
    },
  };
};
