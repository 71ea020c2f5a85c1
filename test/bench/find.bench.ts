import { type FoundPage, findPage } from '../../source/inspection/find/find-page.ts';
import { type Odoo, openOdoo } from '../../source/services/odoo/odoo.ts';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';
import { createLargeQueue, type LargeQueue } from './large-queue.ts';
import type { Print } from './run.ts';

const mails = Number(process.env['BENCH_MAILS'] ?? 5_000_000);

export const title = `Finding one of ${mails.toLocaleString('en').replaceAll(',', ' ')} mails: the first page, beside ILIKE over the whole table`;

const { signal } = new AbortController();
const rounds = 5;

/** Goal: at most a twentieth for a hit within the newest 100 000, and never more than 300 ms. */
export const run = async (print: Print): Promise<void> => {
  await using queue = await createLargeQueue({ mails, outstanding: 15_000 });
  await (await queue.connect()).query(
    `insert into ir_module_module (name, state, latest_version)
     select module, 'installed', '18.0.1.3' from unnest(array['base', 'mail']) module;
     create index on mail_mail (mail_message_id);
     create index on mail_message (message_id);
     create index on mail_message (model, res_id);
     create index on mail_notification (mail_message_id);
     create index on mail_notification (res_partner_id);
     create index on mail_mail_res_partner_rel (res_partner_id, mail_mail_id);
     create unique index on mail_mail_res_partner_rel (mail_mail_id, res_partner_id);
     analyze`,
  );
  const naive = await measureNaive(queue, print);
  const session = new PostgresSession(() => queue.connect(), { name: 'the large queue' });
  const odoo = await openOdoo(session);
  for (const [name, text] of [
    ['the newest mail, by number', `INV/2026/${mails}`],
    ['50 000 back, by number', `INV/2026/${mails - 50_000}`],
    ['100 000 back, by number', `INV/2026/${mails - 99_990}`],
    ['20 000 back, by address', `customer${mails - 20_000}@example.com`],
    ['a word that every mail has', 'invoice'],
    ['by id, the oldest', '#1'],
    ['nowhere', 'no-such-number-0'],
  ] as const) {
    await measureFind(queue, odoo, { name, text, naive }, print);
  }
  await session.close();
};

/** What one would type into psql, on one core, warm. */
const measureNaive = async (queue: LargeQueue, print: Print): Promise<number> => {
  const client = await queue.connect();
  await client.query('set max_parallel_workers_per_gather = 0');
  const sought = `%INV/2026/${mails - 50_000}%`;
  const ask = () =>
    client.query('select id from mail_message where subject ilike $1 order by id desc limit 20', [sought]);
  await ask();
  const costs: number[] = [];
  for (let round = 0; round < 3; round += 1) costs.push(await queue.serverTime(ask));
  const cost = median(costs);
  print(`${'subject ILIKE, the whole table'.padEnd(34)}${show(cost)} of server time`);
  return cost;
};

const measureFind = async (
  queue: LargeQueue,
  odoo: Odoo,
  { name, text, naive }: { readonly name: string; readonly text: string; readonly naive: number },
  print: Print,
): Promise<void> => {
  const costs: number[] = [];
  const waits: number[] = [];
  const pages: FoundPage[] = [];
  for (let round = 0; round < rounds; round += 1) {
    costs.push(
      await queue.serverTime(async () => {
        const began = performance.now();
        pages.push(await findPage(odoo, { text, limit: 1, budgetMs: 300 }, { signal }));
        waits.push(performance.now() - began);
      }),
    );
  }
  const last = pages.at(-1);
  const found = pages.filter((page) => page.mails.length > 0).length;
  const outcome =
    found > 0 ? `found ${found} times of ${rounds}` : `not found, ${last?.searched.messages} subjects searched`;
  print(
    `${name.padEnd(34)}${show(median(costs))}, at most ${show(Math.max(...costs))}, waited for ${show(median(waits))}   1/${Math.round(naive / median(costs))}   ${outcome}`,
  );
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const show = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
