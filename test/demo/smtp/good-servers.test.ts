import { expect, test } from 'vitest';
import { greet, openDialogue, plainLogin } from './dialogue.ts';
import { startBehaviour } from './start-behaviour.ts';

test('a good server keeps the envelope, size and Message-ID of what it takes', async () => {
  const { port, messages } = await startBehaviour('good');
  const { dialogue } = await greet(port);
  await dialogue.say('MAIL FROM:<bounce@acme.example>');
  await dialogue.say('RCPT TO:<ann@customer.example>');
  await dialogue.say('RCPT TO:<bob@customer.example>');
  await dialogue.say('DATA');

  const reply = await dialogue.say(
    'Message-Id:\r\n <1@acme.example>\r\nFrom: Acme <info@acme.example>\r\nSubject: Hello\r\n\r\nHi\r\n.',
  );

  expect(reply).toBe('250 2.0.0 OK: queued');
  expect(messages).toEqual([
    {
      server: 'good',
      from: 'bounce@acme.example',
      recipients: ['ann@customer.example', 'bob@customer.example'],
      messageId: '<1@acme.example>',
      headerFrom: 'Acme <info@acme.example>',
      subject: 'Hello',
      sizeBytes: 86,
      user: null,
    },
  ]);
});

test('a good server takes any login and remembers it with the message', async () => {
  const { port, messages } = await startBehaviour('good');
  const { dialogue } = await greet(port);

  expect(await dialogue.say(plainLogin('info@acme.example', 'whatever'))).toMatch(/^235 /);

  await dialogue.say('MAIL FROM:<info@acme.example>');
  await dialogue.say('RCPT TO:<ann@customer.example>');
  await dialogue.say('DATA');
  await dialogue.say('Subject: Hello\r\n\r\nHi\r\n.');
  expect(messages.map(({ user }) => user)).toEqual(['info@acme.example']);
});

test('the implicit-tls server greets inside TLS', async () => {
  const { port } = await startBehaviour('implicit-tls');
  const dialogue = await openDialogue(port, { tls: true });
  expect(await dialogue.read()).toMatch(/^220 /);
});

test('the plain server does not offer STARTTLS', async () => {
  const { port } = await startBehaviour('plain');
  const { capabilities } = await greet(port);
  expect(capabilities).toMatch(/AUTH/);
  expect(capabilities).not.toMatch(/STARTTLS/);
});

test('greylisting puts a recipient off once', async () => {
  const { port } = await startBehaviour('greylisting');
  const { dialogue } = await greet(port);
  await dialogue.say('MAIL FROM:<info@acme.example>');
  expect(await dialogue.say('RCPT TO:<ann@customer.example>')).toMatch(/^451 4\.7\.1 .*Greylisting/);
  expect(await dialogue.say('RCPT TO:<ann@customer.example>')).toMatch(/^250 /);
});
