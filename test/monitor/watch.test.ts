import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../../source/monitor/config/read-config.ts';
import { lookOnce } from '../../source/monitor/look-once.ts';
import type { MonitorWorld } from '../../source/monitor/monitor-world.ts';
import { readState, writeState } from '../../source/monitor/state-file.ts';
import { createMonitorStore } from '../../source/monitor/store.ts';
import { saveOrSay, tellOnce, watch } from '../../source/monitor/watch.ts';

const start = Date.parse('2026-11-28T12:00:00Z');
const config = parseConfig('monitor.yml', 'notify:\n  - command: {run: [/bin/true]}');
const [notifier] = config.notifiers;
if (notifier === undefined) throw new Error('the config names a notifier');

/** A world of one database whose scheduled action a test switches; its clock stands until it is moved. */
const openWorld = () => {
  const told: string[] = [];
  const switches = { active: true, reachable: true, taking: true, now: start };
  const world: MonitorWorld = {
    async look() {
      if (!switches.reachable) throw new Error('The database is away.');
      return {
        cronUnread: null,
        reading: {
          now: switches.now,
          writes: null,
          cron: { active: switches.active, nextCall: switches.now, lastCall: null, othersRun: false },
          mailHosts: ['smtp.example'],
          neutralized: false,
          queue: { outgoing: 0, exception: 0, oldestOutgoingAt: null, lastId: 0, failed: [] },
        },
      };
    },
    examine: () => Promise.reject(new Error('not in this test')),
    async tell(_notifier, message) {
      if (!switches.taking) throw new Error('nobody there');
      told.push(...message.events.map(({ kind, rule }) => `${kind} ${rule}`));
    },
    log: () => undefined,
    now: () => switches.now,
    pause: async (ms, signal) => {
      if (signal.aborted) return false;
      switches.now += ms;
      await new Promise(setImmediate);
      return !signal.aborted;
    },
  };
  return { world, told, switches };
};

const signal = new AbortController().signal;

test('an alert is told once and its end once, over the death of the process', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-')), 'state', 'monitor.json');
  const { world, told, switches } = openWorld();
  /** A process that knows nothing but the file. */
  const open = async () => {
    const store = createMonitorStore({
      initial: await readState(path),
      write: (state) => writeState(path, state),
      now: world.now,
    });
    store.keepOnly(['acme'], config);
    return { config, store, world, signal };
  };
  const live = async () => {
    const parts = await open();
    await lookOnce(parts, 'acme');
    await tellOnce(parts, notifier);
  };
  await live();
  switches.active = false;
  await live();
  await live();
  expect(told).toEqual(['raised queue-runner']);
  switches.active = true;
  await live();
  await live();
  expect(told).toEqual(['raised queue-runner', 'recovered queue-runner']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what a notifier did not take is kept, told later, and counted', async () => {
  const { world, told, switches } = openWorld();
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now: world.now });
  store.keepOnly(['acme'], config);
  const parts = { config, store, world, signal };
  switches.active = false;
  switches.taking = false;
  await lookOnce(parts, 'acme');
  await tellOnce(parts, notifier);
  expect(store.notifier('command')).toMatchObject({ failed: 1, trouble: 'nobody there', pending: [{}] });
  switches.taking = true;
  await tellOnce(parts, notifier);
  expect(told).toEqual([]);
  switches.now += 10_000;
  await tellOnce(parts, notifier);
  expect(told).toEqual(['raised queue-runner']);
  expect(store.notifier('command')).toMatchObject({ sent: 1, failed: 1, trouble: null, pending: [] });
});

test('a database that is away is told after it has been away for two minutes, and what it was last is kept', async () => {
  const { world, told, switches } = openWorld();
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now: world.now });
  store.keepOnly(['acme'], config);
  const parts = { config, store, world, signal };
  await lookOnce(parts, 'acme');
  switches.reachable = false;
  for (const after of [0, 119_999, 120_000]) {
    switches.now = start + after;
    await lookOnce(parts, 'acme');
    await tellOnce(parts, notifier);
    expect(told).toEqual(after < 120_000 ? [] : ['raised database']);
  }
  expect(store.database('acme')).toMatchObject({
    trouble: 'The database is away.',
    failedLooks: 3,
    look: { at: start },
  });
});

test('the state of fifty databases is no larger after two hours than after one', async () => {
  const { world, switches } = openWorld();
  const databases = Array.from({ length: 50 }, (_, index) => `db${index}`);
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now: world.now });
  store.keepOnly(databases, config);
  let looks = 0;
  const stop = new AbortController();
  let early = 0;
  const size = () => JSON.stringify(store.current()).length;
  const counting: MonitorWorld = {
    ...world,
    examine: () => Promise.reject(new Error('not in this test')),
    look: (name, before, given) => {
      looks += 1;
      if (looks === 50 * 70) early = size();
      if (looks === 50 * 140) stop.abort();
      return world.look(name, before, given);
    },
    now: () => start + looks * 1_200,
    pause: async (_ms, given) => {
      await new Promise(setImmediate);
      return !given.aborted;
    },
  };
  await watch({ config, databases, store, world: counting, signal: stop.signal });
  expect(switches.active).toBe(true);
  expect(early).toBeGreaterThan(0);
  expect(size() - early).toBeLessThan(early * 0.1);
});

test('a clock that is set back an hour stops no looks, no examinations and no alerts', async () => {
  const { world, told, switches } = openWorld();
  const databases = ['acme'];
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now: world.now });
  store.keepOnly(databases, config);
  const stop = new AbortController();
  const looks: number[] = [];
  let examined = 0;
  const counting: MonitorWorld = {
    ...world,
    look(name, before, given) {
      looks.push(switches.now);
      if (looks.length === 3) {
        switches.now -= 3_600_000;
        switches.active = false;
      }
      if (looks.length === 6) stop.abort();
      return world.look(name, before, given);
    },
    examine() {
      examined += 1;
      return Promise.reject(new Error('not in this test'));
    },
  };
  await watch({ config, databases, store, world: counting, signal: stop.signal });
  expect(looks).toHaveLength(6);
  expect(looks.at(-1)).toBeLessThan(start);
  expect(examined).toBeGreaterThan(1);
  expect(told).toContain('raised queue-runner');
});

test('where the state cannot be written, a monitor says so and tells its alerts all the same', async () => {
  const { world, told, switches } = openWorld();
  const said: string[] = [];
  const full = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
  const store = createMonitorStore({ initial: undefined, write: full, now: world.now });
  store.keepOnly(['acme'], config);
  const parts = { config, store, world: { ...world, log: (sentence: string) => void said.push(sentence) }, signal };
  await saveOrSay(parts);
  expect(said).toEqual(['The state could not be written: the disk is full. Alerts are told all the same.']);
  switches.active = false;
  await lookOnce(parts, 'acme');
  await tellOnce(parts, notifier);
  await tellOnce(parts, notifier);
  expect(told).toEqual(['raised queue-runner']);
});
