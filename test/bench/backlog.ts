import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../../source/demo/database/databases.ts';
import type { OpenedWorld } from '../../source/demo/world/open-world.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

const sizes = [200, 200_000] as const;
const rounds = 5;
const program = join(import.meta.dirname, '../../bin/odoo-mail-doctor.js');

/** What one process took, milliseconds and bytes. */
interface Cost {
  readonly ms: number;
  readonly memory: number;
}

/** One `check` with two hundred waiting mails beside one with two hundred thousand, each a process of its own. */
export const compareBacklogs = async (world: OpenedWorld, print: Print, note: Note): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  try {
    const costs = new Map<number, readonly Cost[]>();
    for (const size of sizes) {
      await fillQueue(world.info.dsn, size);
      const measured: Cost[] = [];
      for (let round = 0; round < rounds; round++) measured.push(await runCheck(world, folder));
      costs.set(size, measured.slice(1));
    }
    const [few, many] = sizes.map((size) => costs.get(size) ?? []);
    for (const [what, target, pick, unit] of aspects) {
      const [small, large] = [median(few?.map(pick) ?? []), median(many?.map(pick) ?? [])];
      print(
        `${what} (goal: at most ${target} ×): ${unit(small)} with 200 waiting, ${unit(large)} with 200 000: ${(large / small).toFixed(2)} ×`,
      );
      note({ what: `check with 200 000 waiting, ${what} of 200`, ratio: large / small, target });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

const aspects: readonly (readonly [string, number, (cost: Cost) => number, (value: number) => string])[] = [
  ['time', 1.5, ({ ms }) => ms, (value) => `${value.toFixed(0)} ms`],
  ['memory', 1.3, ({ memory }) => memory, (value) => `${(value / 1024 ** 2).toFixed(0)} MB`],
];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

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

const runCheck = async (world: OpenedWorld, folder: string): Promise<Cost> => {
  const { dsn, config, resolver } = world.info;
  const report = join(folder, 'memory');
  const hook = join(folder, 'report-memory.cjs');
  await writeFile(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
  );
  const began = performance.now();
  const check = spawn(
    process.execPath,
    ['--require', hook, program, 'check', '--dsn', dsn, '-c', config, '--resolver', resolver, '--format', 'json'],
    // Refused logins of other runs on this machine would cost a hash each.
    { stdio: 'ignore', env: { ...process.env, XDG_STATE_HOME: folder } },
  );
  await once(check, 'exit');
  return { ms: performance.now() - began, memory: Number(await readFile(report, 'utf8')) * 1024 };
};
