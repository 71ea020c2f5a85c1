import { describe, expect, test, vi } from 'vitest';
import { createDemoDatabase, outerSeries } from '../../support/postgres.ts';
import { lookAtQueue } from './look.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

const announcedSize = 1_048_576;

describe.each(outerSeries)('size on Odoo %i', (series) => {
  test('has mails refused by their announced size and mails refused once seen, both with 552', async () => {
    const queue = await lookAtQueue(await createDemoDatabase({ series, scenario: 'size' }), series);
    expect(queue).toMatchObject({ waiting: 9, failed: 13, queueRuns: true, types: [series >= 17 ? 'unknown' : null] });
    expect(queue?.reasons).toEqual([
      expect.stringMatching(/SMTPDataError: \(?552[,\n].*5\.3\.4 /),
      expect.stringMatching(/SMTPSenderRefused: \(?552[,\n].*message exceeds fixed maximum/),
    ]);
  });

  test('has an attachment larger than the relay takes on every failed mail and on three waiting ones', async () => {
    const database = await createDemoDatabase({ series, scenario: 'size' });
    const rows = await database.query(
      `select mail.state, count(*)::int, bool_and(octet_length(file.db_datas) = file.file_size) as there,
         max(file.file_size) < 10 * 1024 * 1024 * 0.7 as "belowOdoosOwnLimit"
       from mail_mail as mail join message_attachment_rel as attached on attached.message_id = mail.mail_message_id
       join ir_attachment as file on file.id = attached.attachment_id
       where file.file_size > $1 group by mail.state order by mail.state`,
      [announcedSize],
    );
    expect(rows).toEqual([
      { state: 'exception', count: 13, there: true, belowOdoosOwnLimit: true },
      { state: 'outgoing', count: 3, there: true, belowOdoosOwnLimit: true },
    ]);
  });

  test('has one waiting mail whose attachment is a file that is not there', async () => {
    const database = await createDemoDatabase({ series, scenario: 'size' });
    const rows = await database.query(
      `select file.file_size as size, file.store_fname ~ '^[0-9a-f]{2}/[0-9a-f]+$' as named
       from mail_mail as mail join message_attachment_rel as attached on attached.message_id = mail.mail_message_id
       join ir_attachment as file on file.id = attached.attachment_id
       where mail.state = 'outgoing' and file.db_datas is null`,
    );
    expect(rows).toEqual([{ size: 182_411, named: true }]);
  });
});
