import { describe, expect, test } from 'vitest';
import { judgeActive } from '../../../source/causes/cron/cron-active-check.ts';
import { judgeDatabaseName, judgeStop, judgeThreads } from '../../../source/causes/cron/cron-settings-check.ts';
import { choosesByOwner, judgeOwner } from '../../../source/causes/cron/database-owner-check.ts';
import { judgeHolding } from '../../../source/causes/cron/holding.ts';
import { judgeInterval } from '../../../source/causes/cron/interval-check.ts';
import { judgeQueueLock, type LockFacts } from '../../../source/causes/cron/queue-lock-check.ts';
import { judgeOtherActions } from '../../../source/causes/cron/worker-check.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const waiting = { explains: 12, cost: ': 12 mails wait' };
const nothingWaits = { explains: 0, cost: '' };
const copy = { ...waiting, consequenceOf: 'no-server' } as const;

describe('the tick box', () => {
  const off = { cron: { active: false, lastCall: null }, standstill: waiting, calls: 0, series: 18, now } as const;

  test('switched on, it is in order and accounts for no mail', () => {
    const found = judgeActive({ ...off, cron: { active: true, lastCall: null } });
    expect(found).toMatchObject({ status: 'ok', remedies: [] });
    expect(found.explains).toBeUndefined();
  });

  test('switched off, it fails, says what waits, and can be switched on', () => {
    expect(judgeActive(off)).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('is switched off and has never run: 12 mails wait.'),
      explains: 12,
      remedies: [{ id: 'cron.activate' }],
    });
    expect(judgeActive({ ...off, cron: { active: false, lastCall: minutesAgo(90) } }).summary).toMatch(
      /last ran at .*\(1 h 30 m ago\)/,
    );
  });

  test('on a neutralized copy that is meant, and nothing offers to switch it on', () => {
    expect(judgeActive({ ...off, standstill: copy })).toMatchObject({
      status: 'warn',
      consequenceOf: 'no-server',
      remedies: [],
    });
  });

  test('calls that came meanwhile are told, and that Odoo switches it off where it does', () => {
    expect(judgeActive({ ...off, calls: 1 }).detail).toContain('1 call to run came');
    expect(judgeActive({ ...off, calls: 3 }).detail).toContain('3 calls to run came');
    expect(judgeActive(off).detail).not.toContain('to run came');
    expect(judgeActive(off).detail).toContain('after five failures');
    expect(judgeActive({ ...off, series: 16 }).detail).not.toContain('after five failures');
  });
});

describe('the interval', () => {
  test.each([
    ['never again', 0, 'hours', 'fail', 'never runs it again: 12 mails wait'],
    ['backwards', -1, 'hours', 'fail', 'never runs it again'],
    ['as Odoo ships it', 1, 'hours', 'ok', 'every 1 h'],
    ['as long as nobody minds', 4, 'hours', 'ok', 'every 4 h'],
    ['longer than that', 241, 'minutes', 'warn', 'only every 4 h 01 m: 12 mails wait'],
    ['daily', 1, 'days', 'warn', 'only every'],
  ])('%s', (_, number, type, status, words) => {
    const found = judgeInterval({ cron: { interval: { number, type } }, standstill: waiting, series: 18 });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.explains).toBe(status === 'ok' ? undefined : 12);
  });
});

describe('who may hold the queue, and for how long', () => {
  const odoo = { odooProcess: 4711, applicationName: 'odoo-4711', stateSince: null };
  const limit = (value: number | null) => ({ value, told: '/etc/odoo.conf, line 3', byCommandLine: false });
  const facts = { series: 18, limit: limit(600), now } as const;

  test.each([
    ['a program without the name of an Odoo is a stranger', { odooProcess: null, applicationName: 'psql' }, 18, true],
    ['so is one without any name', { odooProcess: null, applicationName: '' }, 18, true],
    ['an Odoo is none', {}, 18, false],
    ['an old Odoo has no name', { odooProcess: null, applicationName: '' }, 14, false],
    ['whoever has one beside an old Odoo is a stranger', { odooProcess: null, applicationName: 'psql' }, 14, true],
  ] as const)('%s', (_, given, series, isStranger) => {
    expect(judgeHolding({ ...odoo, ...given }, { ...facts, series })).toMatchObject({
      isStranger,
      ...(isStranger ? { limitMs: 60_000, mayEnd: true } : { limitMs: 600_000, mayEnd: false }),
    });
  });

  test.each([
    ['its time limit counts', 600, 600_000],
    ['a short limit has some minutes of grace', 60, 300_000],
    ['without a limit an hour is worth a look', null, 3_600_000],
  ])('%s', (_, value, limitMs) => {
    expect(judgeHolding(odoo, { ...facts, limit: limit(value) }).limitMs).toBe(limitMs);
  });

  test('where nobody knows the limit, an hour as well', () => {
    const found = judgeHolding(odoo, { ...facts, limit: undefined });
    expect(found).toMatchObject({ limitMs: 3_600_000, words: 'no time limit ends it.' });
  });

  test.each([
    [10, 600, false],
    [11, 600, true],
    [59, null, false],
    [61, null, true],
  ])('silent for %i minutes, with a limit of %s s, it may be ended: %s', (silent, value, mayEnd) => {
    const held = { ...odoo, stateSince: minutesAgo(silent) };
    expect(judgeHolding(held, { ...facts, limit: limit(value) }).mayEnd).toBe(mayEnd);
  });
});

describe('the lock of the queue', () => {
  const by = {
    pid: 3120,
    database: 'acme',
    role: 'odoo',
    applicationName: 'odoo-4711',
    odooProcess: 4711,
    clientAddress: null,
    state: 'active',
    stateSince: null,
    transactionSince: minutesAgo(20),
    connectedSince: null,
    alsoIn: [],
  };
  const run = { limitMs: 600_000, isStranger: false, mayEnd: false, words: 'its time limit is 600 s.' };
  const held: LockFacts = { lock: { kind: 'held', by }, holding: run, standstill: waiting, series: 18, now };

  test.each<[situation: string, given: Partial<LockFacts>, status: string, words: string]>([
    ['nobody holds it', { lock: { kind: 'free' }, holding: undefined }, 'ok', 'nobody blocks one'],
    [
      'a role without rights cannot tell since when',
      { lock: { kind: 'held', by: { ...by, transactionSince: null } } },
      'unknown',
      'may not see since when',
    ],
    ['a run within its time', { holding: { ...run, limitMs: 1_200_000 } }, 'ok', 'working on the queue for 20 m'],
    ['a run beyond its time', {}, 'warn', 'has held the queue for 20 m, and no other run can start meanwhile: 12'],
    ['a stranger', { holding: { ...run, isStranger: true } }, 'fail', 'odoo-4711 (backend 3120) has held'],
    [
      'another action keeps it away for long',
      { lock: { kind: 'held', by, keptFor: ['Import'] }, holding: undefined },
      'warn',
      'because the scheduled action "Import" must not run at the same time (OCA\'s module base_cron_exclusion): 12',
    ],
    [
      'others keep it away for a moment',
      {
        lock: { kind: 'held', by: { ...by, transactionSince: minutesAgo(1) }, keptFor: ['Import', 'Export'] },
        holding: undefined,
      },
      'ok',
      'because one of the scheduled actions "Import", "Export" must not',
    ],
  ])('%s', (_, given, status, words) => {
    const found = judgeQueueLock({ ...held, ...given });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.explains).toBe(status === 'warn' || status === 'fail' ? 12 : undefined);
  });

  test('of a stranger that it is none of Odoo’s runs, of a run what should have ended it', () => {
    expect(judgeQueueLock({ ...held, holding: { ...run, isStranger: true } }).detail).toContain('not a run of Odoo');
    expect(judgeQueueLock(held).detail).toContain('its time limit is 600 s.');
  });
});

describe('a worker, by what the scheduled actions show', () => {
  const due = { active: true, callsLeft: -1, nextCall: minutesAgo(60), lastCall: minutesAgo(120), changedAt: null };
  const inTime = { ...due, nextCall: minutesAgo(-30), lastCall: minutesAgo(30) };

  test.each([
    ['nothing is overdue', [inTime], 'ok', 'No scheduled action is overdue'],
    ['what is overdue is switched off', [inTime, { ...due, active: false }], 'ok', 'is alive'],
    ['what is overdue has no runs left', [inTime, { ...due, callsLeft: 0 }], 'ok', 'is alive'],
    ['one ran a minute ago', [due, { ...inTime, lastCall: minutesAgo(1) }], 'ok', 'the last one 1 m ago'],
    ['the one that ran is switched off', [due, { ...inTime, active: false, lastCall: minutesAgo(1) }], 'fail', '1 '],
    ['one is overdue', [due, inTime], 'fail', '1 scheduled action is overdue, the first since 1 h'],
    [
      'two are, and the longest wait is told',
      [{ ...due, nextCall: minutesAgo(180) }, due],
      'fail',
      '2 scheduled actions are overdue, the first since 3 h 00 m, so no cron worker of Odoo serves this database: 12 mails',
    ],
    ['none has ever run', [{ ...due, lastCall: null }], 'fail', 'overdue'],
  ])('%s', (_, actions, status, words) => {
    const found = judgeOtherActions(actions, waiting, now);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
  });
});

describe('what Odoo was started with', () => {
  const setting = <Value>(value: Value, told = 'line 3') => ({ value, told, byCommandLine: false });
  const threads = (...counts: number[]) =>
    counts.map((count) => ({ cronThreads: setting(count, `line ${count + 1}`) }));
  const names = (...lists: string[][]) => lists.map((list) => ({ databases: setting(list) }));

  test.each([
    ['two threads', [2], 'runs', 'max_cron_threads is 2 (line 3).'],
    ['none', [0], 'stops', 'max_cron_threads is 0 (line 1), so'],
    ['a second Odoo has some', [0, 1], 'runs', 'max_cron_threads is 1 (line 2).'],
    ['none anywhere', [0, 0], 'stops', 'max_cron_threads is 0'],
  ])('threads: %s', (_, counts, kind, words) => {
    const found = judgeThreads(threads(...counts));
    expect(found.kind).toBe(kind);
    expect(found.summary).toContain(words);
  });

  test.each([
    ['none: Odoo chooses', [[]], 'runs', 'db_name is not set'],
    ['this one', [['acme']], 'runs', 'db_name names acme (line 3).'],
    ['this one among others', [['shop', 'acme']], 'runs', 'db_name names acme'],
    ['another one', [['shop', 'test']], 'stops', 'db_name names shop, test (line 3) and not acme'],
    ['another one, and a second Odoo has this', [['shop'], ['acme']], 'runs', 'db_name names acme'],
  ])('names: %s', (_, lists, kind, words) => {
    const found = judgeDatabaseName(names(...lists), 'acme');
    expect(found.kind).toBe(kind);
    expect(found.summary).toContain(words);
  });

  test('what keeps the queue from running fails with its cost, unless it runs all the same', () => {
    const stop = { kind: 'stops', summary: 'It is off', detail: 'Switch it on.' } as const;
    expect(judgeStop(stop, false, waiting)).toEqual({
      status: 'fail',
      summary: 'It is off: 12 mails wait.',
      detail: 'Switch it on.',
      explains: 12,
    });
    const running = judgeStop(stop, true, waiting);
    expect(running).toMatchObject({ status: 'warn', summary: expect.stringMatching(/^It is off – yet they run/) });
    expect(running.explains).toBeUndefined();
  });

  test.each([
    ['prefork without db_name', 18, [], 2, true],
    ['threads of 19 without db_name', 19, [], 0, true],
    ['threads of 18 serve what was opened', 18, [], 0, false],
    ['db_name chooses', 19, ['acme'], 2, false],
  ] as const)('the owner decides: %s', (_, series, list, workers, chooses) => {
    expect(choosesByOwner([{ databases: setting([...list]), workers: setting(workers) }], series)).toBe(chooses);
  });

  test('where one of two Odoos does not choose by owner, the owner says nothing', () => {
    const one = { databases: setting([]), workers: setting(2) };
    expect(choosesByOwner([one, { ...one, databases: setting(['acme']) }], 18)).toBe(false);
  });

  test.each([
    ['its own', { owner: 'odoo' }, 'ok', 'as whom Odoo connects'],
    ['another’s, and nothing runs', {}, 'fail', 'belongs to the role postgres, but Odoo connects as odoo'],
    ['another’s, and it runs', { isOnTime: true }, 'ok', 'yet its scheduled actions run'],
    ['another’s, where nothing waits', { standstill: nothingWaits }, 'fail', 'for databases of its own.'],
  ])('the database is %s', (_, given, status, words) => {
    const facts = { owner: 'postgres', role: 'odoo', database: 'acme', isOnTime: false, standstill: waiting };
    const found = judgeOwner({ ...facts, ...given });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
  });
});
