import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { senderCause } from '../../source/causes/sender/index.ts';
import { bounceAddress, defaultFrom } from '../../source/causes/sender/remedies/default-from-remedies.ts';
import { emailFrom } from '../../source/causes/sender/remedies/email-from-remedy.ts';
import { fromFilter } from '../../source/causes/sender/remedies/from-filter-remedy.ts';
import { smtpUser } from '../../source/causes/sender/remedies/smtp-user-remedy.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { Secret } from '../../source/domain/secret.ts';
import { lookAt, whileMended } from '../support/mend.ts';
import { outerSeries, seriesUnderTest } from '../support/postgres.ts';
import { findAll } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

const run = (context: CheckContext): Promise<readonly Finding[]> => findAll(context, senderCause);

const brief = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ check, subject, status }) => `${check} ${subject} ${status}`);

describe.each(outerSeries)('Odoo %i', (series) => {
  test('the relay of a healthy company takes its senders', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    expect(brief(await run(await world.checkContext()))).toEqual(['sender.accepted server:1 ok']);
  });

  test('a relay that takes no sender but its login is found by asking it, and explains what failed', async () => {
    const world = await openSickWorld({ series, scenario: 'sender' });
    const findings = await run(await world.checkContext());
    expect(brief(findings)).toEqual(['sender.accepted server:1 fail']);
    expect(findings[0]).toMatchObject({
      explains: 231,
      summary: expect.stringMatching(/refuses bounce\S*@acme\.example as sender: 553/),
    });
    expect(findings[0]?.detail).toContain('odoo@acme.example');
  });

  test('a refused password hides whether the sender would be taken', async () => {
    const world = await openSickWorld({ series, scenario: 'credentials' });
    const findings = await run(await world.checkContext());
    expect(brief(findings)).toEqual(['sender.accepted server:1 unknown']);
    expect(findings[0]?.consequenceOf).toBe('credentials');
  });
});

test.each(seriesUnderTest)(
  'Odoo %i: the relay takes what Odoo sends as after a remedy, and undo brings the old settings back',
  async (series) => {
    const world = await openSickWorld({ series, scenario: 'sender' });
    const settings = [series <= 16 ? 'ir_config_parameter' : 'mail_alias_domain', 'ir_mail_server'];
    const check = async (): Promise<void> => {
      const findings = await run(await world.checkContext());
      expect(brief(findings)).toEqual(['sender.accepted server:1 ok', 'sender.refused-before server:1 warn']);
    };
    const look = lookAt(world, settings);
    await whileMended(world, { remedy: bounceAddress, subject: 'server:1', look }, check);
    if (series >= 15) await whileMended(world, { remedy: fromFilter, subject: 'server:1', look }, check);
  },
);

test('mails refused before the relay changed its mind can be sent again', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'sender' });
  await world.database.query('update ir_mail_server set smtp_port = $1', [world.zoo.smtpPort('good')]);
  const findings = await run(await world.checkContext());
  expect(brief(findings)).toEqual(['sender.accepted server:1 ok', 'sender.refused-before server:1 warn']);
  expect(findings[1]).toMatchObject({ explains: 231, summary: expect.stringContaining('send them again') });
});

test('a relay that refuses only some senders explains only their mails', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await world.database.query(
    `update ir_mail_server set smtp_port = $1, smtp_user = 'olga.schneider@acme.example', from_filter = 'acme.example' where id = 1`,
    [world.zoo.smtpPort('sender-refused')],
  );
  await world.database.query("update mail_alias_domain set bounce_alias = 'olga.schneider', name = 'other.example'");
  const findings = await run(await world.checkContext());
  const [finding] = findings;
  expect(finding).toMatchObject({ check: 'sender.accepted', status: 'fail' });
  expect(finding?.summary).toContain('Other senders are taken.');
  expect(finding?.explains).toBeLessThan(5);
});

test('a refusal after the message, as Exchange gives it, is named as what no handshake can test', async () => {
  const world = await openSickWorld({ series: 16, scenario: 'sender' });
  await world.database.query('update ir_mail_server set smtp_port = $1', [world.zoo.smtpPort('good')]);
  await world.database.query(
    `update mail_mail set failure_reason = E'Mail Delivery Failed\\nMail delivery failed via SMTP server ''None''.\\nSMTPDataError: 554\\n5.2.252 SendAsDenied; odoo@acme.example not allowed to send as jonas@acme.example' where state = 'exception'`,
  );
  expect(brief(await run(await world.checkContext()))).toEqual([
    'sender.accepted server:1 ok',
    'sender.send-as server:1 warn',
  ]);
});

test('mails without any sender cannot leave where no default is set', async () => {
  const world = await openSickWorld({ series: 15, scenario: 'catchall' });
  await world.database.query(
    "update mail_message set email_from = null where id in (select mail_message_id from mail_mail where state = 'outgoing')",
  );
  const findings = await run(await world.checkContext());
  expect(findings.find(({ check }) => check === 'sender.no-from')).toMatchObject({ status: 'fail', explains: 5 });
});

// 14 gives each mail a bounce address of its own, and no login is all of them.
test.each(seriesUnderTest.filter((series) => series >= 15))(
  'Odoo %i: a login that owns the sender is tried, saved and taken back',
  async (series) => {
    const world = await openSickWorld({ series, scenario: 'sender' });
    const treatment = {
      remedy: smtpUser,
      subject: 'server:1',
      texts: { user: 'bounce@acme.example' },
      secrets: { password: new Secret('typed-here') },
      look: lookAt(world, ['ir_mail_server']),
    };
    const { result } = await whileMended(world, treatment, async () => run(await world.checkContext()));
    expect(brief(result)).toEqual(['sender.accepted server:1 ok', 'sender.refused-before server:1 warn']);
  },
);

test.each(seriesUnderTest)('Odoo %i: mails without a sender have one after a default From was set', async (series) => {
  const world = await openSickWorld({ series, scenario: 'healthy' });
  await world.database.query(
    series <= 16
      ? "delete from ir_config_parameter where key = 'mail.default.from'"
      : 'update mail_alias_domain set default_from = null',
  );
  await world.database.query(
    "update mail_message set email_from = null where id in (select mail_message_id from mail_mail where state = 'outgoing')",
  );
  const check = async (): Promise<void> => {
    expect(brief(await run(await world.checkContext()))).toEqual(['sender.accepted server:1 ok']);
  };
  expect(brief(await run(await world.checkContext()))).toContain('sender.no-from null fail');
  const look = lookAt(world, ['ir_config_parameter', ...(series <= 16 ? [] : ['mail_alias_domain'])]);
  const texts = { address: 'notifications@acme.example' };
  await whileMended(world, { remedy: defaultFrom, texts, look }, check);
  const inFile = { texts: { address: 'office@acme.example' }, look: () => readFile(world.config, 'utf8') };
  const { plan } = await whileMended(world, { remedy: emailFrom, ...inFile }, check);
  expect(plan.byHand[0]?.words).toContain('Restart Odoo');
});

test('an address that the server does not take is not planned', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'sender' });
  const request = { subject: 'server:1', values: { texts: { address: 'other@acme.example' }, secrets: {} } };
  const context = await world.checkContext();
  await expect(fromFilter.plan(context, request)).rejects.toThrow(/Nothing was planned: .* refused MAIL FROM: 553/);
});

test('without the right to read who mails come from the reason is said', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const context = await world.checkContext();
  await world.database.query('revoke select on mail_message from current_user');
  const findings = await run(context);
  expect(findings.find(({ check }) => check === 'sender.from')).toMatchObject({
    status: 'unknown',
    summary: expect.stringContaining('Not permitted to read the senders (mail_message)'),
  });
});
