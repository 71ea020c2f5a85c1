import { expect, test } from 'vitest';
import { judgeReading, judgeRise, type ReadingFacts } from '../../../source/causes/beyond/judge-bounces.ts';
import type { Bounce } from '../../../source/domain/mail/bounce.ts';

const now = new Date('2026-11-28T12:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

type Server = ReadingFacts['servers'][number];

const server = (given: Partial<Server> = {}): Server => ({
  name: 'Inbox',
  active: true,
  state: 'done',
  type: 'imap',
  user: 'catchall@acme.example',
  fetchedAt: ago(0.01),
  failedAt: null,
  ...given,
});

const facts = (given: Partial<ReadingFacts> = {}): ReadingFacts => ({
  address: 'bounce@acme.example',
  servers: [],
  bounces: [],
  incoming: { lookedAt: 0, since: null, lastAt: null },
  gate: undefined,
  now,
  ...given,
});

const silent = { lookedAt: 200, since: ago(14), lastAt: null };

test.each<[string, Partial<ReadingFacts>, string]>([
  ['a bounce of the last thirty days', { bounces: [{ writtenAt: ago(30) }] }, 'ok'],
  ['an older one shows nothing', { bounces: [{ writtenAt: ago(31) }] }, 'unknown'],
  ['one without a date neither', { bounces: [{ writtenAt: null }] }, 'unknown'],
  ['a mailbox of the same domain is fetched', { servers: [server()] }, 'ok'],
  ['the very address', { servers: [server({ user: 'Bounce@acme.example' })] }, 'ok'],
  ['a mailbox of another domain', { servers: [server({ user: 'x@else.example' })] }, 'unknown'],
  ['a login that is no address', { servers: [server({ user: 'catchall' })] }, 'unknown'],
  [
    'the same, and answers come in',
    { servers: [server({ user: 'catchall' })], incoming: { ...silent, lastAt: ago(14) } },
    'ok',
  ],
  ['answers that came in long ago', { incoming: { ...silent, lastAt: ago(15) } }, 'warn'],
  ['not fetched for a day', { servers: [server({ fetchedAt: ago(1.01) })] }, 'warn'],
  ['fetched within a day', { servers: [server({ fetchedAt: ago(1) })] }, 'ok'],
  ['never fetched', { servers: [server({ fetchedAt: null })] }, 'warn'],
  ['failed since', { servers: [server({ failedAt: ago(0.001) })] }, 'warn'],
  ['failed before', { servers: [server({ failedAt: ago(2) })] }, 'ok'],
  ['before 19 failures are not told', { servers: [server({ failedAt: undefined })] }, 'ok'],
  ['never confirmed', { servers: [server({ state: 'draft' })] }, 'warn'],
  ['archived', { servers: [server({ active: false })] }, 'warn'],
  ['handed over by the mail server', { gate: '/etc/aliases' }, 'ok'],
  ['no mailbox, nothing from outside for two weeks', { incoming: silent }, 'warn'],
  ['too few messages to tell', { incoming: { ...silent, lookedAt: 199 } }, 'unknown'],
  ['too short a time to tell', { incoming: { ...silent, since: ago(13) } }, 'unknown'],
  ['nothing known', {}, 'unknown'],
])('%s: %s', (_what, given, status) => {
  expect(judgeReading(facts(given)).status).toBe(status);
});

test('a server that does not work is catchall’s to mend, none at all is its own', () => {
  expect(judgeReading(facts({ servers: [server({ active: false })] }))).toMatchObject({ consequenceOf: 'catchall' });
  expect(judgeReading(facts({ incoming: silent }))).not.toHaveProperty('consequenceOf');
});

test('the sentences name the address, the mailbox and the time', () => {
  expect(judgeReading(facts({ bounces: [{ writtenAt: ago(1) }] })).summary).toBe(
    'Bounces to bounce@acme.example are read: 1 mail of the last thirty days is marked as come back.',
  );
  expect(judgeReading(facts({ bounces: [{ writtenAt: ago(1) }, { writtenAt: ago(2) }] })).summary).toContain(
    '2 mails of the last thirty days are',
  );
  expect(judgeReading(facts({ servers: [server({ user: 'x@else.example' }), server()] })).summary).toContain(
    'catchall@acme.example',
  );
  expect(judgeReading(facts({ incoming: { ...silent, lastAt: ago(2) } })).summary).toContain('the last one 2 d');
  expect(judgeReading(facts({ gate: '/etc/aliases' })).summary).toContain('/etc/aliases');
});

const bounces = (count: number, days: number, reason: string | null = null): readonly Bounce[] =>
  Array.from({ length: count }, () => ({ reason, address: 'a@b.example', writtenAt: ago(days) }));

test.each<[string, readonly Bounce[], string]>([
  ['none', [], 'ok'],
  ['four', bounces(4, 1), 'ok'],
  ['five out of nothing', bounces(5, 3), 'warn'],
  ['five, older than three days', bounces(5, 3.1), 'ok'],
  ['three times as many', [...bounces(6, 1), ...bounces(18, 10)], 'warn'],
  ['not quite', [...bounces(6, 1), ...bounces(19, 10)], 'ok'],
  ['many, long before', [...bounces(6, 1), ...bounces(900, 31)], 'warn'],
  ['the last day that counts', [...bounces(6, 1), ...bounces(90, 30)], 'ok'],
  ['without a date', bounces(9, Number.NaN).map((each) => ({ ...each, writtenAt: null })), 'ok'],
])('bounces, %s: %s', (_what, given, status) => {
  expect(judgeRise(given, now).status).toBe(status);
});

test('a rise counts what is missing, and says what most of them say', () => {
  const unknown = '550 5.1.1 The email account that you tried to reach does not exist.';
  const judged = judgeRise(
    [
      ...bounces(4, 1, '550 5.7.26 unauthenticated: SPF'),
      ...bounces(5, 1, unknown),
      ...bounces(9, 1, 'hm'),
      ...bounces(18, 10),
    ],
    now,
  );
  expect(judged).toMatchObject({ status: 'warn', undelivered: 18, owner: 'recipient' });
  expect(judged.summary).toMatch(
    /^18 mails of the last three days came back; 2 in three days is usual: .*(?:recipient|address|unknown)/,
  );
  expect(judgeRise(bounces(5, 1), now).summary).toBe(
    '5 mails of the last three days came back; none in the four weeks before.',
  );
  expect(judgeRise(bounces(5, 1), now)).toMatchObject({
    owner: 'recipient',
    detail: expect.stringContaining('contact'),
  });
});

test('a rise out of next to nothing, and a mailbox without a login, are named', () => {
  expect(judgeRise([...bounces(5, 1), ...bounces(1, 10)], now).summary).toContain('1 in three days is usual');
  expect(judgeReading(facts({ servers: [server({ user: null })] })).summary).toContain('(Inbox)');
});
