import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { LiveQueue } from '../../source/queue/live-queue.ts';
import type { QueueEvent } from '../../source/queue/queue-events.ts';
import { QueueWatcher } from '../../source/queue/watcher.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';
import { createLargeQueue, type LargeQueue } from './large-queue.ts';
import { median } from './median.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

export const title = 'Watching a queue of 5 000 000 mails, 15 000 of them outstanding';

const size = { mails: Number(process.env['BENCH_MAILS'] ?? 5_000_000), outstanding: 15_000 };
const serverVersion = 180_000;
const hourInLooks = 1_800;

const show = (ms: number): string => `${ms < 10 ? ms.toFixed(3) : ms.toFixed(0)} ms`;
const times = (ratio: number): string => `${Math.round(ratio)} times cheaper than naive`;

export const run = async (print: Print, note: Note): Promise<void> => {
  await measureOutages(print, note);
  await measureScattered(print, note);
};

const measureOutages = async (print: Print, note: Note): Promise<void> => {
  await using queue = await createLargeQueue(size);
  const naive = await measureNaive(queue);
  print(`naive GROUP BY state, one core          ${show(naive)}`);
  await measureFirstFrame(queue, print);
  const session = openSession(queue);
  const live = await load(session);
  const unchanged = await measureUnchanged(queue, live);
  print(`refresh, nothing changed                ${show(unchanged)}   ${times(naive / unchanged)}`);
  const changed = await measureChanged(queue, live, 'newest');
  print(`refresh after 100 changes, every id     ${show(changed)}   ${times(naive / changed)}`);
  note({
    what: 'watching: refresh after changes, 5 million rows, of a naive count',
    ratio: changed / naive,
    target: 0.02,
  });
  await using neighbour = await startNeighbour(await queue.connect('neighbour'));
  const beside = await measureBesideNeighbour(queue, live);
  print(`refresh beside a neighbour (${neighbour.commits()} commits/s) ${show(beside)}   ${times(naive / beside)}`);
  await session.close();
  await measureHour(queue, print);
};

const measureScattered = async (print: Print, note: Note): Promise<void> => {
  await using queue = await createLargeQueue({ ...size, isScattered: true });
  const naive = await measureNaive(queue);
  const session = openSession(queue);
  const live = await load(session);
  const changed = await measureChanged(queue, live, 'scattered');
  await session.close();
  print(`the same, outstanding mails spread evenly ${show(changed)}   ${times(naive / changed)}`);
  note({ what: 'watching: the same, outstanding spread over cold pages', ratio: changed / naive, target: 0.02 });
};

const openSession = (queue: LargeQueue): PostgresSession =>
  new PostgresSession(() => queue.connect(), { name: 'the large queue' });

const measureNaive = async (queue: LargeQueue): Promise<number> => {
  const client = await queue.connect();
  await client.query('set max_parallel_workers_per_gather = 0');
  const naive = 'select state, count(*) from mail_mail group by state';
  await client.query(naive);
  const costs: number[] = [];
  for (let round = 0; round < 5; round += 1) costs.push(await queue.serverTime(() => client.query(naive)));
  return median(costs);
};

const measureFirstFrame = async (queue: LargeQueue, print: Print): Promise<void> => {
  const session = openSession(queue);
  const began = performance.now();
  await new Promise<void>((resolve) => {
    let first = true;
    const watcher = new QueueWatcher({
      reader: new LiveQueueReader(session, serverVersion),
      intervalMs: 100,
      now: () => new Date(),
      listener: (event) => {
        if (event.kind !== 'snapshot') return;
        if (first) print(`first useful frame                      ${show(performance.now() - began)}`);
        first = false;
        if (!event.picture.complete) return;
        const total = event.picture.counts.outgoing + event.picture.counts.exception;
        print(`exact total (${total} outstanding)         ${show(performance.now() - began)}`);
        void watcher.stop().then(resolve);
      },
    });
    watcher.start();
  });
  await session.close();
};

const load = async (session: PostgresSession): Promise<LiveQueue> => {
  const reader = new LiveQueueReader(session, serverVersion);
  const live = new LiveQueue(reader, () => performance.now());
  await live.start({});
  live.suggest((await reader.countAll({ timeoutMs: 120_000 })).outstandingIds);
  await live.refresh({ thorough: true });
  return live;
};

const measureUnchanged = async (queue: LargeQueue, live: LiveQueue): Promise<number> => {
  await live.refresh({ thorough: true });
  const looks = 1_000;
  const cost = await queue.serverTime(async () => {
    for (let look = 0; look < looks; look += 1) await live.refresh({});
  });
  return cost / looks;
};

/** Ids of a hundred outstanding mails: of the newest, and of those that are spread evenly. */
const someOutstanding = {
  newest: `select id from mail_mail where id > ${size.mails - size.outstanding / 3} order by random() limit 100`,
  scattered: `select ${Math.floor(size.mails / size.outstanding)} * (1 + floor(random() * ${size.outstanding - 1}))::int
    from generate_series(1, 100)`,
};

const change = (client: Client, which: keyof typeof someOutstanding = 'newest') =>
  client.query(`update mail_mail set write_date = now() at time zone 'UTC' where id in (${someOutstanding[which]})`);

const measureChanged = async (
  queue: LargeQueue,
  live: LiveQueue,
  which: keyof typeof someOutstanding,
): Promise<number> => {
  const writer = await queue.connect();
  const costs: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    await change(writer, which);
    costs.push(await queue.serverTime(() => live.refresh({ thorough: true })));
  }
  return median(costs);
};

const startNeighbour = async (client: Client) => {
  await client.query('create table ledger (n int)');
  let commits = 0;
  let stopped = false;
  const began = performance.now();
  const busy = (async () => {
    while (!stopped) {
      await client.query('insert into ledger values (1)');
      commits += 1;
      await sleep(4);
    }
  })();
  return {
    commits: () => Math.round(commits / ((performance.now() - began) / 1000)),
    async [Symbol.asyncDispose]() {
      stopped = true;
      await busy;
    },
  };
};

const measureBesideNeighbour = async (queue: LargeQueue, live: LiveQueue): Promise<number> => {
  const looks = 200;
  const cost = await queue.serverTime(async () => {
    for (let look = 0; look < looks; look += 1) {
      await sleep(10);
      await live.refresh({});
    }
  });
  return cost / looks;
};

/** An hour by a clock that moves on two seconds a look, with a hundred changes every ten looks and the busy neighbour. */
const measureHour = async (queue: LargeQueue, print: Print): Promise<void> => {
  const session = openSession(queue);
  const writer = await queue.connect();
  let ahead = 0;
  let looks = 0;
  let counts = 0;
  const cost = await queue.serverTime(
    () =>
      new Promise<void>((resolve, reject) => {
        const listener = (event: QueueEvent) => {
          if (event.kind === 'snapshot') counts += 1;
          looks += 1;
          ahead += 2_000;
          if (looks === hourInLooks) void watcher.stop().then(resolve, reject);
          else if (looks % 10 === 0) void change(writer).catch(reject);
        };
        const now = () => new Date(Date.now() + ahead);
        const reader = new LiveQueueReader(session, serverVersion);
        const watcher = new QueueWatcher({ reader, intervalMs: 0, now, listener });
        watcher.start();
      }),
  );
  await session.close();
  print(
    `an hour of watching, ${counts} full counts       ${show(cost)}   ${((cost / 3_600_000) * 100).toFixed(2)} % of a core`,
  );
};
