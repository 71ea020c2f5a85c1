import { describe, expect, test } from 'vitest';
import { outerSeries } from '../../support/postgres.ts';
import { startBehaviour } from '../smtp/start-behaviour.ts';
import { createSmallOdoo } from './small-odoo.ts';
import { runOnce } from './start-runner.ts';

/** @param server as Odoo names it there: up to 19 none for a mail that is sent in a session. */
const wrapped = (server: string): string => `Mail Delivery Failed\nMail delivery failed via SMTP server '${server}'.\n`;

describe.each(outerSeries)('Odoo %i', (series) => {
  const failureType = series >= 17 ? 'unknown' : null;

  test('a refused sender is stored in the words of the version', async () => {
    const server = await startBehaviour('sender-refused');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: server.port });
    const mail = await odoo.queueMail({ emailTo: 'bob@customer.example' });
    const text = '5.7.1 <ann@example.com>: Sender address rejected: not owned by user unknown';
    const wrapper = wrapped(series >= 20 ? `Port ${server.port}` : 'None');
    expect(await runOnce(odoo, mail)).toEqual({
      state: 'exception',
      failure_reason:
        series >= 18
          ? `${wrapper}SMTPSenderRefused: (553, b'${text}', 'ann@example.com')`
          : `${wrapper}SMTPSenderRefused: 553\n${text}\nann@example.com`,
      failure_type: failureType,
    });
  });

  test('a message that is refused after its last line is stored in the words of the version', async () => {
    const server = await startBehaviour('daily-limit');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: server.port });
    const mail = await odoo.queueMail({ emailTo: 'bob@customer.example' });
    const row = await runOnce(odoo, mail);
    expect(row).toMatchObject({ state: 'exception', failure_type: failureType });
    expect(row?.failure_reason).toMatch(
      series >= 18
        ? /SMTPDataError: \(550, b'5\.4\.5 Daily user sending limit exceeded\..*'\)$/
        : /SMTPDataError: 550\n5\.4\.5 Daily user sending limit exceeded\./,
    );
  });
});

test('a line that drops leaves that mail with a misleading text and the rest of the queue untouched', async () => {
  const server = await startBehaviour('drops-mid-session');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: server.port });
  const first = await odoo.queueMail({ emailTo: 'ann@customer.example' });
  const second = await odoo.queueMail({ emailTo: 'bob@customer.example' });

  expect(await runOnce(odoo, first)).toEqual({
    state: 'exception',
    failure_reason: 'Error without exception. Probably due to sending an email without computed recipients.',
    failure_type: null,
  });
  expect(await odoo.readMail(second)).toMatchObject({ state: 'outgoing', failure_reason: null });
});

test('a mail whose files are too large for the server is refused', async () => {
  const server = await startBehaviour('too-large');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: server.port });
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example', attachmentBytes: 2_000_000 });
  const row = await runOnce(odoo, mail);
  expect(row?.failure_reason).toMatch(/SMTPSenderRefused: \(552, b'Error: message exceeds fixed maximum message size/);
});

test('a mail without a sender says so', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: good.port });
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example', from: null });
  expect(await runOnce(odoo, mail)).toMatchObject({
    failure_reason: expect.stringContaining('You must either provide a sender address explicitly'),
    failure_type: 'mail_from_missing',
  });
});

test('a partner without an address is skipped and the others get their mail', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(18);
  await odoo.addServer({ port: good.port });
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const bob = await odoo.addPartner('Bob', null);
  const mail = await odoo.queueMail({ partners: [ann, bob] });

  expect(await runOnce(odoo, mail)).toMatchObject({ state: 'sent' });

  expect(await odoo.readNotifications(mail)).toMatchObject([
    { partner: ann, status: 'sent' },
    { partner: bob, status: 'exception', failure_type: 'mail_email_invalid' },
  ]);
});
