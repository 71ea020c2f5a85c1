import { expect, test } from 'vitest';
import { parseEximQueue, parseEximReasons, spreadReasons } from '../../../source/domain/relay/exim-queue.ts';

/** 1xXOfF: 2026-11-28 20:04:53 UTC. */
const now = new Date('2026-11-28T20:30:00Z');
const arrived = new Date('2026-11-28T20:04:53Z');

const listing = ` 25m   213 1xXOfF-00021d-2B <bounce@acme.example>
          rosa@later.example
          leo@later.example

 25m  1.4K 1xXOfF-00021k-0L <> *** frozen ***
          bounce@gone.example

`;

test('waiting and frozen messages with their recipients', () => {
  expect(parseEximQueue(listing, now)).toEqual([
    {
      id: '1xXOfF-00021d-2B',
      arrivedAt: arrived,
      sender: 'bounce@acme.example',
      state: 'waiting',
      recipients: [
        { address: 'rosa@later.example', reason: null },
        { address: 'leo@later.example', reason: null },
      ],
    },
    {
      id: '1xXOfF-00021k-0L',
      arrivedAt: arrived,
      sender: '',
      state: 'held',
      recipients: [{ address: 'bounce@gone.example', reason: null }],
    },
  ]);
});

test('who has got it already is not waited for', () => {
  const text = ` 2h  2.9K 1xXOfF-00021d-2B <bounce@acme.example>
        D rosa@later.example
       +D list@later.example
          leo@later.example
`;
  expect(parseEximQueue(text, now)?.[0]?.recipients).toEqual([{ address: 'leo@later.example', reason: null }]);
});

test.each([
  ['the id of 4.97', ' 25m   213 1xXOfF-000000021dA-2Bcd <bounce@acme.example>', arrived],
  ['a local user in brackets', ' 25m   213 1xXOfF-00021d-2B <odoo@acme.example> (odoo)', arrived],
  ['a message whose size cannot be read', ' 25m 1xXOfF-00021d-2B <bounce@acme.example>', arrived],
  [
    'an id of other digits: the age counts, in minutes',
    ' 25m 213 0000zz-00021d-2B <a@acme.example>',
    '2026-11-28T20:05:00Z',
  ],
  ['in hours', ' 3h 213 0000zz-00021d-2B <a@acme.example>', '2026-11-28T17:30:00Z'],
  ['in days', ' 2d 213 0000zz-00021d-2B <a@acme.example>', '2026-11-26T20:30:00Z'],
])('%s', (_what, line, expected) => {
  expect(parseEximQueue(`${line}\n          rosa@later.example\n`, now)).toMatchObject([
    { arrivedAt: new Date(expected), recipients: [{ address: 'rosa@later.example' }] },
  ]);
});

test('the oldest stands first', () => {
  const text = ' 1h 1K 0000zz-00021d-2B <a@b.example>\n\n 2h 1K 0001zz-00021d-2B <a@b.example>\n';
  expect(parseEximQueue(text, now)?.map(({ id }) => id.slice(0, 6))).toEqual(['0001zz', '0000zz']);
});

test('an empty queue prints nothing, and other words are no listing', () => {
  expect(parseEximQueue('', now)).toEqual([]);
  expect(parseEximQueue('exim: permission denied\n', now)).toBeUndefined();
});

test.each([
  [
    'a transport',
    '2026-11-28 20:04:53 rosa@slow.example R=manual T=smtp defer (111): Connection refused',
    'Connection refused',
  ],
  [
    'a router',
    '2026-11-28 20:04:53 rosa@slow.example R=defer defer (-1): the mailbox is being moved',
    'the mailbox is being moved',
  ],
  [
    'a remote server',
    '2026-11-28 20:04:53 rosa@slow.example R=dns T=smtp H=mx.slow.example [192.0.2.7] defer (-44) H=mx.slow.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<rosa@slow.example>: 450 4.2.0 Greylisted',
    'SMTP error from remote mail server after RCPT TO:<rosa@slow.example>: 450 4.2.0 Greylisted',
  ],
  [
    'the main log',
    '2026-11-28 20:04:53 == Rosa@slow.example R=x defer (-53): retry time not reached for any host',
    'retry time not reached for any host',
  ],
])('the reason of %s', (_what, line, reason) => {
  expect([...parseEximReasons(`2026-11-28 20:04:53 Received from x\n${line}\n`)]).toEqual([
    ['rosa@slow.example', reason],
  ]);
});

test('of several reasons the last one counts', () => {
  const log = ['one', 'two'].map((why) => `2026-11-28 20:04:53 a@b.example R=x defer (-1): ${why}`).join('\n');
  expect(parseEximReasons(log).get('a@b.example')).toBe('two');
});

test('that Exim did not try again is no reason where there is a better one', () => {
  const line = (why: string): string => `2026-11-28 20:04:53 a@b.example R=x defer (-1): ${why}`;
  const skipped = "retry time not reached for any host for 'b.example'";
  expect(parseEximReasons([line('refused'), line(skipped)].join('\n')).get('a@b.example')).toBe('refused');
  expect(parseEximReasons([line(skipped), line('refused')].join('\n')).get('a@b.example')).toBe('refused');
  expect(parseEximReasons(line(skipped)).get('a@b.example')).toBe(skipped);

  const message = (address: string, reason: string | null) => ({
    id: 'x',
    arrivedAt: now,
    sender: '',
    state: 'waiting' as const,
    recipients: [{ address, reason }],
  });
  const spread = spreadReasons([
    message('a@b.example', 'refused'),
    message('c@B.example', skipped),
    message('d@other.example', skipped),
    message('e@b.example', null),
    message('f@b.example', 'another'),
  ]);
  expect(spread.flatMap(({ recipients }) => recipients.map(({ reason }) => reason))).toEqual([
    'refused',
    'another',
    skipped,
    null,
    'another',
  ]);
});
