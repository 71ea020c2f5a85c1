import { expect, test } from 'vitest';
import { pause } from '../../source/lib/pause.ts';
import { parseConfig } from '../../source/monitor/config/read-config.ts';
import type { MonitorWorld, TakenLook } from '../../source/monitor/monitor-world.ts';
import { createRoster } from '../../source/monitor/roster.ts';
import { createMonitorStore } from '../../source/monitor/store.ts';
import { watch } from '../../source/monitor/watch.ts';

const taken: TakenLook = {
  cronUnread: null,
  reading: {
    now: 0,
    writes: null,
    cron: { active: true, nextCall: null, lastCall: null, othersRun: false },
    mailHosts: [],
    neutralized: false,
    queue: { outgoing: 0, exception: 0, oldestOutgoingAt: null, lastId: null, failed: [] },
  },
};

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

const config = parseConfig('', '');

const openStore = () => createMonitorStore({ initial: undefined, write: async () => undefined, now: () => Date.now() });

/** Looks at those databases in real time, as often as it can; how often each was looked at. */
const lookAtAll = (names: readonly string[], look: MonitorWorld['look']) => {
  const stop = new AbortController();
  const counts = new Map<string, number>();
  let open = 0;
  let most = 0;
  const world: MonitorWorld = {
    async look(name, before, signal) {
      open += 1;
      most = Math.max(most, open);
      try {
        const reading = await look(name, before, signal);
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return reading;
      } finally {
        open -= 1;
      }
    },
    examine: () => Promise.reject(new Error('not in this test')),
    tell: async () => undefined,
    log: () => undefined,
    now: () => Date.now(),
    pause,
  };
  const store = openStore();
  const parts = { config: { ...config, everyMs: 5 }, store, world, signal: stop.signal };
  const roster = createRoster(parts, (loop) => void loop.catch(() => undefined), { quickMs: 50 });
  roster.follow(names);
  return { store, counts, stop: () => stop.abort(), most: () => most };
};

test('dead, slow and refusing databases delay none of the others, and are looked at themselves', async () => {
  const well = Array.from({ length: 10 }, (_, index) => `well${index}`);
  const sick = ['dead', 'dead too', 'dead as well', 'slow', 'refusing'];
  let refused = 0;
  const looks = lookAtAll([...sick, ...well], async (name, _before, signal) => {
    if (name.startsWith('dead')) return await untilAborted(signal);
    if (name === 'slow') await Promise.race([pause(200, signal), untilAborted(signal)]);
    if (name === 'refusing') {
      refused += 1;
      throw new Error('too many connections for this database');
    }
    return taken;
  });
  const least = (): number => Math.min(...well.map((name) => looks.counts.get(name) ?? 0));
  await expect.poll(least, { timeout: 10_000 }).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(0);
  expect(looks.store.database('refusing').trouble).toBe('too many connections for this database');
  expect(looks.store.database('well3').trouble).toBeNull();
  expect(looks.most()).toBeLessThanOrEqual(3);
  looks.stop();
});

test('a slow database is looked at where it is in nobody’s way, and its look counts', async () => {
  const looks = lookAtAll(['slow', 'well'], async (name, _before, signal) => {
    if (name === 'slow') await Promise.race([pause(200, signal), untilAborted(signal)]);
    return taken;
  });
  await expect.poll(() => looks.counts.get('slow') ?? 0, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(looks.store.database('slow')).toMatchObject({ trouble: null, failedLooks: 0 });
  looks.stop();
});

test('databases that are new are watched without a restart, and those that were dropped let go, their alerts ended', async () => {
  const told: string[] = [];
  const logged: string[] = [];
  const looked = new Set<string>();
  const stop = new AbortController();
  let names: readonly string[] = ['acme'];
  let now = Date.parse('2026-11-28T12:00:00Z');
  const world: MonitorWorld = {
    async look(name) {
      looked.add(name);
      const { reading } = taken;
      return name === 'acme' ? { ...taken, reading: { ...reading, cron: null } } : taken;
    },
    discover: async () => names,
    examine: () => Promise.reject(new Error('not in this test')),
    async tell(_notifier, { events }) {
      told.push(...events.map(({ kind, rule, database, sentence }) => `${kind} ${rule} ${database}: ${sentence}`));
    },
    log: (sentence) => void logged.push(sentence),
    now: () => now,
    pause: async (ms, signal) => {
      now += Math.min(ms, 1_000);
      await new Promise(setImmediate);
      return !signal.aborted;
    },
  };
  const store = openStore();
  const watched = parseConfig('', 'notify:\n  - command: {run: [/bin/true]}');
  store.keepOnly(names, watched);
  const watching = watch({ config: watched, databases: names, store, world, signal: stop.signal });
  await expect.poll(() => told.length).toBe(1);
  names = ['acme', 'brewery'];
  await expect.poll(() => looked.has('brewery')).toBe(true);
  names = ['brewery'];
  await expect.poll(() => told.length).toBe(2);
  stop.abort();
  await watching;
  expect(told).toEqual([
    'raised queue-runner acme: The Email Queue Manager is deleted: nothing sends the queue.',
    "recovered queue-runner acme: The database 'acme' is there no more, or not open to this role, and is watched no more.",
  ]);
  expect(logged).toContain("The database 'brewery' is new, and is watched from now on.");
  expect(Object.keys(store.current().databases)).toEqual(['brewery']);
});

test('a threshold holds in real time: an alert is told when it has held for so long, not before', async () => {
  const told: number[] = [];
  const stop = new AbortController();
  const began = Date.now();
  const world: MonitorWorld = {
    look: async () => ({ ...taken, reading: { ...taken.reading, cron: null } }),
    examine: () => Promise.reject(new Error('not in this test')),
    tell: async () => void told.push(Date.now() - began),
    log: () => undefined,
    now: () => Date.now(),
    pause: (ms, signal) => pause(Math.min(ms, 50), signal),
  };
  const parsed = parseConfig('', 'rules:\n  queue-runner: {for: 1s}\nnotify:\n  - command: {run: [/bin/true]}');
  const store = openStore();
  store.keepOnly(['acme'], parsed);
  const watching = watch({ config: parsed, databases: ['acme'], store, world, signal: stop.signal });
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
  stop.abort();
  await watching;
  expect(told[0]).toBeGreaterThanOrEqual(1_000);
});
