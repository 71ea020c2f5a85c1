import { join } from 'node:path';
import { withClient } from '../../source/demo/database/databases.ts';
import type { OpenedWorld } from '../../source/demo/world/open-world.ts';
import { findBaseline, withoutBaseline } from './baseline.ts';
import { type ChildCost, openCostMeter } from './child-cost.ts';
import { median } from './median.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

const sizes = [200, 200_000] as const;
const rounds = 5;
const megabyte = 1024 ** 2;
const program = join(import.meta.dirname, '../../bin/odoo-mail-doctor.js');

/** One `check` with two hundred waiting mails beside one with two hundred thousand, each a process of its own. */
export const compareBacklogs = async ({ info }: OpenedWorld, print: Print, note: Note): Promise<void> => {
  await using meter = await openCostMeter();
  const { dsn, config, resolver } = info;
  const words = ['check', '--dsn', dsn, '-c', config, '--resolver', resolver, '--format', 'json'];
  const check = [program, ...words];
  const measure = async (args: readonly string[]): Promise<readonly ChildCost[]> => {
    const costs: ChildCost[] = [];
    for (let round = 0; round < rounds; round++) costs.push(await meter.run(args));
    return costs.slice(1);
  };
  const empty = median((await measure(['-e', '0'])).map(({ memory }) => memory));
  const what = 'check: CPU on the healthy world, of the baseline';
  const baseline = findBaseline(print);
  if (baseline === undefined) note({ what, target: 1, unmeasured: withoutBaseline });
  else {
    const [then = 0, now = 0] = [await measure([baseline, ...words]), await measure(check)].map((runs) =>
      median(runs.map(({ cpuMs }) => cpuMs)),
    );
    print(`CPU: ${now.toFixed(0)} ms, the older state ${then.toFixed(0)} ms`);
    note({ what, ratio: now / then, target: 1 });
  }
  const costs = new Map<number, readonly ChildCost[]>();
  for (const size of sizes) {
    await fillQueue(dsn, size);
    costs.set(size, await measure(check));
  }
  const [few, many] = sizes.map((size) => costs.get(size) ?? []);
  const above = median(few?.map(({ memory }) => memory) ?? []) - empty;
  print(`memory above an empty Node (goal: at most 30 MB): ${(above / megabyte).toFixed(0)} MB with 200 waiting`);
  note({ what: 'check: memory above an empty Node, of 30 MB', ratio: above / (30 * megabyte), target: 1 });
  for (const [what, target, pick, unit] of aspects) {
    const [small, large] = [median(few?.map(pick) ?? []), median(many?.map(pick) ?? [])];
    print(
      `${what} (goal: at most ${target} ×): ${unit(small)} with 200 waiting, ${unit(large)} with 200 000: ${(large / small).toFixed(2)} ×`,
    );
    note({ what: `check with 200 000 waiting, ${what} of 200`, ratio: large / small, target });
  }
};

const aspects: readonly (readonly [string, number, (cost: ChildCost) => number, (value: number) => string])[] = [
  ['time', 1.5, ({ ms }) => ms, (value) => `${value.toFixed(0)} ms`],
  ['memory', 1.3, ({ memory }) => memory, (value) => `${(value / megabyte).toFixed(0)} MB`],
];

/** Brings the number of waiting mails up to `size`, each with a message and a recipient of its own. */
const fillQueue = (dsn: string, size: number): Promise<void> =>
  withClient(dsn, async (client) => {
    const { rows } = await client.query<{ waiting: number; company: number | null; alias: number | null }>(
      `select (select count(*)::int from mail_mail where state = 'outgoing') as waiting, record_company_id as company,
         record_alias_domain_id as alias
       from mail_message where record_company_id is not null order by id desc limit 1`,
    );
    const missing = size - (rows[0]?.waiting ?? 0);
    await client.query(
      `create temp table fresh as
         select nextval('mail_message_id_seq')::int as message, nextval('mail_mail_id_seq')::int as mail, n,
           p.id as partner
         from generate_series(1, $1::int) n
         join (select id, row_number() over (order by id) - 1 as place, count(*) over () as all_of_them
               from res_partner where email_normalized is not null) p on p.place = n % p.all_of_them`,
      [missing],
    );
    await client.query(
      `insert into mail_message (id, subject, email_from, message_type, date, create_date, author_id,
         record_company_id, record_alias_domain_id)
       select message, 'Invoice ' || n, (select email_from from mail_message order by id desc limit 1),
         'email_outgoing', now() at time zone 'UTC' - n * interval '1 ms', now() at time zone 'UTC' - n * interval '1 ms',
         null, $1, $2 from fresh`,
      [rows[0]?.company, rows[0]?.alias],
    );
    await client.query(
      `insert into mail_mail (id, mail_message_id, state, email_to, body_html, create_date, write_date)
       select mail, message, 'outgoing', 'customer' || n || '@example.com', repeat('<p>Dear customer</p>', 10),
         now() at time zone 'UTC' - n * interval '1 ms', now() at time zone 'UTC' - n * interval '1 ms' from fresh`,
    );
    await client.query(
      'insert into mail_mail_res_partner_rel (mail_mail_id, res_partner_id) select mail, partner from fresh',
    );
    await client.query('drop table fresh');
    await client.query('vacuum analyze mail_mail');
    await client.query('vacuum analyze mail_message');
    await client.query('analyze mail_mail_res_partner_rel');
  });
