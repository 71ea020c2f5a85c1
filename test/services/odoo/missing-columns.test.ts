import { expect, test } from 'vitest';
import { MissingColumnError } from '../../../source/domain/database/missing-column-error.ts';
import { ProbeError, UserError } from '../../../source/domain/errors.ts';
import { LiveQueueReader } from '../../../source/services/odoo/live-queue/reader.ts';
import { type Odoo, openOdoo } from '../../../source/services/odoo/odoo.ts';
import { knownTables } from '../../../source/services/odoo/odoo-schema.ts';
import { loginOfServer } from '../../../source/services/smtp/server-login.ts';
import { sampleColumns } from '../../support/sample-columns.ts';
import { type Connection, connect } from './connect.ts';
import { everyReader } from './every-reader.ts';
import { openDemo } from './open.ts';
import { sharedDemoDsn } from './shared-demo.ts';

/** A column that is inherited (ir_act_server's from ir_actions) cannot be dropped by itself. */
const listColumns = `
  select c.relname as "table", a.attname as "column"
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attinhcount = 0
  where c.oid in (select to_regclass(name) from unnest($1::text[]) as known(name))
  order by 1, 2`;

interface Told {
  /** Its answer as text, or the error. */
  readonly answer: string | Error;
  /** The statements that it gave, with their values. */
  readonly asked: string;
}

/** What each of these readers says now. A failed statement ends at `savepoint`. */
const readAll = async (
  connection: Connection,
  odoo: Odoo,
  savepoint: string,
  isChosen: (name: string) => boolean = () => true,
): Promise<Map<string, Told>> => {
  const told = new Map<string, Told>();
  for (const [name, read] of Object.entries(everyReader(odoo, [1, 2, 3], 1)).filter(([name]) => isChosen(name))) {
    const from = connection.ran.length;
    const answer = await read().catch((error: unknown) => error);
    const asked = JSON.stringify(connection.ran.slice(from).map(({ text, values }) => [text, values]));
    if (answer instanceof Error) await connection.query(`rollback to savepoint ${savepoint}`);
    told.set(name, { answer: answer instanceof Error ? answer : JSON.stringify(answer), asked });
  }
  return told;
};

/** Whoever names neither the column nor all of them asks the same without it: tried with ODOO_VERSIONS=all only. */
const mayNeed = (told: Told | undefined, column: string): boolean =>
  process.env['ODOO_VERSIONS'] === 'all' ||
  told === undefined ||
  told.asked.replaceAll('count(*)', '').includes('*') ||
  new RegExp(`\\b${column}\\b`).test(told.asked);

/** Their words are about the moment or about other databases, not about columns. */
const restless = [
  'sessions',
  'systemDatabases',
  'cronWorkers',
  'mailLocks',
  'backendStart',
  'sendingVolume',
  'sharedUuid',
];

interface Column {
  readonly table: string;
  readonly column: string;
}

/**
 * Where absence is told in the answer: parts of a way that are not there, values that are not known (`detached`), secrets
 * and users that may not be read.
 */
const isToldInAnswer = ({ table, column }: Column, name: string): boolean =>
  (table === 'ir_mail_server' && name === 'mailServers') ||
  (table === 'fetchmail_server' && name === 'fetchmailServers') ||
  (table === 'mail_message' && ['dueMails', 'lastSent', 'recentRefusals'].includes(name)) ||
  (column === 'record_name' && name === 'foundMails') ||
  (table === 'res_users' && ['crons', 'queueCron', 'feederActions'].includes(name));

test.each([18] as const)(
  'Odoo %i: whichever column a module dropped, every reader says the same as before or what is not there',
  async (series) => {
    const connection = await connect(await sharedDemoDsn(series, 'postgres'));
    const columns = await connection.query<Column>(listColumns, [knownTables]);
    expect(columns.length).toBeGreaterThan(150);
    await connection.query('begin; savepoint whole');
    const before = await readAll(connection, await openOdoo(connection), 'whole');

    for (const { table, column } of sampleColumns(columns)) {
      await connection.query(`alter table "${table}" drop column "${column}" cascade; savepoint dropped`);
      const odoo = await openOdoo(connection).catch((error: unknown) => error);
      if (odoo instanceof Error)
        expect(odoo instanceof UserError || odoo instanceof ProbeError, odoo.message).toBe(true);
      else {
        const after = await readAll(connection, odoo as Odoo, 'dropped', (name) => mayNeed(before.get(name), column));
        for (const [name, { answer }] of after) {
          if (restless.includes(name) || isToldInAnswer({ table, column }, name)) continue;
          const where = `${name} without ${table}.${column}`;
          if (answer instanceof Error) expect.soft(answer, where).toBeInstanceOf(MissingColumnError);
          else expect.soft(answer, where).toBe(before.get(name)?.answer);
        }
      }
      await connection.query('rollback to savepoint whole');
    }
    await connection.query('rollback');
  },
  300_000,
);

test('what is not there is said in words', async () => {
  const { odoo } = await openDemo(18, 'alter table ir_cron drop column nextcall');

  await expect(odoo.queueCron()).rejects.toThrow(
    `cannot read the table ir_cron in database '${odoo.database}': there is no column nextcall, which a module may have dropped`,
  );
});

test.each(['host', 'port', 'encryption', 'user', 'pass'])(
  'a mail server without its column smtp_%s has no login at hand and no invented value',
  async (name) => {
    const { odoo } = await openDemo(18, `alter table ir_mail_server drop column smtp_${name}`);
    const [server] = await odoo.mailServers();

    expect(server).toMatchObject({
      detached: `the table ir_mail_server has no column smtp_${name}`,
      password: { kind: 'none' },
      host: ['user', 'pass'].includes(name) ? 'smtp.acme.example' : null,
    });
    expect(server && loginOfServer(server, new Date())).toMatchObject({ kind: 'not-known' });
  },
);

test.each(['create_date', 'write_date', 'scheduled_date', 'failure_reason', 'auto_delete'])(
  'the queue is counted and followed without mail_mail.%s',
  async (column) => {
    const { connection } = await openDemo(18, `alter table mail_mail drop column ${column}`);
    const reader = await LiveQueueReader.open(connection);
    const { counts, mails } = await reader.standing();
    const { outstanding } = await reader.details([...mails.ids]);

    expect(counts.outgoing).toBe(5);
    expect(outstanding).toHaveLength(mails.ids.length);
    await reader.arrivals(100);
    for await (const _ of reader.storedFailures(mails));
  },
);
