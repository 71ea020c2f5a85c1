import { expect, test } from 'vitest';
import { defaultRules } from '../../../source/monitor/config/config.ts';
import { judgeLook } from '../../../source/monitor/rules/judge-look.ts';
import type { DatabaseState, FailedBatch, QueueLook } from '../../../source/monitor/state.ts';
import { freshDatabase } from '../../../source/monitor/take-look.ts';

const minute = 60_000;
const now = Date.parse('2026-11-28T12:00:00Z');

const look = (given: Partial<QueueLook> = {}): QueueLook => ({
  at: now,
  outgoing: 3,
  exception: 0,
  oldestOutgoingAt: now - minute,
  cron: { active: true, nextCall: now + minute, lastCall: now - minute, othersRun: false },
  cronUnread: null,
  mailHosts: [],
  neutralized: false,
  ...given,
});

const cron = (given: Partial<NonNullable<QueueLook['cron']>>): Partial<QueueLook> => ({
  cron: { active: true, nextCall: now + minute, lastCall: null, othersRun: false, ...given },
});

const levelOf = (rule: string, given: Partial<QueueLook>, state: Partial<DatabaseState> = {}): string | undefined =>
  judgeLook({ ...freshDatabase, look: look(given), samples: [[now, 3]], ...state }, defaultRules, now).find(
    (judgement) => judgement.rule === rule,
  )?.level;

test.each([
  ['no mail waits', { oldestOutgoingAt: null }, 'ok'],
  ['the oldest waits as long as it may', { oldestOutgoingAt: now - 90 * minute }, 'ok'],
  ['it waits a moment longer', { oldestOutgoingAt: now - 90 * minute - 1 }, 'fail'],
  ['it waits in a copy that sends nothing on purpose', { oldestOutgoingAt: 0, neutralized: true }, 'ok'],
])('oldest-waiting where %s: %j', (_title, given, level) => {
  expect(levelOf('oldest-waiting', given)).toBe(level);
});

test.each([
  ['runs on time', {}, 'ok'],
  ['has no next call', cron({ nextCall: null }), 'ok'],
  ['is late within the limit', cron({ nextCall: now - 15 * minute }), 'ok'],
  ['is later than that', cron({ nextCall: now - 15 * minute - 1 }), 'fail'],
  ['is late while others run', cron({ nextCall: now - 20 * minute, othersRun: true }), 'unknown'],
  ['is late for hours while others run', cron({ nextCall: now - 120 * minute, othersRun: true }), 'fail'],
  ['is switched off', cron({ active: false }), 'fail'],
  ['is switched off in a neutralized copy', { ...cron({ active: false }), neutralized: true }, 'ok'],
  ['is deleted', { cron: null }, 'fail'],
  ['may not be read', { cron: null, cronUnread: 'not permitted' }, 'unknown'],
])('queue-runner that %s', (_title, given, level) => {
  expect(levelOf('queue-runner', given)).toBe(level);
});

test.each([
  ['there is nothing to compare with', [], 500, 'unknown'],
  ['it grew as much as it may', [[now - 30 * minute, 100]], 300, 'ok'],
  ['it grew by one more', [[now - 30 * minute, 100]], 301, 'warn'],
  ['it shrank', [[now - 30 * minute, 900]], 301, 'ok'],
  [
    'it grew, but longer ago than is looked back at',
    [
      [now - 60 * minute, 0],
      [now - 31 * minute, 300],
      [now - 5 * minute, 301],
    ],
    301,
    'ok',
  ],
  ['it grew that much in a shorter time', [[now - 10 * minute, 0]], 301, 'warn'],
] as const)('growth where %s', (_title, samples, outgoing, level) => {
  expect(levelOf('growth', { outgoing }, { samples })).toBe(level);
});

const batch = (
  ago: number,
  count: number,
  failureClass: FailedBatch['class'] = 'auth.bad_credentials',
): FailedBatch => ({
  at: now - ago,
  class: failureClass,
  count,
  sample: '535 5.7.8 no',
});

test('failures are added up by class over the time looked back at, and told with the words of the last', () => {
  const judged = judgeLook(
    {
      ...freshDatabase,
      look: look(),
      mark: { at: now, ids: [] },
      lately: [batch(15 * minute, 90), batch(5 * minute, 6), batch(minute, 5), batch(minute, 10, 'rate.daily')],
    },
    defaultRules,
    now,
  ).filter(({ rule }) => rule === 'new-failures');
  expect(judged.map(({ subject, level }) => [subject, level])).toEqual([
    ['auth.bad_credentials', 'fail'],
    ['rate.daily', 'ok'],
  ]);
  expect(judged[0]?.sentence).toContain('11 mails failed within 15 m');
  expect(judged[0]?.sentence).toContain('535 5.7.8 no');
});

test('only the classes that the rule is about count', () => {
  const rules = { 'new-failures': { above: 1, within: 60 * minute, holdMs: 0, classes: ['rate.daily'] as const } };
  const state = { ...freshDatabase, look: look(), mark: { at: now, ids: [] }, lately: [batch(minute, 99)] };
  expect(judgeLook(state, rules, now)).toEqual([]);
});

test('where a table does not say when mails failed that rule is unknown', () => {
  expect(levelOf('new-failures', {}, { mark: null })).toBe('unknown');
});

test('a database that cannot be read fails, and leaves every other rule unknown with the reason', () => {
  const judged = judgeLook({ ...freshDatabase, look: look(), trouble: 'It is away.' }, defaultRules, now);
  expect(judged.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
    'database fail',
    'oldest-waiting unknown',
    'growth unknown',
    'new-failures unknown',
    'queue-runner unknown',
  ]);
  expect(new Set(judged.map(({ sentence }) => sentence))).toEqual(new Set(['It is away.']));
});

test('a rule that is off is not judged', () => {
  expect(judgeLook({ ...freshDatabase, look: look(cron({ active: false })) }, {}, now)).toEqual([]);
});
