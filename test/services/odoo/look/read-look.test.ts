import { describe, expect, onTestFinished, test } from 'vitest';
import { MissingColumnError } from '../../../../source/domain/database/missing-column-error.ts';
import { odooSeries } from '../../../../source/domain/odoo/odoo-series.ts';
import { composeLook } from '../../../../source/services/odoo/look/look-statements.ts';
import { readLook } from '../../../../source/services/odoo/look/read-look.ts';
import { readSchema } from '../../../../source/services/odoo/odoo-schema.ts';
import { connect } from '../connect.ts';
import { type OpenedDemo, openDemo } from '../open.ts';
import { sharedDemoDsn } from '../shared-demo.ts';

const look = async ({ connection }: OpenedDemo, failedSince?: number) => {
  const options = { signal: AbortSignal.timeout(20_000) };
  const statements = composeLook(await readSchema(connection, options));
  return await readLook(connection, 'acme', statements, { ...options, countedAt: null, failedSince });
};

// Each version, whichever the other tests run on: a monitor meets them all.
describe.each(odooSeries)('a look at Odoo %i', (series) => {
  test('counts what waits and what failed as the table does, and knows the queue runner', async () => {
    const demo = await openDemo(
      series,
      "update mail_mail set state = 'exception' where id in (select id from mail_mail limit 3)",
    );
    const [counted] = await demo.connection.query<{ outgoing: number; exception: number; lastId: number }>(
      `select count(*) filter (where state = 'outgoing')::int as outgoing,
        count(*) filter (where state = 'exception')::int as exception,
        nextval('mail_mail_id_seq')::int as "lastId" from mail_mail`,
    );
    const reading = await look(demo, 0);
    expect(reading.queue).toMatchObject({ ...counted });
    expect(counted?.exception).toBeGreaterThanOrEqual(3);
    expect(reading.queue?.failed?.reduce((sum, { ids }) => sum + ids.length, 0)).toBe(counted?.exception);
    expect(reading.cron).toMatchObject({ active: true, nextCall: expect.any(Number) });
    expect(reading.neutralized).toBe(false);
    expect(reading.mailHosts.length).toBeGreaterThan(0);
  });

  test('sees a queue runner that is switched off, and a neutralized copy', async () => {
    const demo = await openDemo(
      series,
      `update ir_cron set active = false;
       insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'True')`,
    );
    const reading = await look(demo);
    expect(reading.cron?.active).toBe(false);
    expect(reading.neutralized).toBe(true);
  });

  test('says when a mail was last seen to leave, where that is asked for', async () => {
    const { connection } = await openDemo(series, "update mail_mail set state = 'outgoing'");
    const options = { signal: AbortSignal.timeout(20_000) };
    const statements = composeLook(await readSchema(connection, options));
    const terms = { ...options, countedAt: null, failedSince: undefined };
    expect((await readLook(connection, 'acme', statements, terms)).lastSentAt).toBeUndefined();
    const kept =
      "update mail_mail set state = 'sent', write_date = '2031-05-06 07:08:09' where id = (select max(id) from mail_mail)";
    await connection.query(kept);
    const { lastSentAt } = await readLook(connection, 'acme', statements, { ...terms, withLastSent: true });
    expect(lastSentAt).toBe(Date.UTC(2031, 4, 6, 7, 8, 9));
  });

  test('does without any column that may be missing, but for what it is about, and says which of these is not there', async () => {
    const { connection } = await openDemo(series);
    const options = { signal: AbortSignal.timeout(20_000) };
    const columns = await connection.query<{ table: string; column: string }>(
      `select c.relname as "table", a.attname as "column" from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attinhcount = 0
       where c.relname in ('mail_mail', 'ir_cron', 'ir_mail_server', 'ir_config_parameter', 'ir_model_data', 'mail_message')`,
    );
    const needed = new Set<string>();
    for (const { table, column } of columns) {
      await connection.query(`savepoint whole; alter table ${table} drop column "${column}" cascade`);
      const statements = composeLook(await readSchema(connection, options));
      const request = { ...options, countedAt: null, failedSince: 0, withLastSent: true };
      const outcome = await readLook(connection, 'acme', statements, request).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome, `${table}.${column}`).toBeInstanceOf(MissingColumnError);
        needed.add(`${table}.${column}`);
      }
      await connection.query('rollback to savepoint whole');
    }
    expect([...needed].filter((name) => !['mail_mail.state', 'mail_mail.id'].includes(name))).toEqual([]);
  });

  test('a role that may read the queue and nothing else is told what it sees, and what it does not', async () => {
    const connection = await connect(await sharedDemoDsn(series, 'postgres'));
    onTestFinished(async () => {
      await connection.query('rollback');
    });
    await connection.query('begin; create role looker; grant select on mail_mail to looker; set local role looker');
    const options = { signal: AbortSignal.timeout(20_000) };
    const statements = composeLook(await readSchema(connection, options));
    expect(statements.cronUnread).toBe('This role may not read the scheduled actions (ir_cron).');
    const reading = await readLook(connection, 'acme', statements, { ...options, countedAt: null, failedSince: 0 });
    expect(reading).toMatchObject({ cron: null, mailHosts: [], neutralized: false, queue: expect.anything() });
  });
});
