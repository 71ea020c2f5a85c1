import { describe, expect, test } from 'vitest';
import { judgePress, judgeTight } from '../../../source/causes/rate-limit/backlog-check.ts';
import { judgeSlowed } from '../../../source/causes/rate-limit/live-refusals-check.ts';
import { judgeUsages } from '../../../source/causes/rate-limit/measure-usage.ts';
import { judgePersonal } from '../../../source/causes/rate-limit/personal-server-check.ts';
import {
  describeWait,
  divideByServer,
  judgeOwn,
  judgeStored,
} from '../../../source/causes/rate-limit/rate-refusals-check.ts';
import { describeVolume } from '../../../source/causes/rate-limit/volume-check.ts';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import type { FailureGroup } from '../../../source/domain/replies/groups.ts';
import { relaySession } from '../../support/relay-session.ts';
import { relayTo } from './relay-to.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const relay = { subject: 'server:1', title: 'Office' };

describe('which server refused how many', () => {
  const other = { subject: 'server:2', title: 'Shop' };

  test.each([
    ['nobody may read it, and there is one server', undefined, [relay], [['server:1', 5]]],
    ['nobody may read it, and there are two', undefined, [relay, other], [[undefined, 5]]],
    [
      'each its own',
      [
        ['server:1', 2],
        ['server:2', 3],
      ],
      [relay, other],
      [
        ['server:1', 2],
        ['server:2', 3],
      ],
    ],
    ['one of them all', [['server:2', 5]], [relay, other], [['server:2', 5]]],
    [
      'what leads elsewhere is told without one',
      [
        ['server:1', 2],
        ['server:9', 3],
      ],
      [relay, other],
      [
        ['server:1', 2],
        [undefined, 3],
      ],
    ],
  ] as const)('%s', (_, bySubject, relays, expected) => {
    const shares = divideByServer({ count: 5, bySubject: bySubject && new Map<string, number>(bySubject) }, relays);
    expect(shares.map((share) => [share.relay?.subject, share.mails])).toEqual(expected);
  });
});

describe('what a server said of its own limit', () => {
  const last = {
    class: 'rate.daily',
    at: minutesAgo(120),
    back: { at: minutesAgo(-60), reset: null },
    advice: 'Wait for the next day.',
    sample: '550 5.4.5 Daily limit',
    codes: '550 5.4.5',
  } as const;
  const own = { relay, mails: 3, last, leftover: false } as const;

  test('while it lasts it fails, with the server’s words', () => {
    const found = judgeOwn(own, now);
    expect(found).toMatchObject({ status: 'fail', subject: 'server:1', explains: 3 });
    expect(found.summary).toMatch(/^3 mails were refused by Office for: .* \(550 5\.4\.5\), last said 2 h 00 m ago\.$/);
    expect(found.detail).toMatch(/^Wait for the next day\. .* The server said: “550 5\.4\.5 Daily limit”\.$/);
  });

  test.each([
    ['it is over', { last: { ...last, back: { at: minutesAgo(1), reset: null } } }],
    ['it is over just now', { last: { ...last, back: { at: now, reset: null } } }],
    ['mail has gone out since', { leftover: true }],
  ])('it warns where %s', (_, given) => {
    expect(judgeOwn({ ...own, ...given }, now).status).toBe('warn');
  });

  test('without a code none is made up', () => {
    expect(judgeOwn({ ...own, last: { ...last, codes: '' } }, now).summary).not.toContain('(');
  });
});

describe('what is stored of refusals for a limit', () => {
  const groupOf = (text: string): FailureGroup => {
    const meaning = classify(text, { host: 'smtp.gmail.com' });
    const { class: failureClass, cause, owner, retry, advice } = meaning;
    const story = { key: text, meaning, ids: [1, 2], count: 2, sample: text };
    return { class: failureClass, cause, owner, retry, advice, count: 2, sample: text, stories: [story] };
  };
  const groups = [groupOf("(450, b'4.2.1 The user you are trying to contact is receiving mail too quickly')")];

  test.each([
    ['just now', minutesAgo(1), 'fail', ', the last one 1 m ago.'],
    ['more than an hour ago', minutesAgo(61), 'warn', ', the last one 1 h 01 m ago.'],
    ['nobody knows when', null, 'warn', undefined],
  ])('%s', (_, newestAt, status, words) => {
    const found = judgeStored({ groups, newestAt }, { relay, mails: 2 }, now);
    expect(found).toMatchObject({ status, subject: 'server:1', explains: 2 });
    expect(found.summary).toContain('2 mails were refused by Office for: ');
    if (words === undefined) expect(found.summary).not.toContain('the last one');
    else expect(found.summary).toContain(words);
    expect(found.detail).toContain('The server said: “(450');
  });

  test('where no server is known none is named', () => {
    const found = judgeStored({ groups: [], newestAt: null }, { relay: undefined, mails: 1 }, now);
    expect(found).toMatchObject({ subject: null, summary: '1 mail was refused for: a limit.' });
    expect(found.detail).toBe('Waiting 1 h 00 m usually helps.');
  });
});

test.each([
  ['known, and to come', minutesAgo(-60), false, /^Wait until .*mail again; then retry/],
  ['known, with another server', minutesAgo(-60), true, /again, or send them through another server; then/],
  ['over', now, false, /^Try one of them again \(retry --limit 1\); then/],
  ['not known', undefined, true, /^Try one of them again .*, or send them through another server/],
] as const)('what to do where the end of the wait is %s', (_, back, hasOthers, words) => {
  expect(describeWait(back, now, hasOthers)).toMatch(words);
});

describe('a server that puts us off now', () => {
  const stalled = (waitedMs: number) => ({ kind: 'timed-out', stage: 'greeting', waitedMs }) as const;
  const busy = { stage: 'greeting', code: 421, enhanced: '4.7.0', text: 'Try again later', durationMs: 5 } as const;
  const putOff = { kind: 'reply', stage: 'greeting', reply: busy } as const;

  test.each([
    ['silence', stalled(60_000), true, 'fail', false],
    ['silence, where Odoo would wait longer', stalled(10_000), true, 'fail', true],
    ['silence of a server that no mail takes', stalled(60_000), false, 'warn', false],
    ['an answer', putOff, true, 'warn', false],
  ] as const)('%s', (_, failure, isChosen, status, isImpatient) => {
    const found = judgeSlowed(relaySession({ relay: { isChosen }, report: { failure } }));
    expect(found).toMatchObject({ status, stopsAll: isChosen, summary: 'What the session itself said.' });
    expect(found.detail?.includes('Odoo itself waits a minute')).toBe(isImpatient);
  });
});

describe('a personal server', () => {
  const own = 'mail.server.personal.limit.minutes';

  test.each([
    ['as Odoo ships it', 'login', {}, '30 mails'],
    ['Outlook’s has a limit of its own', 'outlook', {}, '10 mails'],
    ['a parameter says otherwise', 'login', { [own]: '5' }, '5 mails'],
    ['which is not Outlook’s', 'outlook', { [own]: '5' }, '10 mails'],
    ['whose own says otherwise', 'outlook', { [`${own}_outlook`]: '1' }, '1 mail '],
    ['nothing is no limit', 'login', { [own]: '0' }, '30 mails'],
    ['words are none', 'login', { [own]: 'many' }, '30 mails'],
  ] as const)('%s', (_, authentication, parameters, words) => {
    const found = judgePersonal({ id: 7, name: 'Anna', authentication }, parameters);
    expect(found).toMatchObject({ status: 'ok', subject: 'server:7' });
    expect(found.summary).toContain(`sends ${words}`);
  });
});

describe('what waits and what left', () => {
  const none = { messages: 0, recipients: 0 };
  const volume = { lastHour: { ...none, messages: 4 }, lastDay: { ...none, messages: 70 } };
  const [usage] = judgeUsages([relayTo(1, 'smtp.gmail.com')], {
    ...volume,
    complete: true,
    walkedBackTo: null,
    walkedMessages: 0,
  });

  test.each([
    [24 * 3_600_000, 2_500, 'that takes 2 days.'],
    [3_600_000, 2_500, 'that takes 1 h 15 m.'],
  ])('with a window of %i ms, %i mails are told with their time', (windowMs, waiting, words) => {
    if (usage === undefined) throw new Error('No limit is known of Gmail.');
    const limit = { count: 2_000, unit: 'messages', window: 'day', asOf: '2026-01-01', certainty: 'read' } as const;
    const quota = { limit, unit: 'messages', windowMs, others: [] } as const;
    const tight = judgePress(
      { ...usage, quota, sent: 0 },
      { dueNow: waiting, dueInWindow: waiting, lastRefusal: undefined, now },
    );
    if (tight === undefined) throw new Error('It fits.');
    const found = judgeTight(tight, now);
    expect(found).toMatchObject({ status: 'warn', subject: 'server:1', explains: 500 });
    expect(found.summary).toMatch(/^2 500 mails wait, and .* takes 2 000 messages a day: /);
    expect(found.summary).toContain(words);
    expect(found.detail).toContain('2 000 are left for now');
  });

  test('why nobody can tell what is left is said as it is', () => {
    expect(describeVolume(volume, false)).toBe(
      'At least 70 messages left in the last 24 hours, 4 of them in the last hour; no limit is known of the servers in use.',
    );
    expect(describeVolume(volume, true)).toContain('; several servers carry mail');
  });
});
