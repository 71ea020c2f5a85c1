import { expect, test } from 'vitest';
import { rightPassword } from '../../../source/demo/smtp/manners.ts';
import { greet, openDialogue, plainLogin } from './dialogue.ts';
import type { BehaviourName } from './start-behaviour.ts';
import { startBehaviour } from './start-behaviour.ts';

/** What is said after EHLO, and what the last line is answered. */
const refusals: readonly (readonly [BehaviourName, readonly string[], RegExp])[] = [
  ['bad-login', [plainLogin('info@acme.example', 'wrong')], /^535 5\.7\.8 Username and Password not accepted/],
  ['bad-login', ['MAIL FROM:<info@acme.example>'], /^530 5\.7\.0 Authentication required/],
  ['bad-login', [plainLogin('info@acme.example', rightPassword)], /^235 /],
  ['app-password', [plainLogin('info@acme.example', 'mypassword')], /^534 5\.7\.9 Application-specific/],
  ['app-password', [plainLogin('info@acme.example', 'abcd efgh ijkl mnop')], /^235 /],
  ['must-starttls', ['MAIL FROM:<info@acme.example>'], /^530 5\.7\.0 Must issue a STARTTLS command first/],
  ['rate-450', ['MAIL FROM:<a@acme.example>', 'RCPT TO:<b@customer.example>'], /^450 4\.2\.1 Peak SMTP relay/],
  ['rate-452', ['MAIL FROM:<a@acme.example>', 'RCPT TO:<b@customer.example>'], /^452 4\.5\.3 Too many recipients/],
  [
    'daily-limit',
    ['MAIL FROM:<a@acme.example>', 'RCPT TO:<b@customer.example>', 'DATA', 'Subject: Hi\r\n\r\nHi\r\n.'],
    /^550 5\.4\.5 Daily user sending limit exceeded/,
  ],
  ['sender-refused', ['MAIL FROM:<a@acme.example>'], /^553 5\.7\.1 <a@acme.example>: Sender address rejected/],
  [
    'sender-refused',
    [plainLogin('info@acme.example', 'x'), 'MAIL FROM:<a@acme.example>'],
    /not owned by user info@acme\.example$/,
  ],
  ['sender-refused', [plainLogin('a@acme.example', 'x'), 'MAIL FROM:<a@acme.example>'], /^250 /],
  ['send-as-denied', ['MAIL FROM:<a@acme.example>'], /^550 5\.7\.60 SMTP; Client does not have permissions/],
  ['bounce-refused', ['MAIL FROM:<bounce@acme.example>'], /^553 5\.7\.1 /],
  ['bounce-refused', ['MAIL FROM:<bounce+7@acme.example>'], /^553 5\.7\.1 /],
  ['bounce-refused', ['MAIL FROM:<info@acme.example>'], /^250 /],
  ['recipient-unknown', ['MAIL FROM:<a@acme.example>', 'RCPT TO:<nobody1@customer.example>'], /^550 5\.1\.1 /],
  ['recipient-unknown', ['MAIL FROM:<a@acme.example>', 'RCPT TO:<ann@customer.example>'], /^250 /],
  ['too-large', ['MAIL FROM:<a@acme.example> SIZE=2000000'], /^552 /],
];

for (const [name, lines, expected] of refusals) {
  test(`${name} answers ${JSON.stringify(lines.at(-1))} with ${expected.source}`, async () => {
    const { port } = await startBehaviour(name);
    const { dialogue } = await greet(port);
    const replies: (string | null)[] = [];
    for (const line of lines) replies.push(await dialogue.say(line));
    expect(replies.at(-1)).toMatch(expected);
  });
}

test('must-starttls takes a sender once the session is encrypted', async () => {
  const { port } = await startBehaviour('must-starttls');
  const { dialogue } = await greet(port);
  await dialogue.say('STARTTLS');
  const secured = await dialogue.startTls();
  await secured.say('EHLO client.example');
  expect(await secured.say('MAIL FROM:<info@acme.example>')).toMatch(/^250 /);
});

test('too-large announces its limit and refuses what is bigger after the final dot', async () => {
  const { port, messages } = await startBehaviour('too-large');
  const { dialogue, capabilities } = await greet(port);
  expect(capabilities).toMatch(/SIZE 1048576/);
  await dialogue.say('MAIL FROM:<a@acme.example>');
  await dialogue.say('RCPT TO:<b@customer.example>');
  await dialogue.say('DATA');
  const body = `${'x'.repeat(998)}\r\n`.repeat(1_100);
  expect(await dialogue.say(`Subject: Hi\r\n\r\n${body}.`)).toMatch(/^552 5\.3\.4 Your message exceeded/);
  expect(messages).toEqual([]);
});

test('rate-421 says 421 instead of a greeting', async () => {
  const { port } = await startBehaviour('rate-421');
  const dialogue = await openDialogue(port);
  expect(await dialogue.read()).toBe('421 4.7.0 Too many connections from your IP, try again later');
  expect(await dialogue.read()).toBeNull();
});

test('xoauth2-refused explains itself in base64 and says 535 to the empty line that follows', async () => {
  const { port } = await startBehaviour('xoauth2-refused');
  const { dialogue } = await greet(port);
  const explanation = await dialogue.say(
    `AUTH XOAUTH2 ${Buffer.from('user=a\x01auth=Bearer x\x01\x01').toString('base64')}`,
  );
  expect(JSON.parse(Buffer.from(explanation?.slice(4) ?? '', 'base64').toString())).toMatchObject({ status: '400' });
  expect(await dialogue.say('')).toMatch(/^535 5\.7\.8 /);
  expect(await dialogue.say('MAIL FROM:<a@acme.example>')).toMatch(/^530 5\.7\.0 /);
});
