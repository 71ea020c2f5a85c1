import { describe, expect, test } from 'vitest';
import { odooSeries } from '../../../../source/domain/odoo/odoo-series.ts';
import { composeLook } from '../../../../source/services/odoo/look/look-statements.ts';
import { readLook } from '../../../../source/services/odoo/look/read-look.ts';
import { readSchema } from '../../../../source/services/odoo/odoo-schema.ts';
import { type OpenedDemo, openDemo } from '../open.ts';

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
});
