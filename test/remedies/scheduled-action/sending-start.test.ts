import { describe, expect, test } from 'vitest';
import {
  describeFaults,
  earlierOf,
  judgeIdleness,
  judgeStart,
  type StartFacts,
} from '../../../source/remedies/scheduled-action/sending-start.ts';
import { askedSender, loginFirstLine, replyOf, takenLine } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const now = new Date('2026-11-24T12:00:00');
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const facts: StartFacts = { due: 4, nextRun: inMinutes(50), now, standstill: undefined, faults: [] };

describe('when Odoo begins to send what waits', () => {
  test.each<[string, Partial<StartFacts>, boolean, readonly string[]]>([
    ['no mail waits', { due: 0 }, false, []],
    [
      'its next run is far off',
      {},
      true,
      ['4 mails wait: Odoo is called to send now; by itself it would begin at 12:50.'],
    ],
    ['its next run is due', { nextRun: inMinutes(-5) }, false, ['4 mails wait: Odoo begins to send within a minute.']],
    [
      'its next run is as near as its next look',
      { nextRun: inMinutes(1) },
      false,
      ['4 mails wait: Odoo begins to send within a minute.'],
    ],
    ['no date is known', { nextRun: null }, false, ['4 mails wait: Odoo begins to send within a minute.']],
    [
      'a server refuses',
      { faults: ['relay:25 refused the login: 535.'] },
      false,
      [
        '4 mails wait: Odoo begins to send at 12:50, and what it sends would fail: relay:25 refused the login: 535. Mend that first.',
      ],
    ],
    [
      'a server refuses, and its run is due',
      { due: 1, nextRun: inMinutes(0), faults: ['It refuses.'] },
      false,
      ['1 mail waits: Odoo begins to send within a minute, and what it sends would fail: It refuses. Mend that first.'],
    ],
    [
      'nobody is there to run it',
      { standstill: 'no Odoo is there', faults: ['It refuses.'] },
      false,
      ['4 mails wait, and Odoo does not send them yet: no Odoo is there.'],
    ],
  ])('%s', (_, given, wakes, warnings) => {
    expect(judgeStart({ ...facts, ...given })).toEqual({ wakes, warnings });
  });
});

test('the next run is the earlier of its date and the first call to run, as far as they are known', () => {
  const [soon, later] = [inMinutes(1), inMinutes(2)];
  expect(earlierOf(soon, later)).toBe(soon);
  expect(earlierOf(later, soon)).toBe(soon);
  expect(earlierOf(null, later)).toBe(later);
  expect(earlierOf(soon, null)).toBe(soon);
  expect(earlierOf(null, null)).toBeNull();
});

test.each([
  ['none is there', { listening: [], uncertain: [] }, true],
  ['one listens', { listening: [{}], uncertain: [] }, false],
  ['one may be of this database', { listening: [], uncertain: [{}] }, false],
])('whether Odoo can be called, where of its workers %s', (_, sessions, isIdle) => {
  const workers = { kind: 'judged', isConnected: false, servers: [], ...sessions } as unknown;
  expect(judgeIdleness(workers as Parameters<typeof judgeIdleness>[0]) !== undefined).toBe(isIdle);
});

test('where nobody can tell of its workers, nothing is said against it', () => {
  expect(judgeIdleness(undefined)).toBeUndefined();
  expect(judgeIdleness({ kind: 'not-told', why: 'version' })).toBeUndefined();
});

describe('servers that take no mail now', () => {
  const reply = replyOf('auth', '535 5.7.8 Bad password');
  const refusing = { failure: { kind: 'reply', stage: 'auth', reply }, summary: 'It said 535' } as const;
  test.each<[string, Parameters<typeof relaySession>[0], readonly string[]]>([
    ['one that works', {}, []],
    ['one that refuses the login', { report: refusing }, ['It said 535.']],
    ['one that refuses the login and that no mail leads through', { relay: { isChosen: false }, report: refusing }, []],
    [
      'one whose account nobody has connected',
      { relay: { login: { kind: 'no-consent' } } },
      ['Office (mail.example.com:587) is set to OAuth, and nobody has connected its account.'],
    ],
    [
      'one that takes the mail of some',
      {
        report: {
          ...refusing,
          failure: { kind: 'reply', stage: 'mail', reply: replyOf('mail', loginFirstLine) },
          senders: [askedSender('a@x.example', takenLine, takenLine), askedSender('b@x.example', loginFirstLine)],
        },
      },
      [],
    ],
  ])('%s', (_, given, faults) => {
    expect(describeFaults([relaySession(given)])).toEqual(faults);
  });
});
