import { describe, expect, test } from 'vitest';
import { describeHold } from '../../../source/changes/retry/describe-hold.ts';
import type { HandshakeVerdict } from '../../../source/changes/retry/handshake-verdict.ts';
import { holdRows, holdUntil } from '../../../source/changes/retry/hold-others.ts';
import { describeToll } from '../../../source/changes/retry/measure-waking-cost.ts';
import { findFailingOthers } from '../../../source/changes/retry/queue-others.ts';
import {
  createRefusalReader,
  findChanges,
  findLastTaken,
  gatherRefusals,
  noPast,
} from '../../../source/changes/retry/sending-past.ts';
import { judgeRunner } from '../../../source/changes/retry/waking.ts';
import type { QueueCron } from '../../../source/domain/odoo/cron.ts';
import type { FailureClass } from '../../../source/domain/replies/classes/index.ts';
import { routeMail } from '../../../source/domain/routing/route-mail.ts';
import { buildFacts, buildServer } from '../../domain/routing/build-facts.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const facts = buildFacts(18, {
  servers: [
    buildServer({ id: 1, name: 'Gmail' }),
    buildServer({ id: 2, name: 'Bulk', fromFilter: 'bulk.example' }),
    buildServer({ id: 3, name: 'Old', active: false }),
  ],
});
const ann = { from: 'ann@shop.example', forcedServerId: null, aliasDomainId: null };
const bob = { ...ann, from: 'bob@shop.example' };
const bulk = { ...ann, from: 'news@bulk.example' };
const archived = { ...ann, forcedServerId: 3 };
const dailyLimit = `SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded')`;
const full = (address: string) => `SMTPRecipientsRefused: {'${address}': (552, b'5.2.2 Mailbox full')}`;

const ready: HandshakeVerdict = { kind: 'ready', canaryRefused: null };
const fails = (met: FailureClass): HandshakeVerdict => ({ kind: 'fails', class: met, title: `met ${met}`, words: '' });
const tried = (way: typeof ann, verdict: HandshakeVerdict) => {
  const route = routeMail(facts, way);
  if (route.kind === 'fails') throw new Error('it is not sent');
  return { route, mails: [], verdict };
};

describe('of waiting mails would fail if the queue ran now', () => {
  const limited = {
    ...noPast,
    ...gatherRefusals(facts, [{ id: 1, way: ann, failedAt: minutesAgo(10), failure: dailyLimit }]),
  };
  const base = { facts, past: noPast, tried: [], now };

  test.each<[situation: string, given: Partial<Parameters<typeof findFailingOthers>[1]>, failing: readonly string[]]>([
    ['none where nothing speaks against it', {}, []],
    ['none where nothing of the past could be read', { past: undefined }, []],
    ['all of a server that has reached its limit', { past: limited }, ['Gmail limit-reached 1,2,3']],
    [
      'those of a sender that was refused just now',
      { tried: [tried(ann, fails('sender.not_allowed'))] },
      ['Gmail cause-remains 1,2'],
    ],
    [
      'all of a server that let no sender in',
      { tried: [tried(ann, fails('auth.bad_credentials'))] },
      ['Gmail cause-remains 1,2,3'],
    ],
    [
      'only that sender’s where another got in',
      { tried: [tried(ann, fails('auth.bad_credentials')), tried(bob, ready)] },
      ['Gmail cause-remains 1,2'],
    ],
    [
      'not another’s where one of those refused was refused for itself',
      {
        tried: [
          tried(ann, fails('auth.bad_credentials')),
          tried({ ...ann, from: 'cat@shop.example' }, fails('policy.helo')),
        ],
      },
      ['Gmail cause-remains 1,2'],
    ],
    ['none of another server', { tried: [tried(bulk, fails('auth.bad_credentials'))] }, ['Bulk cause-remains 4']],
  ])('%s', (_, given, failing) => {
    const due = [
      { way: ann, ids: [1, 2] },
      { way: bob, ids: [3] },
      { way: bulk, ids: [4] },
    ];
    const found = findFailingOthers(due, { ...base, ...given });
    expect(found.map(({ server, reason, ids }) => `${/"(.*)"/.exec(server)?.[1]} ${reason} ${ids.join(',')}`)).toEqual(
      failing,
    );
  });

  test('those that Odoo itself refuses, the largest group first', () => {
    const due = [
      { way: archived, ids: [1] },
      { way: ann, ids: [2, 3] },
    ];
    const found = findFailingOthers(due, { ...base, past: limited });
    expect(found.map(({ ids, reason, until }) => [ids, reason, until !== null])).toEqual([
      [[2, 3], 'limit-reached', true],
      [[1], 'cause-remains', false],
    ]);
    expect(found[0]?.why).toMatch(/^daily limit reached, last said 10 m ago/);
  });

  test('what a live try shows is left to whoever tries', () => {
    const refusal = {
      id: 1,
      way: ann,
      failedAt: minutesAgo(10),
      failure: `SMTPAuthenticationError: (535, b'5.7.8 no')`,
    };
    const past = { ...noPast, ...gatherRefusals(facts, [refusal]) };
    const due = [{ way: ann, ids: [1] }];
    expect(findFailingOthers(due, { ...base, past })).toMatchObject([{ reason: 'cause-remains' }]);
    expect(findFailingOthers(due, { ...base, past, isTried: true })).toEqual([]);
    expect(findFailingOthers(due, { ...base, past, tried: [tried(bob, ready)] })).toEqual([]);
  });
});

describe('what servers said and took of late', () => {
  const failed = (way: typeof ann, minutes: number, failure: string) => ({
    id: 1,
    way,
    failedAt: minutesAgo(minutes),
    failure,
  });

  test('is kept by server where it concerns all that it is given, newest first', () => {
    const { refusals } = gatherRefusals(facts, [
      failed(ann, 1, dailyLimit),
      failed(bob, 5, '111\nConnection refused'),
      failed(bulk, 7, dailyLimit),
      failed(ann, 9, full('cat@b.example')),
    ]);
    expect([...refusals].map(([key, those]) => [key, those.map(({ class: met }) => met)])).toEqual([
      ['server:1', ['rate.daily', 'net.refused']],
      ['server:2', ['rate.daily']],
    ]);
  });

  test('is kept once where many mails met the same, the newest of them', () => {
    const refused = (id: string, minutes: number) =>
      failed(ann, minutes, `SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted ${id} - gsmtp')`);
    const { refusals } = gatherRefusals(facts, [
      refused('a1b2c3d4e5f6', 1),
      failed(bob, 2, dailyLimit),
      refused('f6e5d4c3b2a1', 3),
    ]);
    expect([...refusals.values()].flat().map(({ class: met, at }) => [met, at])).toEqual([
      ['auth.bad_credentials', minutesAgo(1)],
      ['rate.daily', minutesAgo(2)],
    ]);
  });

  test('is kept by address where it concerns that alone, the newest of each', () => {
    const { addresses } = gatherRefusals(facts, [
      failed(ann, 1, full('Cat@b.example')),
      failed(ann, 5, `SMTPRecipientsRefused: {'cat@b.example': (550, b'5.1.1 User unknown')}`),
      failed(ann, 6, `SMTPRecipientsRefused: {'dan@b.example': (554, b'5.7.1 Relay access denied')}`),
    ]);
    expect([...addresses].map(([address, { class: met }]) => [address, met])).toEqual([['cat@b.example', 'rcpt.full']]);
  });

  test('a server took mail last when any of its senders did', () => {
    const sent = [
      { way: ann, at: minutesAgo(9) },
      { way: bob, at: minutesAgo(3) },
      { way: ann, at: minutesAgo(5) },
      { way: bulk, at: minutesAgo(7) },
    ];
    expect([...findLastTaken(facts, sent)]).toEqual([
      ['server:1', minutesAgo(3)],
      ['server:2', minutesAgo(7)],
    ]);
  });

  test('a server was changed when its row tells so', () => {
    const rows = new Map([
      [1, { write_date: '2026-11-28 11:00:00' }],
      [2, { write_date: null }],
    ]);
    expect([...findChanges([1, 2, 3], rows)]).toEqual([['server:1', minutesAgo(60)]]);
  });

  test.each<[failure: string, isOfMessage: boolean]>([
    [`SMTPDataError: (554, b'zorp quux')`, true],
    [`SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded')`, false],
    [`SMTPSenderRefused: (554, b'zorp quux', 'ann@shop.example')`, false],
  ])('%s was said of the message itself: %j', (failure, isOfMessage) => {
    const { server } = routeMail(facts, ann);
    expect(createRefusalReader(server)(failure, now).refusal.isOfMessage).toBe(isOfMessage);
  });
});

describe('waiting mails that are held', () => {
  test('stay until a try is worth it, else for a day', () => {
    expect(holdUntil(minutesAgo(-30), now)).toEqual(minutesAgo(-30));
    expect(holdUntil(null, now)).toEqual(new Date('2026-11-29T12:00:00Z'));
  });

  test('are those that wait still', () => {
    const current = new Map([
      [1, { state: 'outgoing', scheduled_date: null }],
      [2, { state: 'sent', scheduled_date: null }],
      [3, { state: 'outgoing', scheduled_date: '2026-11-28 13:00:00' }],
    ]);
    const after = { scheduled_date: '2026-11-29 12:00:00' };
    expect(holdRows([1, 2, 3, 4], current, holdUntil(null, now))).toEqual([
      { id: 1, before: { scheduled_date: null, state: 'outgoing' }, after },
      { id: 3, before: { scheduled_date: '2026-11-28 13:00:00', state: 'outgoing' }, after },
    ]);
  });

  test.each([
    [1, '1 waiting mail of Gmail is held until 2026-11-28 12:00 UTC'],
    [2, '2 waiting mails of Gmail are held until 2026-11-28 12:00 UTC'],
  ])('%i: %s', (mails, words) => {
    expect(describeHold({ server: 'Gmail', mails, until: now }).startsWith(words)).toBe(true);
  });
});

test.each([
  [[[1, 2], [3]], '3 waiting mails would fail if Odoo sent now. Gmail: daily limit reached.'],
  [
    [
      [1, 2],
      [3, 4],
    ],
    '3 of 4 waiting mails would fail if Odoo sent now. Gmail: daily limit reached.',
  ],
])('of the waiting mails %j three would fail: %s', (due, alarm) => {
  const failing = [{ server: 'Gmail', why: 'daily limit reached', ids: [1, 2, 3] }];
  expect(
    describeToll(
      due.map((ids) => ({ ids })),
      failing,
    ),
  ).toEqual({ failing: 3, alarm });
});

describe('whoever runs the queue', () => {
  const queue = { kind: 'found', by: 'external-id', cron: { id: 7 } } as unknown as QueueCron;
  const off = { why: 'It is off', isFollowedLater: false };
  test.each([
    ['follows a call', queue, undefined, { kind: 'follows', cronId: 7 }],
    ['follows none, now or later', queue, off, { kind: 'asleep', why: 'It is off' }],
    ['follows it later', queue, { ...off, isFollowedLater: true }, { kind: 'asleep', why: 'It is off', callFor: 7 }],
    ['is missing', { kind: 'missing' } as const, undefined, { kind: 'asleep', why: "Odoo's queue runner is missing" }],
  ])('%s', (_, given, obstacle, runner) => {
    expect(judgeRunner(given, obstacle)).toEqual(runner);
  });
});
