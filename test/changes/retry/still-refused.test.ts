import { describe, expect, test } from 'vitest';
import { describeSetAside } from '../../../source/changes/retry/describe-set-aside.ts';
import { noPast } from '../../../source/changes/retry/sending-past.ts';
import { describeStanding, findStillRefused, type PastFacts } from '../../../source/changes/retry/still-refused.ts';
import type { PastRefusal } from '../../../source/domain/limits/past-refusal.ts';
import { candidate } from './candidate.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

const refusal = (given: Partial<PastRefusal>): PastRefusal => ({
  class: 'rcpt.full',
  retry: 'later',
  at: minutesAgo(10),
  retryAfterMs: null,
  reset: null,
  ...given,
});

const server = { kind: 'conf', host: 'relay.example', port: 25 } as const;
const route = {
  kind: 'sends',
  server,
  why: 'conf',
  headerFrom: 'sales@acme.example',
  envelopeFrom: 'sales@acme.example',
  replyTo: 'sales@acme.example',
} as const;

const failed = (failureReason: string, minutes = 10) =>
  candidate({
    failureReason,
    stored: {
      state: 'exception',
      failure_reason: failureReason,
      write_date: minutesAgo(minutes).toISOString().slice(0, 19).replace('T', ' '),
      scheduled_date: null,
    },
  });

const judge = (mails: readonly ReturnType<typeof candidate>[], given: Partial<PastFacts> = {}) =>
  findStillRefused([{ route, mails }], { past: noPast, include: new Set(), addresses: new Map(), now, ...given });

const limit = `SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded')`;
const spam = `SMTPDataError: (554, b'5.7.1 Message rejected as spam by content filter')`;
const grey = `SMTPRecipientsRefused: {'ann@b.example': (450, b'4.2.0 Greylisted')}`;
const unknownUser = `SMTPRecipientsRefused: {'ann@b.example': (550, b'5.1.1 User unknown')}`;
const toAnn = { addresses: new Map([[7, ['Ann@b.example']]]) };

describe('what was refused of late stays', () => {
  test.each<[situation: string, reason: string, minutes: number, given: Partial<PastFacts>, expected?: string]>([
    ['for a limit', limit, 10, {}, 'limit-reached'],
    ['for greylisting, while the wait lasts', grey, 10, toAnn, 'too-early'],
    ['for greylisting no longer, after the wait', grey, 60, toAnn],
    ['for its content', spam, 10, {}, 'refused-lately'],
    ['for its content no longer, after a day', spam, 25 * 60, {}],
    ['for a reason that nobody knows', `SMTPDataError: (554, b'zorp quux')`, 10, {}, 'refused-lately'],
    ['for a recipient who is unknown and still on it', unknownUser, 10, toAnn, 'refused-for-good'],
    ['for a recipient no longer who is not on it', unknownUser, 10, { addresses: new Map([[7, ['bob@b.example']]]) }],
    ['for nothing where the line broke', 'Connection unexpectedly closed', 10, {}],
    ['for nothing that was asked for all the same', limit, 10, { include: new Set(['limit-reached']) }],
  ])('%s', (_, reason, minutes, given, expected) => {
    expect(judge([failed(reason, minutes)], given).map((group) => group.reason)).toEqual(
      expected === undefined ? [] : [expected],
    );
  });

  test('what the server said to another mail holds for all that it is given, and is asked for by itself', () => {
    const daily = refusal({ class: 'rate.daily' });
    const past = { ...noPast, refusals: new Map([['conf', [daily]]]) };
    const one = failed(spam);
    const two = { ...failed('Connection unexpectedly closed'), id: 8 };
    expect(judge([one, two], { past })).toMatchObject([{ reason: 'limit-reached', ids: [7, 8], class: 'rate.daily' }]);
    // The other reason then comes to light.
    expect(judge([one, two], { past, include: new Set(['limit-reached']) })).toMatchObject([
      { reason: 'refused-lately', ids: [7] },
    ]);
  });

  test('what an address was refused for holds for every mail to it', () => {
    const past = { ...noPast, addresses: new Map([['ann@b.example', refusal({})]]) };
    expect(judge([failed('Connection unexpectedly closed')], { past, ...toAnn })).toMatchObject([
      { reason: 'too-early', class: 'rcpt.full', ids: [7] },
    ]);
  });

  test('of several of one kind the one that stands longest is told', () => {
    const found = judge([failed(spam, 600), { ...failed(spam, 10), id: 8 }, { ...failed(spam, 300), id: 9 }]);
    expect(found).toMatchObject([{ ids: [7, 8, 9], detail: expect.stringContaining('last said 10 m ago') }]);
  });
});

describe('how long it stands', () => {
  const at = new Date('2026-11-29T15:38:00Z');
  test.each([
    ['known', 'rate.daily', { kind: 'later', at, isKnown: true }, '; mail is taken again by 2026-11-29 15:38 UTC'],
    [
      'guessed',
      'rate.daily',
      { kind: 'later', at, isKnown: false },
      '; when it takes mail again is not known, try after',
    ],
    ['not a matter of time', 'rep.content', { kind: 'fix', until: at }, 'last said 10 m ago'],
    ['not a matter of time, and the reason unknown', 'unknown', { kind: 'fix', until: at }, 'a reason that is not rec'],
  ] as const)('%s', (_, name, standing, words) => {
    const told = describeStanding({ class: name, refusedAt: minutesAgo(10), standing }, now);
    expect(told).toContain(words);
    expect(told.endsWith('ago')).toBe(standing.kind === 'fix');
  });
});

test('a group that is left out says what tells it from another of its reason, where something does', () => {
  expect(describeSetAside({ reason: 'cause-remains', detail: 'password refused' })).toBe(
    'will fail again, as a live try just showed: password refused',
  );
  expect(describeSetAside({ reason: 'no-recipient', detail: null })).toBe('nobody is on it');
});
