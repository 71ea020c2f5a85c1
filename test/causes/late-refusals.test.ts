import { describe, expect, test } from 'vitest';
import { credentialsCause } from '../../source/causes/credentials/index.ts';
import { senderCause } from '../../source/causes/sender/index.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { refusedAtOnce } from '../../source/checks/measure/live-refusals.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { hasPostfix, startPostfix } from '../support/postfix.ts';
import { runCause } from '../support/run-cause.ts';
import { answer, obliging, say, startScriptedSmtp } from '../support/scripted-smtp.ts';
import { openSickWorld } from '../support/sick-world.ts';

/** A healthy Odoo whose one server is on that port. */
const openThrough = async (port: number): Promise<CheckContext> => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(
    "update ir_mail_server set smtp_port = $1, smtp_encryption = 'none', smtp_user = null, smtp_pass = null where id = 1",
    [port],
  );
  return await world.checkContext();
};

/** What `sender.accepted` and `credentials.login` say of it. */
const judgeThrough = async (port: number): Promise<{ accepted: Finding | undefined; login: Finding | undefined }> => {
  const context = await openThrough(port);
  return {
    accepted: (await runCause(context, senderCause)).get('sender.accepted server:1'),
    login: (await runCause(context, credentialsCause)).get('credentials.login server:1'),
  };
};

const judgeReply = async (line: string) => {
  await using server = await startScriptedSmtp([
    say('220 relay.acme.example ESMTP'),
    answer([/^RCPT/, line], ...obliging),
  ]);
  return await judgeThrough(server.port);
};

describe('a server that takes MAIL FROM and says no at RCPT TO', () => {
  test.each([
    [
      '553 5.7.1 <x@acme.example>: Sender address rejected: not owned by user odoo',
      'fail',
      /refuses \S+ as sender: 553/,
    ],
    ['450 4.1.8 <x@acme.example>: Sender address rejected: Domain not found', 'fail', /puts off \S+ as sender: 450/],
    ['504 5.5.2 <odoo>: Helo command rejected: need fully-qualified hostname', 'fail', /refuses this machine’s name/],
    ['550 5.7.1 No', 'warn', /does not say which of the two it minds/],
    ['450 4.3.2 Service currently unavailable', 'unknown', /could not be tried/],
  ])('%s: %s', async (line, status, words) => {
    const { accepted } = await judgeReply(line);
    expect(accepted).toMatchObject({ status, summary: expect.stringMatching(words) });
  });

  test('about the recipient is not held against the sender, and both are named', async () => {
    const { accepted } = await judgeReply('550 5.1.1 <x@shop.example>: Recipient address rejected: User unknown');
    expect(accepted).toMatchObject({
      status: 'ok',
      summary: expect.stringMatching(/takes \S+@acme\.example \(asked for \S+@\S+\)/),
      detail: expect.stringContaining('which is about that recipient and not about the sender'),
    });
  });

  test('about relaying is told as a missing login, not as a refused sender', async () => {
    const { accepted, login } = await judgeReply('554 5.7.1 <x@shop.example>: Relay access denied');
    expect(accepted?.status).toBe('ok');
    expect(login).toMatchObject({ status: 'fail', summary: expect.stringContaining('wants a login') });
  });
});

test.each([
  ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'refuses every mail'],
  ['450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]', 'puts every mail off'],
])('a client that is turned away only at RCPT TO is a fault that stops every mail: %s', async (line, words) => {
  await using server = await startScriptedSmtp([
    say('220 relay.acme.example ESMTP'),
    answer([/^RCPT/, line], ...obliging),
  ]);
  const context = await openThrough(server.port);
  const live = await refusedAtOnce('dns').run(context);
  expect(live).toMatchObject([{ status: 'fail', subject: 'server:1', summary: expect.stringContaining(words) }]);
  expect(live[0]?.summary).toContain('when it is asked to take one');
});

describe.runIf(hasPostfix)('a real Postfix with its default smtpd_delay_reject', { meta: { needs: 'postfix' } }, () => {
  test('is seen to refuse name and sender, and to take the rest', async () => {
    await using postfix = await startPostfix({
      open: { program: 'smtpd', options: [] },
      name: { program: 'smtpd', options: ['smtpd_helo_restrictions=reject_invalid_helo_hostname,reject'] },
      sender: { program: 'smtpd', options: ['smtpd_sender_restrictions=reject_unknown_sender_domain'] },
      relay: { program: 'smtpd', options: ['mynetworks=192.0.2.0/24'] },
    });
    expect((await judgeThrough(postfix.ports.open)).accepted?.status).toBe('ok');
    expect((await judgeThrough(postfix.ports.sender)).accepted?.summary).toMatch(/as sender: [45]50 [45]\.1\.8/);
    expect((await judgeThrough(postfix.ports.name)).accepted?.status).not.toBe('ok');
    expect((await judgeThrough(postfix.ports.relay)).login?.status).toBe('fail');
  });
});
