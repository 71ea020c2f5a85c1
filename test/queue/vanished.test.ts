import { describe, expect, test } from 'vitest';
import { LiveQueue } from '../../source/queue/live-queue.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { createDemoDatabase, outerSeries } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const noAddress = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';

describe.each(outerSeries)('Odoo %i', (series) => {
  const [table, column] =
    series === 14 ? ['mail_message_res_partner_needaction_rel', 'mail_id'] : ['mail_notification', 'mail_mail_id'];

  test('a mail that vanishes while one looks was sent, failed, or is gone, by what it and its notifications were', async () => {
    const database = await createDemoDatabase({ series });
    const notices = (rows: readonly string[]): Promise<unknown> =>
      database.query(
        `insert into ${table} (mail_message_id, ${column}, res_partner_id, notification_type, notification_status)
         values ${rows.join(', ')}`,
      );
    await database.query(
      `insert into mail_message (id, message_type) select 900000 + n, 'email' from generate_series(1, 6) n`,
    );
    await database.query(`insert into mail_mail (id, mail_message_id, state, auto_delete, create_date)
      select 900000 + n, 900000 + n, case when n = 6 then 'exception' else 'outgoing' end, n <> 1, now() from generate_series(1, 6) n`);
    await notices([1, 2, 3, 4].map((n) => `(${900_000 + n}, ${900_000 + n}, 30, 'email', 'ready')`));
    // What another mail of that message came to, earlier.
    await notices([`(900004, null, 31, 'email', 'exception')`, `(900002, null, 31, 'inbox', 'exception')`]);
    const session = openSession(database.dsn);
    const { schema } = await openOdoo(session);
    const queue = new LiveQueue(await LiveQueueReader.open(session, { schema }), Date.now);
    await queue.start({});

    await database.query(
      `update ${table} set notification_status = 'sent', ${column} = null where mail_message_id in (900001, 900002, 900004) and ${column} is not null`,
    );
    await database.query(
      `update ${table} set notification_status = 'exception', failure_type = 'mail_email_invalid', ${column} = null where mail_message_id = 900003`,
    );
    await database.query('delete from mail_mail where id > 900000');
    const { departed } = await queue.refresh({ thorough: true });

    const vanished = new Map(departed.filter(({ id }) => id > 900_000).map((mail) => [mail.id, mail.vanished]));
    expect(Object.fromEntries(vanished)).toEqual({
      900001: { kind: 'gone' },
      900002: { kind: 'sent' },
      900003: { kind: 'failed', reason: noAddress },
      900004: { kind: 'gone' },
      // It has no notifications.
      900005: { kind: 'sent' },
      // One that had failed was deleted, or sent again between two looks.
      900006: { kind: 'gone' },
    });
  });
});
