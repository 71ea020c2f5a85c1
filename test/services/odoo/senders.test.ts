import { expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

test.each(seriesUnderTest)('Odoo %i: mails that leave alike are counted together', async (series) => {
  const { odoo } = await openDemo(
    series,
    `update mail_message set email_from = 'a@acme.example', mail_server_id = null, author_id = 30
       where id in (select mail_message_id from mail_mail where id in (1, 2, 3));
     update mail_message set email_from = 'a@acme.example', mail_server_id = 3, author_id = null
       where id in (select mail_message_id from mail_mail where id = 4);
     update mail_message set email_from = null, mail_server_id = null, author_id = id % 2 + 30
       where id in (select mail_message_id from mail_mail where id in (5, 6));
     ${series >= 17 ? 'update mail_message set record_company_id = 2 where id <= 50' : ''}`,
  );
  const common = { companyId: series >= 17 ? 2 : undefined, aliasDomainId: series >= 17 ? 1 : undefined };

  await expect(odoo.senders([1, 2, 3, 4, 5, 6])).resolves.toEqual([
    { from: 'a@acme.example', forcedServerId: null, authorId: 30, mails: 3, sampleMailId: 3, ...common },
    { from: null, forcedServerId: null, authorId: null, mails: 2, sampleMailId: 6, ...common },
    { from: 'a@acme.example', forcedServerId: 3, authorId: null, mails: 1, sampleMailId: 4, ...common },
  ]);
});

test('companies of 17 and later part the senders', async () => {
  const { odoo } = await openDemo(
    17,
    `update mail_message set email_from = 'a@acme.example', record_company_id = id % 2 + 1
       where id in (select mail_message_id from mail_mail where id in (1, 2))`,
  );

  expect((await odoo.senders([1, 2])).map(({ companyId }) => companyId).toSorted()).toEqual([1, 2]);
});
