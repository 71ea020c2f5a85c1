import { expect, test } from 'vitest';
import { judgeRelayQueue } from '../../../source/causes/beyond/judge-relay-queue.ts';
import type { MailQueue, QueuedMessage } from '../../../source/domain/relay/mail-queue.ts';

const now = new Date('2026-11-28T12:00:00Z');
const timedOut = 'connect to mx.one.example[192.0.2.1]:25: Connection timed out';

const mail = (
  minutes: number,
  given: Partial<QueuedMessage> & { to?: string; reason?: string | null } = {},
): QueuedMessage => ({
  id: 'A1',
  arrivedAt: new Date(now.getTime() - minutes * 60_000),
  sender: 'bounce@acme.example',
  state: 'waiting',
  recipients: [
    { address: given.to ?? 'rosa@one.example', reason: given.reason === undefined ? timedOut : given.reason },
  ],
  ...given,
});

const judge = (messages: readonly QueuedMessage[], queue: Partial<MailQueue> = {}) =>
  judgeRelayQueue({
    queue: { software: 'postfix', messages, complete: true, ...queue },
    ownDomains: new Set(['acme.example']),
    now,
  });

const many = (count: number, minutes: number, given: Parameters<typeof mail>[1] = {}): readonly QueuedMessage[] =>
  Array.from({ length: count }, (_, index) =>
    mail(minutes, { to: `a@${index % 2 === 0 ? 'one' : 'two'}.example`, ...given }),
  );

test.each<[string, readonly QueuedMessage[], string]>([
  ['an empty queue', [], 'ok'],
  ['mail of others alone', many(9, 600, { sender: 'root@host.example' }), 'ok'],
  ['a mail of now', [mail(1)], 'ok'],
  ['a greylisted mail, an hour', [mail(60)], 'ok'],
  ['a single one for longer', [mail(61)], 'warn'],
  ['many to two domains for the same reason', many(5, 16), 'fail'],
  ['the same, a sender in capitals', many(5, 16, { sender: 'Bounce@ACME.example' }), 'fail'],
  ['not tried again yet', many(5, 15), 'ok'],
  ['too few', many(4, 16), 'ok'],
  ['too few, for longer', many(4, 61), 'warn'],
  ['all to one domain', many(9, 16, { to: 'a@one.example' }), 'ok'],
  ['all to one domain, for longer', many(9, 61, { to: 'a@one.example' }), 'warn'],
  [
    'recipients that are the fault',
    many(9, 61, { reason: 'host mx said: 450 4.1.1 <a@x>: Recipient address rejected: User unknown' }),
    'warn',
  ],
  ['no reason told', many(9, 61, { reason: null }), 'warn'],
  ['held', [mail(1, { state: 'held' })], 'warn'],
  ['held mails are not tried', many(9, 61, { state: 'held' }), 'warn'],
])('%s: %s', (_what, messages, status) => {
  expect(judge(messages).status).toBe(status);
});

test('the sentence names the server, how many, how long, and why', () => {
  expect(judge([...many(6, 190), ...many(2, 20)])).toMatchObject({
    status: 'fail',
    undelivered: 8,
    summary:
      "Postfix on this machine has taken 8 mails of Odoo's and not delivered them, the oldest for 3 h 10 m: it does not reach the next server. 2 came in the last hour: the queue grows.",
    detail: `For Odoo these mails are sent. It says: "${timedOut}". The mail server itself cannot reach the next one: its firewall, its hosting firm (port 25 is often closed) or its relayhost is in the way. Once that is mended, sudo postqueue -f has Postfix try all of them again.`,
    // The command that is printed behind it is the one to look with.
    nextStep: 'Mend what keeps Postfix from delivering',
  });
});

test('where none came in the last hour the queue does not grow, and where all did it is new', () => {
  expect(judge(many(6, 190)).summary).not.toContain('grows');
  expect(judge(many(6, 20)).summary).not.toContain('grows');
});

test('one mail, and a reason that is not recognised, is quoted', () => {
  expect(judge([mail(120, { reason: 'the moon is full' })])).toMatchObject({
    status: 'warn',
    owner: 'host',
    undelivered: 1,
    summary:
      'Postfix on this machine has taken 1 mail of Odoo\'s and not delivered it, the oldest for 2 h 00 m: "the moon is full".',
    detail: expect.stringMatching(/ sudo postqueue -p lists them\.$/),
    nextStep: 'See what Postfix waits for',
  });
});

test('a reason of the next server is its owner’s, with the usual advice', () => {
  const reason =
    'host mx.one.example[192.0.2.1] said: 450 4.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.spamhaus.org';
  const judged = judge(many(6, 190, { reason }));
  expect(judged.summary).toContain('block');
  expect(judged.detail).toContain('Service unavailable');
  expect(judged.detail).not.toContain('cannot reach the next one');
  expect(judge(many(6, 190)).detail).toContain('cannot reach the next one');
});

test('the reason that most wait for speaks', () => {
  const judged = judge([mail(200, { reason: 'the moon is full' }), ...many(6, 190)]);
  expect(judged.summary).toContain('it does not reach the next server');
});

test('held mails are counted beside the others, in the words of each server', () => {
  const messages = [mail(5, { state: 'held' }), mail(5, { state: 'held' }), mail(5)];
  expect(judge(messages).summary).toBe(
    "Postfix on this machine has taken 3 mails of Odoo's and not delivered them, the oldest for 5 m; 2 of them are held (hold) and not tried any more.",
  );
  expect(judge([mail(5, { state: 'held' })], { software: 'exim' })).toMatchObject({
    summary:
      "Exim on this machine has taken 1 mail of Odoo's and not delivered it, the oldest for 5 m; it is held (frozen) and not tried any more.",
    detail: 'Somebody or a rule put them aside; sudo exim4 -bp lists them, sudo exim4 -Mt QUEUE-ID lets one go.',
    nextStep: 'See why Exim holds them',
  });
});

test('of a listing that was too long the count is a least one, and none is not nothing', () => {
  expect(judge(many(6, 190), { complete: false }).summary).toContain('at least 6 mails');
  expect(judge(many(6, 190, { sender: 'a@b.example' }), { complete: false })).toMatchObject({ status: 'unknown' });
});

test('what others left is counted', () => {
  expect(judge(many(3, 100, { sender: 'root@host.example' })).summary).toBe(
    "Postfix on this machine holds no mail of Odoo's back (3 of other senders).",
  );
  expect(judge([]).summary).toBe("Postfix on this machine holds no mail of Odoo's back.");
});

test('that the next server is not reached is said alike in the words of Exim', () => {
  expect(judge(many(6, 190, { reason: 'Connection refused' }), { software: 'exim' }).summary).toContain(
    'it does not reach the next server',
  );
});
