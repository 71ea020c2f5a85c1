import { describe, expect, test } from 'vitest';
import { judgeStuck, type StuckFacts } from '../../../source/causes/stuck/stuck-waiting-check.ts';
import type { WaitingMails } from '../../../source/checks/measure/waiting.ts';
import type { Cron } from '../../../source/domain/odoo/cron.ts';
import { waitingSince } from '../../support/waiting-mails.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

/** Mails that have waited this long, hours, and nothing holds back. */
const waitingFor = (...hours: readonly number[]): WaitingMails => waitingSince(...hours.map(hoursAgo));

const cron: Cron = {
  id: 3,
  name: 'Mail: Email Queue Manager',
  code: null,
  active: true,
  interval: { number: 1, type: 'hours' },
  nextCall: new Date(now.getTime() + 1_800_000),
  lastCall: hoursAgo(0.5),
  priority: 5,
  callsLeft: undefined,
  failureCount: 0,
  firstFailureAt: null,
  changedAt: hoursAgo(1_000),
  user: { id: 1, login: '__system__', account: 'active', isRoot: true },
};
const runner = { kind: 'on-time', cron, intervalMs: 3_600_000, runsNow: false } as const;
const facts: StuckFacts = { runner, waiting: waitingFor(5, 5, 0.1), parameters: {}, odoo: { series: 17 }, now };

describe('what waits is left behind by the runs', () => {
  test('where it waited for a whole run before the last one', () => {
    const found = judgeStuck(facts);
    expect(found).toMatchObject({ status: 'fail', explains: 2 });
    expect(found.summary).toContain('2 mails should have left long ago, the oldest 5 h 00 m ago');
  });

  test.each<[situation: string, given: Partial<StuckFacts>, status: string]>([
    ['a run is under way that may take it yet', { runner: { ...runner, runsNow: true } }, 'ok'],
    ['the queue does not run at all', { runner: { kind: 'stopped' } }, 'skipped'],
    ['nothing waits', { waiting: waitingFor() }, 'ok'],
    ['what waits came after the last run', { waiting: waitingFor(0.2) }, 'ok'],
    ['only one run passed it over', { waiting: waitingFor(1.4) }, 'ok'],
    ['two runs passed it over', { waiting: waitingFor(1.6) }, 'fail'],
    ['it is not known when the queue ran', { runner: { ...runner, cron: { ...cron, lastCall: null } } }, 'ok'],
    [
      'a run takes fewer mails than wait (14 to 16: 10,000; 17 by the parameter)',
      { parameters: { 'mail.mail.queue.batch.size': '1' }, odoo: { series: 19 }, waiting: waitingFor(5, 5, 5) },
      'ok',
    ],
    [
      'a run takes as many mails as wait',
      { parameters: { 'mail.mail.queue.batch.size': '3' }, odoo: { series: 19 }, waiting: waitingFor(5, 5, 5) },
      'fail',
    ],
    ['the parameters may not be read', { parameters: undefined }, 'fail'],
  ])('%s', (_, given, status) => {
    expect(judgeStuck({ ...facts, ...given })).toMatchObject({ status });
  });

  test('nothing is stuck in a queue that stands: that is a consequence of its cron', () => {
    expect(judgeStuck({ ...facts, runner: { kind: 'stopped' } })).toMatchObject({ consequenceOf: 'cron' });
  });
});
