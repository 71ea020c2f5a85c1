import { isDeepStrictEqual } from 'node:util';
import type { QueuePicture } from '../domain/mail/queue.ts';
import { takeFirstLook, type Vitals } from '../queue/first-look.ts';
import { readVitals } from '../queue/vitals.ts';
import { QueueWatcher } from '../queue/watcher.ts';
import type { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import { type ConsoleEvent, firstIntervalMs, type LiveSource } from '../ui/console-source.ts';
import { seeOdoosOf } from '../world/effective-target.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { LiveLine } from './live-line.ts';

const vitalsIntervalMs = 5_000;

interface FeedOptions extends Pick<LiveSource, 'target' | 'changesOff' | 'writeFile' | 'loadScreens' | 'openSetup'> {
  readonly database: OpenDatabase;
  readonly queue: LiveQueueReader;
  readonly now: () => Date;
  /** Hears what happens now. */
  readonly hearNow?: (words: string) => void;
}

/** What the console shows, kept up to date: the watcher's events, and a first look whenever queue or vitals moved. */
export interface ConsoleFeed extends LiveSource, AsyncDisposable {
  /** Begins to watch before there is a subscriber; resolves when all of the first picture is there, or after so long, ms. */
  begin(withinMs: number): Promise<void>;
}

/** Puts the services of one database behind what the screens can see. Starts with the first subscriber at the latest. */
export const createConsoleFeed = ({
  database,
  queue,
  target,
  now,
  changesOff,
  writeFile,
  openSetup,
  loadScreens,
  hearNow = () => undefined,
}: FeedOptions): ConsoleFeed => {
  const listeners = new Set<(event: ConsoleEvent) => void>();
  const abort = new AbortController();
  let picture: QueuePicture | undefined;
  let vitals: Vitals | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | undefined;
  let started = false;
  const live = new LiveLine(now());
  /** What was told last of each: in a quiet queue hardly anything differs from one look to the next. */
  const told = new Map<ConsoleEvent['kind'], ConsoleEvent>();
  /** Until there is a subscriber. */
  let early: ConsoleEvent[] | undefined = [];
  const drawable = Promise.withResolvers<void>();

  const tell = (event: ConsoleEvent): void => {
    early?.push(event);
    for (const listener of listeners) listener(event);
    const isLost = event.kind === 'queue' && event.event.kind === 'lost';
    if (isLost || (picture?.complete === true && vitals !== undefined)) drawable.resolve();
  };
  const tellNew = (event: ConsoleEvent): void => {
    if (isDeepStrictEqual(event, told.get(event.kind))) return;
    told.set(event.kind, event);
    tell(event);
  };
  const look = (): void => {
    if (picture === undefined || vitals === undefined) return;
    const at = now();
    const firstLook = takeFirstLook(picture, vitals, at);
    tellNew({ kind: 'first-look', firstLook });
    const line = live.judge({ picture, vitals, vitalSigns: firstLook.vitalSigns }, at);
    hearNow(line.words);
    tellNew({ kind: 'now', line, outcomes: live.newest });
  };
  /** Who just got a mail, or did not: told a moment later, as it is asked of the database. */
  const nameOutcomes = async (): Promise<void> => {
    const ids = live.takeUnnamed();
    if (ids.length === 0) return;
    try {
      const { retry } = await loadScreens();
      live.name(await retry.rows(ids, { signal: abort.signal }));
      look();
    } catch {
      // They stand there with their numbers.
    }
  };
  const watcher = new QueueWatcher({
    reader: queue,
    intervalMs: firstIntervalMs,
    now,
    listener: (event) => {
      tell({ kind: 'queue', event });
      if (event.kind !== 'snapshot' && event.kind !== 'delta') return;
      picture = event.picture;
      live.note(event, now());
      look();
      void nameOutcomes();
    },
  });
  const readAgain = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      const { signal } = abort;
      const sight = await seeOdoosOf(database, { signal, now });
      vitals = await readVitals(database.odoo, { wanted: database.address, sight }, { signal });
      look();
    } catch {
      // The watcher says that the database is gone; the vitals follow when it is back.
    }
    if (!abort.signal.aborted) timer = setTimeout(() => void readOnce(), vitalsIntervalMs);
  };
  const readOnce = (): Promise<void> => {
    reading ??= readAgain().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const start = (): void => {
    if (started) return;
    started = true;
    watcher.start();
    void readOnce();
  };

  return {
    async begin(withinMs) {
      start();
      const limit = setTimeout(drawable.resolve, withinMs);
      await drawable.promise;
      clearTimeout(limit);
    },
    target,
    changesOff,
    writeFile,
    ...(openSetup === undefined ? {} : { openSetup }),
    loadScreens,
    takeEarly: () => early?.splice(0) ?? [],
    subscribe(listener) {
      listeners.add(listener);
      for (const event of early ?? []) listener(event);
      early = undefined;
      start();
      return () => listeners.delete(listener);
    },
    refresh() {
      void watcher.refresh();
      void readOnce();
    },
    setInterval: (ms) => watcher.setInterval(ms),
    async [Symbol.asyncDispose]() {
      abort.abort(new Error('the console was closed'));
      clearTimeout(timer);
      await Promise.allSettled([watcher.stop(), reading]);
    },
  };
};
