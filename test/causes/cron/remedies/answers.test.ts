import { describe, expect, test } from 'vitest';
import { readInterval } from '../../../../source/causes/cron/remedies/change-interval-remedy.ts';
import {
  addName,
  secondRange,
  threadRange,
  wholeNumber,
} from '../../../../source/causes/cron/remedies/cron-settings-remedies.ts';
import { readTime } from '../../../../source/causes/cron/remedies/reschedule-remedy.ts';
import { listResetRows } from '../../../../source/causes/cron/remedies/reset-cron-remedy.ts';
import { composeWaking, refuseWaking } from '../../../../source/causes/cron/remedies/wake-queue-remedy.ts';

const now = new Date('2026-11-28T12:00:00Z');

describe('the interval that somebody asks for', () => {
  test.each([
    [{}, '1', 'hours'],
    [{ number: '999', unit: 'minutes' }, '999', 'minutes'],
    [{ number: '1', unit: 'days' }, '1', 'days'],
  ])('%o', (texts, number, unit) => {
    expect(readInterval(texts)).toEqual({ interval_number: number, interval_type: unit });
  });

  test.each([[{ number: '0' }], [{ number: '1000' }], [{ number: '1.5' }], [{ unit: 'weeks' }], [{ number: 'often' }]])(
    '%o is none',
    (texts) => {
      expect(() => readInterval(texts)).toThrow('must be a whole number of minutes, hours or days');
    },
  );
});

describe('the time that somebody asks for', () => {
  test.each([
    ['now where nothing was said', undefined, '2026-11-28 12:00:00'],
    ['as it was said', ' 2026-12-01 08:30:00 ', '2026-12-01 08:30:00'],
  ])('%s', (_, said, at) => {
    expect(readTime(said, now)).toBe(at);
  });

  test.each(['tomorrow', '2026-13-01 08:30:00', '2026-12-01T08:30:00Z', ''])("'%s' is none", (said) => {
    expect(() => readTime(said, now)).toThrow(`'${said}' is not a time.`);
  });
});

describe('numbers of odoo.conf', () => {
  test.each([
    [threadRange, undefined, 1],
    [threadRange, '16', 16],
    [secondRange, undefined, 1_200],
    [secondRange, '60', 60],
    [secondRange, '86400', 86_400],
  ])('%o: %s is %i', (range, said, number) => {
    expect(wholeNumber(said, range)).toBe(number);
  });

  test.each([
    [threadRange, '0', 'threads must be a whole number from 1 to 16.'],
    [threadRange, '17', 'from 1 to 16'],
    [threadRange, '1.5', 'from 1 to 16'],
    [threadRange, 'two', 'from 1 to 16'],
    [secondRange, '59', 'seconds must be a whole number from 60 to 86400.'],
    [secondRange, '86401', 'from 60'],
  ])('%o: %s is refused', (range, said, words) => {
    expect(() => wholeNumber(said, range)).toThrow(words);
  });
});

describe('db_name', () => {
  const names = (...value: string[]) => ({ value, told: 'line 3', byCommandLine: false });

  test('keeps the databases that are in it', () => {
    expect(addName('acme', names('shop', 'test'))).toBe('shop,test,acme');
  });

  test.each([
    ['nothing is set', undefined, 'db_name is not set'],
    ['nothing is in it', names(), 'db_name is not set'],
    ['it is in it', names('shop', 'acme'), 'db_name names acme already (line 3).'],
  ])('has nothing to gain where %s', (_, current, words) => {
    expect(() => addName('acme', current)).toThrow(words);
  });
});

describe('the count of failures', () => {
  const row = { table: 'ir_cron', id: 3, after: { failure_count: '0', first_failure_date: null } };

  test.each([
    ['no run told of itself', undefined, [row]],
    ['the last was not cut short', { id: 9, timedOut: 0 }, [row]],
    [
      'the last was',
      { id: 9, timedOut: 1 },
      [row, { table: 'ir_cron_progress', id: 9, after: { timed_out_counter: '0' } }],
    ],
  ])('%s', (_, last, rows) => {
    expect(listResetRows(3, last)).toEqual(rows);
  });
});

describe('a call to run', () => {
  const obstacles = { standstill: undefined, idleness: undefined, jobs: undefined, now };
  const failedJob = {
    state: 'failed',
    createdAt: null,
    notBefore: null,
    startedAt: null,
    endedAt: null,
    failure: 'KeyError',
  };

  test.each([
    ['an upgrade stops all actions', { standstill: 'an upgrade' }, 'Waking the queue changes nothing: an upgrade.'],
    ['no worker is there', { idleness: 'no Odoo' }, 'Waking the queue changes nothing: no Odoo.'],
    ['its job failed', { jobs: { jobs: [failedJob], runnerSeen: true } }, /^Waking the queue only adds .*KeyError\.$/],
  ])('is refused where %s', (_, given, words) => {
    expect(() => refuseWaking({ ...obstacles, ...given })).toThrow(words);
  });

  test.each([
    ['nothing speaks against it', {}],
    ['the job queue works', { jobs: { jobs: [], runnerSeen: true } }],
  ])('is not refused where %s', (_, given) => {
    expect(() => refuseWaking({ ...obstacles, ...given })).not.toThrow();
  });

  const failing = { held: 0, transactions: [], warnings: [] };
  const waking = { all: 3, faults: [], failing, series: 18 } as const;

  test('says what it sends, and changes no row', () => {
    expect(composeWaking(waking)).toEqual({
      outside: [{ kind: 'wake-queue' }],
      warnings: [],
      irreversible: ['What Odoo sends is sent: 3 mails wait.'],
      affects: { count: 3, noun: 'waiting mail' },
    });
  });

  test('of an empty queue sends nothing, whatever the servers say', () => {
    expect(composeWaking({ ...waking, all: 0, faults: ['It is full.'] })).toMatchObject({
      warnings: [],
      irreversible: [],
      affects: { count: 0 },
    });
  });

  test('warns of servers that would refuse', () => {
    expect(composeWaking({ ...waking, faults: ['One.', 'Two.'] }).warnings).toEqual([
      '3 mails wait, and what Odoo sends now would fail: One. Two.',
    ]);
  });

  test('14 looks once a minute', () => {
    expect(composeWaking({ ...waking, series: 14 }).warnings).toEqual([
      'Odoo 14 looks once a minute, so it may take that long.',
    ]);
  });

  test('mails that would fail are held first, and are none of those that leave', () => {
    const hold = { kind: 'update-rows', table: 'mail_mail', rows: [] } as const;
    const held = { held: 2, transactions: [[hold]], warnings: ['2 would fail.'] };
    expect(composeWaking({ ...waking, failing: held })).toEqual({
      locksQueue: true,
      onStaleRows: 'skip',
      transactions: [[hold]],
      outside: [{ kind: 'wake-queue' }],
      warnings: ['2 would fail.'],
      irreversible: ['What Odoo sends is sent: 1 mail waits.'],
      affects: { count: 3, noun: 'waiting mail' },
    });
    expect(composeWaking({ ...waking, all: 1, failing: held })).toMatchObject({ irreversible: [] });
  });
});
