import { describe, expect, test } from 'vitest';
import { judgeRow } from '../../../source/causes/cron/cron-row-check.ts';
import { judgeUser } from '../../../source/causes/cron/cron-user-check.ts';
import { judgeCallsLeft } from '../../../source/causes/cron/queue-calls-check.ts';
import type { Cron, CronUser } from '../../../source/domain/odoo/cron.ts';
import { cronWith } from '../../support/queue-cron.ts';

const standstill = { explains: 12, cost: ': 12 mails wait' };

const cron = cronWith({ name: 'Mail queue' });

describe('the user whom the queue runs as', () => {
  const ann: CronUser = { id: 7, login: 'ann', account: 'active', isRoot: false };
  test.each<[situation: string, user: CronUser, status: string, words: string]>([
    ['Odoo’s own, archived by design', cron.user, 'ok', "runs as Odoo's own user."],
    ['an active one', ann, 'ok', 'runs as ann.'],
    ['an active one without a login', { ...ann, login: null }, 'ok', 'runs as an active user.'],
    ['one that this role may not look up', { ...ann, account: 'not-permitted' }, 'unknown', 'may not look up'],
    [
      'an archived one',
      { ...ann, account: 'archived' },
      'fail',
      'runs as ann, who is archived, so every run fails: 12',
    ],
    ['an archived one without a login', { ...ann, login: null, account: 'archived' }, 'fail', 'runs as user 7, who'],
  ])('is %s', (_, user, status, words) => {
    const found = judgeUser({ cron: { user }, standstill, series: 19 });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.explains).toBe(status === 'fail' ? 12 : undefined);
    expect(found.remedies.map(({ id }) => id)).toEqual(status === 'fail' ? ['cron.activate'] : []);
  });
});

describe('the runs that are left', () => {
  test.each([
    ['for ever', -1, 'ok', 'may run for ever.'],
    ['where none is set', null, 'ok', 'may run for ever.'],
    ['the last one', 1, 'warn', 'may run 1 more time, then'],
    ['some', 5, 'warn', 'may run 5 more times, then it stops for good.'],
    ['none', 0, 'fail', 'has used up its number of runs (numbercall is 0): 12 mails wait.'],
  ])('%s', (_, callsLeft, status, words) => {
    const found = judgeCallsLeft({ callsLeft, standstill, series: 17 });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.explains).toBe(status === 'fail' ? 12 : undefined);
    expect(found.remedies.map(({ id }) => id)).toEqual(status === 'fail' ? ['cron.activate'] : []);
  });
});

describe('the scheduled action', () => {
  const found = (by: 'external-id' | 'code' | 'active-copy', given: Partial<Cron> = {}) =>
    ({ kind: 'found', by, cron: { ...cron, ...given } }) as const;

  test.each([
    ['is Odoo’s own', found('external-id'), 'ok', 'empties the mail queue exists.'],
    ['is a copy of it', found('active-copy'), 'ok', "by a copy of Odoo's scheduled action (Mail queue, number 3)"],
    ['is a copy without a name', found('active-copy', { name: null }), 'ok', '(unnamed, number 3)'],
    ['was made by hand', found('code'), 'ok', 'somebody made by hand (Mail queue).'],
    ['was made by hand, without a name', found('code', { name: null }), 'ok', 'somebody made by hand (number 3).'],
    ['is gone', { kind: 'missing' }, 'fail', 'was deleted: 12 mails wait.'],
  ] as const)('%s', (_, queue, status, words) => {
    const judged = judgeRow({ queue, standstill, series: 18 });
    expect(judged.status).toBe(status);
    expect(judged.summary).toContain(words);
    expect(judged.explains).toBe(status === 'fail' ? 12 : undefined);
  });
});
