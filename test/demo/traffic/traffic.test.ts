import { describe, expect, test } from 'vitest';
import { formatDsn } from '../../../source/demo/database/databases.ts';
import { startTraffic } from '../../../source/demo/traffic/traffic.ts';
import { runCluster } from '../../support/cluster.ts';
import { createDemoDatabase, outerSeries } from '../../support/postgres.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('new mails join the queue and the queue is made due', { timeout: 120_000 }, async () => {
    const database = await createDemoDatabase({ series });
    const [before] = await database.query<{ id: number }>('select max(id) as id from mail_mail');
    const traffic = startTraffic({
      series,
      dsn: database.dsn,
      postgresDsn: formatDsn(await runCluster(), 'postgres', 'odoo'),
      now: () => new Date(),
      pauseMs: 1,
      seed: 1,
    });
    const waiting = () => database.query(`select 1 from mail_mail where id > $1 and state = 'outgoing'`, [before?.id]);
    await expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBeGreaterThan(5);
    await traffic.close();

    const unaddressed = await database.query(
      `select m.id from mail_mail m where m.id > $1 and coalesce(m.email_to, '') = ''
       and not exists (select from mail_mail_res_partner_rel r where r.mail_mail_id = m.id)`,
      [before?.id],
    );
    expect(unaddressed).toEqual([]);
    const due =
      series >= 15
        ? 'exists (select from ir_cron_trigger where cron_id = c.id)'
        : `nextcall <= now() at time zone 'UTC'`;
    const [cron] = await database.query<{ due: boolean }>(
      `select ${due} as due from ir_cron c join ir_model_data d on d.res_id = c.id
       where d.module = 'mail' and d.name = 'ir_cron_mail_scheduler_action'`,
    );
    expect(cron).toEqual({ due: true });
  });
});
