import { describe, expect, test } from 'vitest';
import { outerSeries } from '../../support/postgres.ts';
import { startBehaviour } from '../smtp/start-behaviour.ts';
import { createSmallOdoo } from './small-odoo.ts';
import { runOnce } from './start-runner.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a waiting mail is sent and its notification says so', async () => {
    const good = await startBehaviour('good');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: good.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mail = await odoo.queueMail({ partners: [ann] });

    expect(await runOnce(odoo, mail)).toEqual({ state: 'sent', failure_reason: null, failure_type: null });

    expect(await odoo.readNotifications(mail)).toEqual([
      { partner: ann, status: 'sent', failure_type: null, failure_reason: '' },
    ]);
    expect(good.messages.map(({ recipients }) => recipients)).toEqual([['ann@customer.example']]);
  });

  test('a mail to two partners of whom one is refused fails, and the other one has a copy', async () => {
    const server = await startBehaviour('recipient-unknown');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: server.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const nobody = await odoo.addPartner('Nobody', 'nobody@customer.example');
    const mail = await odoo.queueMail({ partners: [ann, nobody] });

    const reason = [
      'Mail Delivery Failed',
      `Mail delivery failed via SMTP server '${series >= 20 ? `Port ${server.port}` : 'None'}'.`,
      "SMTPRecipientsRefused: {'nobody@customer.example': (550, b'5.1.1 <nobody@customer.example>: Recipient address rejected: User unknown in virtual mailbox table')}",
    ].join('\n');
    expect(await runOnce(odoo, mail)).toEqual({
      state: 'exception',
      failure_reason: reason,
      failure_type: series >= 17 ? 'unknown' : null,
    });

    expect(await odoo.readNotifications(mail)).toEqual([
      { partner: ann, status: 'sent', failure_type: null, failure_reason: '' },
      {
        partner: nobody,
        status: 'exception',
        failure_type: series <= 14 ? 'UNKNOWN' : 'unknown',
        failure_reason: reason,
      },
    ]);
    expect(server.messages.map(({ recipients }) => recipients)).toEqual([['ann@customer.example']]);
  });

  test('a mail without a recipient fails with the text of its version', async () => {
    const good = await startBehaviour('good');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: good.port });
    const mail = await odoo.queueMail({});

    const expected = await runOnce(odoo, mail);

    expect(expected).toEqual(
      series >= 19
        ? {
            state: 'exception',
            failure_reason: 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)',
            failure_type: 'mail_email_missing',
          }
        : {
            state: 'exception',
            failure_reason: `Error without exception. Probably due ${series <= 15 ? 'do' : 'to'} sending an email without computed recipients.`,
            failure_type: null,
          },
    );
  });

  test('a mail that is held back until later stays in the queue', async () => {
    const good = await startBehaviour('good');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: good.port });
    const mail = await odoo.queueMail({ emailTo: 'ann@customer.example', scheduledDate: '2099-01-01 00:00:00' });

    expect(await runOnce(odoo, mail)).toMatchObject({ state: 'outgoing' });
    expect(good.messages).toEqual([]);
  });
});

test('each partner gets a message of their own, all addresses of email_to share one', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: good.port });
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const bob = await odoo.addPartner('Bob', 'bob@customer.example');
  const mail = await odoo.queueMail({ emailTo: 'x@customer.example, y@customer.example', partners: [ann, bob] });

  await runOnce(odoo, mail);

  expect(good.messages.map(({ recipients }) => recipients)).toEqual([
    ['x@customer.example', 'y@customer.example'],
    ['ann@customer.example'],
    ['bob@customer.example'],
  ]);
});

test('of two addresses in email_to a refused one is lost without a trace', async () => {
  const server = await startBehaviour('recipient-unknown');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: server.port });
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example, nobody@customer.example' });

  expect(await runOnce(odoo, mail)).toMatchObject({ state: 'sent', failure_reason: null });
  expect(server.messages.map(({ recipients }) => recipients)).toEqual([['ann@customer.example']]);
});

test('a mail that deletes itself is gone once it was sent, and its message with it', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: good.port });
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example', autoDelete: true });

  expect(await runOnce(odoo, mail)).toBeUndefined();
  expect(await odoo.database.query('select id from mail_message')).toEqual([]);
  expect(good.messages).toHaveLength(1);
});
