import { expect, test } from 'vitest';
import { parsePostfixQueue } from '../../../source/domain/relay/postfix-queue.ts';

const entry = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    queue_name: 'deferred',
    queue_id: 'C38F8216044',
    arrival_time: 1_795_896_324,
    message_size: 275,
    sender: 'bounce@acme.example',
    recipients: [
      { address: 'leo@slow.example', delay_reason: 'connect to 127.0.0.1[127.0.0.1]:1: Connection refused' },
      { address: 'rosa@slow.example' },
    ],
    ...more,
  });

const message = {
  id: 'C38F8216044',
  arrivedAt: new Date(1_795_896_324_000),
  sender: 'bounce@acme.example',
  state: 'waiting',
  recipients: [
    { address: 'leo@slow.example', reason: 'connect to 127.0.0.1[127.0.0.1]:1: Connection refused' },
    { address: 'rosa@slow.example', reason: null },
  ],
};

test.each([
  ['Postfix 3.4, without forced_expire', entry(), [message]],
  ['Postfix 3.7', entry({ forced_expire: false }), [message]],
  ['3.10 and its keys to come', entry({ forced_expire: false, tlsrpt: 'x' }), [message]],
  ['a long queue id', entry({ queue_id: '4dPmQz2Yw7zJrj0' }), [{ ...message, id: '4dPmQz2Yw7zJrj0' }]],
  ['hold', entry({ queue_name: 'hold' }), [{ ...message, state: 'held' }]],
  ['active', entry({ queue_name: 'active' }), [message]],
  ['a bounce', entry({ sender: 'MAILER-DAEMON' }), [{ ...message, sender: '' }]],
  ['nobody left', entry({ recipients: [] }), [{ ...message, recipients: [] }]],
  [
    'control characters',
    entry({ sender: 'a\u001b[31m@acme.example' }),
    [{ ...message, sender: expect.not.stringContaining('\u001b') }],
  ],
])('an entry as of %s', (_what, text, expected) => {
  expect(parsePostfixQueue(`${text}\n`)).toEqual(expected);
});

test('an empty queue prints nothing', () => {
  expect(parsePostfixQueue('')).toEqual([]);
});

test('the oldest stands first, and a line that was cut off is left out', () => {
  const text = [entry(), entry({ queue_id: 'A1', arrival_time: 1_795_000_000 }), entry().slice(0, 40)].join('\n');
  expect(parsePostfixQueue(text)?.map(({ id }) => id)).toEqual(['A1', 'C38F8216044']);
});

test.each([
  'postqueue: fatal: usage',
  '-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------',
  '[1]',
  '{"queue_id": 5, "arrival_time": 7}',
  '{"queue_id": "A", "arrival_time": "7"}',
  'null',
])('%s is no listing', (text) => {
  expect(parsePostfixQueue(text)).toBeUndefined();
});
