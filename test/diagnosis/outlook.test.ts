import { expect, test } from 'vitest';
import {
  concludeOutlook,
  describeOutlook,
  faultsOnTheWay,
  type Hold,
  standsInTheWay,
  statusOfOutlook,
} from '../../source/diagnosis/outlook.ts';
import type { ClassForecast } from '../../source/domain/change/retry-forecast.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import type { Status } from '../../source/domain/finding/status.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';
import type { FailureClass } from '../../source/domain/replies/classes/index.ts';
import { found } from '../support/found.ts';

const report = (given: Pick<CauseReport, 'id' | 'status'> & Partial<CauseReport>): CauseReport => ({
  title: given.id,
  question: '',
  findings: [],
  explains: 0,
  durationMs: 0,
  ...given,
});

const hopeless = (explains: number) =>
  found({ check: 'recipients.refused', status: 'warn', summary: '', owner: 'recipient', explains });

const refused = { class: 'auth.bad_credentials', cause: 'credentials', count: 298 } as const;
const lost = { class: 'rcpt.unknown', cause: 'recipients', count: 14 } as const;
const spam = { class: 'rep.content', cause: null, count: 2 } as const;

const takes = (name: FailureClass, taken: number, ...left: ClassForecast['left']): ClassForecast => ({
  class: name,
  taken,
  left,
});

const gone = { why: 'its server said that this recipient will never take it', mails: 14 };

test('while a cause that stops every mail is there, it holds all failed mails, whatever a retry would take', () => {
  const forecast = [takes('auth.bad_credentials', 298), takes('rcpt.unknown', 14)];
  const outlook = concludeOutlook([report({ id: 'cron', status: 'fail' })], [refused, lost], forecast);
  expect(outlook).toMatchObject({ free: 0, held: [{ cause: 'cron', mails: 312 }] });
  expect(describeOutlook(outlook)).toBe('Something still stands in the way of the 312 failed mails.');
});

test('what failed for a cause that is mended is free as far as a retry takes it', () => {
  const reports = [
    report({ id: 'credentials', status: 'warn', explains: 298 }),
    report({ id: 'recipients', status: 'warn', explains: 14 }),
  ];
  const forecast = [takes('auth.bad_credentials', 298), takes('rcpt.unknown', 0, gone)];
  const outlook = concludeOutlook(reports, [refused, lost], forecast);
  expect(outlook).toMatchObject({ free: 298, freeClasses: ['auth.bad_credentials'], held: [gone] });
  expect(describeOutlook(outlook)).toBe('Nothing stands in the way of 298 of the 312 failed mails.');
  expect(statusOfOutlook(outlook)).toBe('warn');
});

test('a class of which a retry takes some has free mails and held ones', () => {
  const forecast = [takes('rcpt.unknown', 4, { ...gone, mails: 10 })];
  const outlook = concludeOutlook([report({ id: 'recipients', status: 'warn' })], [lost], forecast);
  expect(outlook).toEqual({
    failed: 14,
    free: 4,
    freeClasses: ['rcpt.unknown'],
    held: [{ ...gone, mails: 10 }],
  });
});

test('what a retry leaves is held also where no cause accounts for it, the largest group first', () => {
  const lately = { why: 'refused lately', mails: 2 };
  const outlook = concludeOutlook([], [spam, lost], [takes('rep.content', 0, lately), takes('rcpt.unknown', 0, gone)]);
  expect(outlook).toMatchObject({ free: 0, held: [gone, lately] });
  expect(statusOfOutlook(outlook)).toBe('fail');
});

test('the same reason is told once for all classes', () => {
  const old = { why: 'older than 30 days', mails: 1 };
  const forecast = [takes('rep.content', 1, old), takes('rcpt.unknown', 12, old, old)];
  expect(concludeOutlook([], [spam, lost], forecast).held).toEqual([{ ...old, mails: 3 }]);
});

test('when nothing holds any mail that is said of all', () => {
  const forecast = [takes('auth.bad_credentials', 298), takes('rcpt.unknown', 14)];
  const outlook = concludeOutlook([report({ id: 'recipients', status: 'ok' })], [refused, lost], forecast);
  expect(describeOutlook(outlook)).toBe('Nothing stands in the way of the 312 failed mails.');
  expect(statusOfOutlook(outlook)).toBe('ok');
});

test('where nobody judged the mails, or one class of them, nothing is promised', () => {
  for (const forecast of [undefined, [takes('rcpt.unknown', 14)]]) {
    const outlook = concludeOutlook([], [refused, lost], forecast);
    expect(outlook.free).toBeNull();
    expect(statusOfOutlook(outlook)).toBe('unknown');
    expect(describeOutlook(outlook)).toBe(
      'Which of the 312 failed mails can go out now is told by the preview of a retry.',
    );
  }
});

test.each(['unknown', 'fail'] as const)('a cause that is %s is not promised away', (status) => {
  const outlook = concludeOutlook(
    [report({ id: 'sender', status })],
    [{ class: 'sender.not_allowed', cause: 'sender', count: 3 }],
    [takes('sender.not_allowed', 3)],
  );
  expect(outlook).toMatchObject({ free: 0, held: [{ cause: 'sender', mails: 3 }] });
});

test('in a copy that must not send, that holds every mail', () => {
  const copy = found({ check: 'no-server.neutralized', status: 'warn', summary: '', owner: 'odoo' });
  const reports = [report({ id: 'no-server', status: 'warn', findings: [copy] })];
  expect(concludeOutlook(reports, [refused], undefined)).toMatchObject({
    free: 0,
    held: [{ cause: 'no-server', mails: 298 }],
  });
});

test.each<[free: number | null, held: readonly Hold[], status: Status]>([
  [null, [], 'unknown'],
  [3, [], 'ok'],
  [0, [], 'ok'],
  [1, [gone], 'warn'],
  [0, [gone], 'fail'],
])('with %j free and %j held the outlook is %s', (free, held, status) => {
  expect(statusOfOutlook({ free, held })).toBe(status);
});

test.each<[failed: number, free: number | null, words: string]>([
  [0, 0, 'No mail has failed: nothing needs to be sent again.'],
  [0, null, 'No mail has failed: nothing needs to be sent again.'],
  [1, 1, 'Nothing stands in the way of the 1 failed mail.'],
  [2, 1, 'Nothing stands in the way of 1 of the 2 failed mails.'],
  [2, 0, 'Something still stands in the way of the 2 failed mails.'],
])('of %i failed mails %j are free: %s', (failed, free, words) => {
  expect(describeOutlook({ failed, free, freeClasses: [], held: [] })).toBe(words);
});

test('faults on the way are root faults of what every mail meets, besides the one asked about', () => {
  const reports = [
    report({ id: 'cron', status: 'fail' }),
    report({ id: 'credentials', status: 'fail' }),
    report({ id: 'tls', status: 'fail', consequenceOf: 'firewall' }),
    report({ id: 'firewall', status: 'warn' }),
    report({ id: 'size', status: 'fail' }),
  ];
  expect(faultsOnTheWay(reports, 'cron').map(({ id }) => id)).toEqual(['credentials']);
  expect(faultsOnTheWay(reports, 'size').map(({ id }) => id)).toEqual(['cron', 'credentials']);
});

test.each<[what: string, given: Partial<Finding>, stands: boolean]>([
  ['one mail that only its recipient can save', { explains: 1 }, true],
  ['no mail', { explains: 0 }, false],
  ['an unknown number of mails', { explains: undefined as never }, false],
  ['mails that somebody else can save', { explains: 9, owner: 'odoo' }, false],
  ['mails of which nothing is known', { explains: 9, status: 'unknown' }, false],
])('recipients that refuse %s stand in the way: %j', (_, given, stands) => {
  const findings = [{ ...hopeless(0), ...given }];
  expect(standsInTheWay(report({ id: 'recipients', status: 'warn', findings }))).toBe(stands);
  const among = [hopeless(0), ...findings];
  expect(standsInTheWay(report({ id: 'recipients', status: 'warn', findings: among }))).toBe(stands);
  expect(standsInTheWay(report({ id: 'dns', status: 'warn', findings }))).toBe(false);
});

test('a consequence does not stand in the way by itself', () => {
  expect(standsInTheWay(report({ id: 'sender', status: 'fail', consequenceOf: 'credentials' }))).toBe(false);
  expect(standsInTheWay(report({ id: 'dns', status: 'warn' }))).toBe(false);
  expect(standsInTheWay(report({ id: 'recipients', status: 'warn', findings: [hopeless(14)] }))).toBe(true);
});
