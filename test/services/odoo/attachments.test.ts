import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

const attach = `
  delete from message_attachment_rel where message_id in (select mail_message_id from mail_mail where id in (5, 6));
  insert into ir_attachment (id, name, type, mimetype, file_size, store_fname, db_datas, url) values
    (90001, 'invoice.pdf', 'binary', 'application/pdf', 2000000, 'ab/abcdef', null, null),
    (90002, 'logo.png', 'binary', 'image/png', 1500, null, 'x', null),
    (90003, 'terms', 'url', null, null, null, null, 'https://acme.example/terms'),
    (90004, 'lost.pdf', 'binary', null, 10, null, null, null);
  insert into message_attachment_rel (message_id, attachment_id)
    select mail_message_id, a.id from mail_mail m, ir_attachment a where m.id = 5 and a.id between 90001 and 90004;
  update mail_mail set body_html = repeat('ä', 100000) where id = 6;
  update mail_mail set body_html = 'short' where id = 5;`;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('attachments say how large they are and where their content lies', async () => {
    const { odoo } = await openDemo(series, attach);

    await expect(odoo.attachments([5, 6])).resolves.toEqual([
      {
        mailId: 5,
        id: 90_001,
        name: 'invoice.pdf',
        mimeType: 'application/pdf',
        size: 2_000_000,
        content: { kind: 'filestore', path: 'ab/abcdef' },
      },
      { mailId: 5, id: 90_002, name: 'logo.png', mimeType: 'image/png', size: 1500, content: { kind: 'database' } },
      {
        mailId: 5,
        id: 90_003,
        name: 'terms',
        mimeType: null,
        size: null,
        content: { kind: 'link', url: 'https://acme.example/terms' },
      },
      { mailId: 5, id: 90_004, name: 'lost.pdf', mimeType: null, size: 10, content: { kind: 'empty' } },
    ]);
  });

  test('the heaviest mails come first, bodies counted in bytes', async () => {
    const { odoo } = await openDemo(series, attach);

    await expect(odoo.mailSizes([5, 6, 7], 2)).resolves.toEqual([
      { mailId: 5, body: 5, attachments: 2_001_510, linkable: 0, attachmentCount: 4 },
      { mailId: 6, body: 200_000, attachments: 0, linkable: 0, attachmentCount: 0 },
    ]);
  });

  test('among many the heaviest are the same: by body, by file, by both, and of equals the older', async () => {
    const { odoo } = await openDemo(
      series,
      `${attach}
       delete from message_attachment_rel where message_id in (select mail_message_id from mail_mail where id between 7 and 12);
       update mail_mail set body_html = repeat('x', 200000) where id in (7, 9);
       update mail_mail set body_html = repeat('x', 199000) where id in (8, 10);
       update mail_mail set body_html = repeat('x', 198000) where id in (11, 12);
       update mail_mail set mail_message_id = (select mail_message_id from mail_mail where id = 8) where id = 12;
       insert into message_attachment_rel (message_id, attachment_id)
         select mail_message_id, 90002 from mail_mail where id = 8;
       insert into message_attachment_rel (message_id, attachment_id)
         select mail_message_id, 90003 from mail_mail where id = 9;`,
    );
    const ids = [5, 6, 7, 8, 9, 10, 11, 12];
    const many = [...ids, ...Array.from({ length: 20_000 }, (_, place) => 1_000_000_000 + place)];

    const sizes = await odoo.mailSizes(ids, 8);
    expect(sizes.map(({ mailId }) => mailId)).toEqual([5, 8, 6, 7, 9, 12, 10, 11]);
    for (const most of [8, 6, 5, 3, 2, 1]) expect(await odoo.mailSizes(many, most)).toEqual(sizes.slice(0, most));
  });
});
