import { describe, expect, test } from 'vitest';
import type { CheckContext } from '../../source/causes/context.ts';
import { sender } from '../../source/causes/sender/index.ts';
import type { Finding } from '../../source/domain/finding.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { openSickWorld } from '../support/sick-world.ts';

const run = async (context: CheckContext): Promise<readonly Finding[]> =>
  (await Promise.all(sender.checks.map((check) => check.run(context)))).flat();

const brief = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ check, subject, status }) => `${check} ${subject} ${status}`);

describe.each(seriesUnderTest)('Odoo %i', (series) => {
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

test('without the right to read who mails come from the reason is said', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const context = await world.checkContext();
  await world.database.query('revoke select on mail_message from current_user');
  await expect(run(context)).rejects.toMatchObject({ name: 'ProbeError' });
});
