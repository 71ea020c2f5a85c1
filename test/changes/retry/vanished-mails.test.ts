import { describe, expect, test } from 'vitest';
import { noOutcomes, rereadOutcomes } from '../../../source/changes/retry/follow-outcomes.ts';
import { readMailsBefore } from '../../../source/changes/retry/vanished-mails.ts';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { openDemo } from '../../services/odoo/open.ts';
import { outerSeries } from '../../support/postgres.ts';

const noAddress = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';

test('without auto_delete nothing is known of a mail whose row is gone', async () => {
  const { odoo, connection } = await openDemo(18, 'alter table mail_mail drop column auto_delete cascade');
  await connection.query('savepoint dropped');
  const before = await readMailsBefore(odoo, [1]);
  await connection.query('rollback to savepoint dropped; delete from mail_mail where id = 1');
  expect(await rereadOutcomes(odoo, { ...noOutcomes, waiting: [1] }, before)).toEqual({ ...noOutcomes, gone: [1] });
});

test('a missing address is told as one', () => {
  expect(classify(noAddress).class).toBe('odoo.no_recipient');
});

describe.each(outerSeries)('Odoo %i', (series) => {
  const [table, column] =
    series === 14 ? ['mail_message_res_partner_needaction_rel', 'mail_id'] : ['mail_notification', 'mail_mail_id'];

  test('a mail that vanished was sent, failed, or is gone, by what it and its notifications were', async () => {
    const mails = [1, 2, 3, 4, 5];
    const notify = (message: number, mail: number | null, type = 'email') =>
      `(${message}, ${mail}, 30, '${type}', 'ready')`;
    const { odoo, connection } = await openDemo(
      series,
      `delete from ${table} where mail_message_id in (select mail_message_id from mail_mail where id <= 5);
       update mail_mail set state = 'outgoing', mail_message_id = 900 + id, auto_delete = id in (2, 3, 5) where id <= 5;
       update mail_mail set auto_delete = null where id = 4;
       insert into ${table} (mail_message_id, ${column}, res_partner_id, notification_type, notification_status)
       values ${[1, 2, 3, 4].map((id) => notify(900 + id, id)).join(', ')}`,
    );
    const before = await readMailsBefore(odoo, mails);
    await connection.query(
      `insert into ${table} (mail_message_id, ${column}, res_partner_id, notification_type, notification_status)
       values (902, null, 31, 'email', 'exception');
       update ${table} set notification_status = 'sent', ${column} = null where ${column} in (1, 2);
       update ${table} set notification_status = 'exception', failure_type = 'mail_email_invalid', ${column} = null
       where ${column} in (3, 4);
       delete from mail_mail where id <= 4`,
    );

    expect(await rereadOutcomes(odoo, { ...noOutcomes, waiting: mails }, before)).toEqual({
      ...noOutcomes,
      // Another mail of its message failed earlier.
      sent: [2],
      failed: [{ id: 3, reason: noAddress }],
      gone: [1, 4],
      waiting: [5],
    });
  });
});
