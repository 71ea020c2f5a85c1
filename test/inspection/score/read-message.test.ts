import { describe, expect, test } from 'vitest';
import { UserError } from '../../../source/domain/errors.ts';
import { parseScoredMessage } from '../../../source/inspection/score/read-message.ts';

const read = (lines: readonly string[]) => parseScoredMessage(Buffer.from(lines.join('\r\n')));

test('a message is read with what its headers say of its way, newest first', async () => {
  const message = await read([
    'Return-Path: <bounce@acme.example>',
    'Received: from second.example by third.example; Tue, 24 Nov 2026 12:00:02 +0000',
    'Received: from first.example by second.example; Tue, 24 Nov 2026 12:00:01 +0000',
    'From: "Acme, Sales" <sales@acme.example>',
    'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
    'Date: Tue, 24 Nov 2026 12:00:00 +0000 (UTC)',
    'Message-ID: <x1@acme.example>',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Hello <a href="https://acme.example/a?b=1&amp;c=2">there</a></p><IMG src="x"><img src="y">',
  ]);
  expect(message.returnPath).toBe('bounce@acme.example');
  expect(message.received.map((line) => line.split(' ')[1])).toEqual(['second.example', 'first.example']);
  expect(message.traits).toMatchObject({
    from: ['sales@acme.example'],
    subject: 'Grüße',
    date: new Date('2026-11-24T12:00:00Z'),
    messageId: '<x1@acme.example>',
    isBulk: false,
    links: ['https://acme.example/a?b=1&c=2'],
    images: 2,
    visibleText: 'Hello there'.length,
  });
});

test.each([
  ['Precedence: bulk', true],
  ['Precedence: LIST', true],
  ['Precedence: first-class', false],
  ['List-Id: <news.acme.example>', true],
  ['List-Unsubscribe: <https://acme.example/u>', true],
  ['Feedback-ID: 1:acme', true],
  ['X-List-Id: x', false],
])('with the header %s a message is sent to many alike: %s', async (header, isBulk) => {
  expect((await read([header, '', 'x'])).traits.isBulk).toBe(isBulk);
});

test.each([
  [[], []],
  [['From: a@x.example'], ['a@x.example']],
  [['From: "b@x.example, c@x.example" <a@x.example>'], ['a@x.example']],
  [['From: a@x.example, B <b@y.example>'], ['a@x.example', 'b@y.example']],
  [['From:'], []],
])('%j is from %j', async (headers, from) => {
  expect((await read([...headers, 'To: z@x.example', '', 'x'])).traits.from).toEqual(from);
});

test.each([
  ['Return-Path: <>', ''],
  ['Return-Path: a@x.example', 'a@x.example'],
  ['X-Other: x', null],
])('%s: the envelope came from %j', async (header, path) => {
  expect((await read([header, '', 'x'])).returnPath).toBe(path);
});

const control = '\u001b[2J\u0007\u0000';
const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join('');

describe('what is no message, or is meant to harm', () => {
  test.each([
    ['nothing', ''],
    ['bytes', String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code)).repeat(50)],
    ['no end of the headers', 'From: a@x.example\r\nSubject: x'],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=never\r\n\r\ntext'],
    ['an empty boundary', 'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx\r\n----'],
    ['a charset that nobody knows', 'Content-Type: text/plain; charset=x-none\r\n\r\nx'],
    ['broken base64', 'Content-Transfer-Encoding: base64\r\n\r\n%%%%===='],
    ['broken words in the subject', 'Subject: =?utf-8?b?%%%?= =?x-none?q?=ZZ?=\r\n\r\nx'],
    ['a date that is none', 'Date: the day after\r\n\r\nx'],
    ['parts in parts in parts', nested(200)],
    ['a message in a message in a message', 'Content-Type: message/rfc822\r\n\r\n'.repeat(2_000)],
    ['very many headers', 'X-A: b\r\n'.repeat(20_000)],
    ['one endless header', `From: ${'<'.repeat(100_000)}\r\n\r\nx`],
    ['one endless quoted name', `From: ${'"\\'.repeat(50_000)}\r\n\r\nx`],
    ['an endless comment in the date', `Date: ${'('.repeat(50_000)}\r\n\r\nx`],
    ['an endless row of tags', `Content-Type: text/html\r\n\r\n${'<a <img '.repeat(30_000)}`],
  ])('%s is read without failing, within a moment', async (_what, message) => {
    const start = performance.now();
    const { traits } = await parseScoredMessage(Buffer.from(message, 'latin1'));
    expect(traits.bytes).toBe(Buffer.byteLength(message, 'latin1'));
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each([
    ['parts nested beyond all measure', nested(2_000)],
    ['headers beyond all measure', `X-A: ${'b'.repeat(5_000_000)}\r\n\r\nx`],
  ])('%s are refused in a sentence', async (_what, message) => {
    await expect(parseScoredMessage(Buffer.from(message))).rejects.toThrow(
      expect.toSatisfy(
        (error) => error instanceof UserError && /^The message cannot be read as a mail: .+\.$/.test(error.message),
      ),
    );
  });

  test('control characters do not come through', async () => {
    const { traits, received, returnPath } = await read([
      `Return-Path: <a${control}@x.example>`,
      `Received: from ${control}x by y`,
      `From: ${control}<a${control}@x.example>`,
      `Subject: ${control}x`,
      `Message-ID: <${control}@x>`,
      `List-Unsubscribe: ${control}`,
      '',
      'x',
    ]);
    const { from, subject, messageId, listUnsubscribe } = traits;
    const shown = JSON.stringify([from, subject, messageId, listUnsubscribe, received, returnPath]);
    expect(shown).not.toMatch(/\\u00/);
  });

  test('of endless links so many are kept as one judges by', async () => {
    const { traits } = await read(['Content-Type: text/plain', '', ...Array(5_000).fill('http://x.example/y')]);
    expect(traits.links).toHaveLength(500);
  });
});
