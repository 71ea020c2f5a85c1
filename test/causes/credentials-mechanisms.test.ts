import { expect, test } from 'vitest';
import { cramMd5Check } from '../../source/causes/credentials/cram-md5-check.ts';
import { loginCheck } from '../../source/causes/credentials/login-check.ts';
import {
  answer,
  expectLine,
  obliging,
  type Rule,
  type Step,
  say,
  startScriptedSmtp,
} from '../support/scripted-smtp.ts';
import { openSickWorld } from '../support/sick-world.ts';

const challenge = (...end: readonly Step[]): readonly Step[] => [say('334 PDEuMkBzPg=='), expectLine(/./), ...end];
const offering = (mechanisms: string): Rule => [/^EHLO/, `250-relay.example\r\n250 AUTH ${mechanisms}`];

/** The check twice, as two steps of one console would, on a server with these rules. */
const checkTwice = async (...rules: readonly Rule[]) => {
  await using server = await startScriptedSmtp([say('220 relay.example ESMTP'), answer(...rules, ...obliging)]);
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(
    "update ir_mail_server set smtp_port = $1, smtp_encryption = 'none', smtp_user = 'odoo', smtp_pass = 'right' where id = 1",
    [server.port],
  );
  const context = await world.checkContext();
  const login = await loginCheck.run(context);
  const found = [await cramMd5Check.run(context), await cramMd5Check.run(context)];
  return {
    login: login[0]?.status,
    found: found.map((findings) => findings.map(({ status }) => status)),
    tries: server.received.flat().filter((line) => line.startsWith('AUTH CRAM')).length,
  };
};

test('a server that announces CRAM-MD5 and keeps only hashes is a warning, and is tried once', async () => {
  const refusing: Rule = [/^AUTH CRAM/, challenge(say('535 5.7.8 Authentication failed'))];
  expect(await checkTwice(offering('CRAM-MD5 PLAIN'), refusing)).toEqual({
    login: 'ok',
    found: [['warn'], ['warn']],
    tries: 1,
  });
});

test('a server that can do CRAM-MD5 has nothing to hear', async () => {
  const accepting: Rule = [/^AUTH CRAM/, challenge(say('235 2.7.0 Ok'))];
  expect(await checkTwice(offering('CRAM-MD5 PLAIN'), accepting)).toMatchObject({ login: 'ok', found: [[], []] });
});

test('a server without CRAM-MD5, and one that refuses the password, are not asked', async () => {
  const refusing: Rule = [/^AUTH/, '535 5.7.8 Bad credentials'];
  expect(await checkTwice(offering('PLAIN'))).toMatchObject({ found: [[], []], tries: 0 });
  expect(await checkTwice(offering('CRAM-MD5 PLAIN'), refusing)).toMatchObject({ found: [[], []], tries: 0 });
});

test('a server that cannot check logins just now is a warning, and no new password is asked for', async () => {
  const busy: Rule = [/^AUTH/, '454 4.7.0 Temporary authentication failure'];
  await using server = await startScriptedSmtp([
    say('220 relay.example ESMTP'),
    answer(offering('PLAIN'), busy, ...obliging),
  ]);
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(
    "update ir_mail_server set smtp_port = $1, smtp_encryption = 'none', smtp_user = 'odoo', smtp_pass = 'right' where id = 1",
    [server.port],
  );
  const [login] = await loginCheck.run(await world.checkContext());
  expect(login).toMatchObject({ status: 'warn', remedies: [], summary: expect.stringContaining('for now: 454') });
});
