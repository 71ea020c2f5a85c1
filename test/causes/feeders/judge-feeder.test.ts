import { describe, expect, test } from 'vitest';
import {
  type FeederFacts,
  type FeederState,
  judgeFeeder,
  statusOfFeeder,
} from '../../../source/causes/feeders/judge-feeder.ts';
import type { Cron } from '../../../source/domain/odoo/cron.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

const cron: Cron = {
  id: 90,
  name: 'Send invoices automatically',
  code: null,
  active: true,
  interval: { number: 1, type: 'days' },
  nextCall: minutes(5 * 60),
  lastCall: minutes(-19 * 60),
  priority: 5,
  callsLeft: undefined,
  failureCount: 0,
  firstFailureAt: null,
  changedAt: minutes(-100_000),
  user: { id: 1, login: '__system__', account: 'active', isRoot: true },
};

const facts: FeederFacts = {
  series: 18,
  cron,
  backlog: { waiting: 340, due: 340, firstDue: minutes(-5) },
  called: true,
  calledAt: null,
  runsNow: false,
  now,
};

const late = { ...cron, nextCall: minutes(-60), lastCall: minutes(-25 * 60) };
const someone = { id: 7, login: 'ann', account: 'archived', isRoot: false } as const;
const waitsLong = { waiting: 340, due: 340, firstDue: minutes(-180) };

describe('how it stands with a scheduled action', () => {
  test.each<[name: string, given: Partial<FeederFacts>, state: FeederState]>([
    ['nothing waits', { backlog: { waiting: 0, due: 0, firstDue: null }, cron: undefined }, { kind: 'idle' }],
    ['it was deleted', { cron: undefined }, { kind: 'missing' }],
    ['it is switched off', { cron: { ...cron, active: false } }, { kind: 'inactive' }],
    [
      'it is off, and what waits has a later date',
      { cron: { ...cron, active: false }, backlog: { waiting: 2, due: 0, firstDue: null } },
      { kind: 'inactive' },
    ],
    ['its calls are used up', { cron: { ...cron, callsLeft: 0 }, series: 17 }, { kind: 'no-calls-left' }],
    ['19, and its user is archived', { cron: { ...cron, user: someone }, series: 19 }, { kind: 'archived-user' }],
    ['18, and its user is archived', { cron: { ...cron, user: someone } }, { kind: 'in-time' }],
    ['what waits has a later date', { backlog: { waiting: 2, due: 0, firstDue: null }, cron: late }, { kind: 'ahead' }],
    ['it runs just now', { cron: late, runsNow: true }, { kind: 'running' }],
    ['its time came an hour ago', { cron: late }, { kind: 'late', ms: 3_600_000 }],
    ['its time came nine minutes ago', { cron: { ...cron, nextCall: minutes(-9) } }, { kind: 'in-time' }],
    ['it was called an hour ago', { calledAt: minutes(-60) }, { kind: 'late', ms: 3_600_000 }],
    ['it was switched on a minute ago', { cron: { ...late, changedAt: minutes(-1) } }, { kind: 'in-time' }],
    [
      'it ran and left what was due',
      { cron: { ...cron, lastCall: minutes(-30) }, backlog: waitsLong },
      { kind: 'left', ranAt: minutes(-30) },
    ],
    [
      'it ran and asked for another run',
      { cron: { ...cron, lastCall: minutes(-30) }, backlog: waitsLong, calledAt: minutes(1) },
      { kind: 'in-time' },
    ],
    [
      'nobody called it, and its run is hours off',
      { backlog: waitsLong },
      { kind: 'uncalled', nextCall: minutes(300) },
    ],
    [
      'nobody called it, and its run is near',
      { backlog: waitsLong, cron: { ...cron, nextCall: minutes(50) } },
      { kind: 'in-time' },
    ],
    ['nobody calls such an action', { backlog: waitsLong, called: false }, { kind: 'in-time' }],
    ['14 knows no calls', { backlog: waitsLong, series: 14 }, { kind: 'in-time' }],
    ['what waits came five minutes ago', {}, { kind: 'in-time' }],
  ])('where %s', (_, given, state) => {
    expect(judgeFeeder({ ...facts, ...given })).toEqual(state);
  });
});

describe('what that means', () => {
  test.each<[state: FeederState, due: number, optional: boolean, status: string]>([
    [{ kind: 'inactive' }, 1, false, 'fail'],
    [{ kind: 'missing' }, 1, false, 'fail'],
    [{ kind: 'no-calls-left' }, 1, false, 'fail'],
    [{ kind: 'archived-user' }, 1, false, 'fail'],
    [{ kind: 'late', ms: 1 }, 1, false, 'fail'],
    [{ kind: 'inactive' }, 0, false, 'warn'],
    [{ kind: 'inactive' }, 1, true, 'warn'],
    [{ kind: 'left', ranAt: now }, 1, false, 'warn'],
    [{ kind: 'uncalled', nextCall: now }, 1, false, 'warn'],
    [{ kind: 'in-time' }, 1, false, 'ok'],
    [{ kind: 'ahead' }, 0, false, 'ok'],
    [{ kind: 'running' }, 1, false, 'ok'],
    [{ kind: 'idle' }, 0, false, 'ok'],
  ])('%o with %i due, optional %s: %s', (state, due, optional, status) => {
    expect(statusOfFeeder(state, { due, optional })).toBe(status);
  });
});
