import { describe, expect, test } from 'vitest';
import { describeLock, describeTurn, judgeLate, whyNobodyCame } from '../../../source/causes/cron/cron-due-check.ts';
import {
  countFailures,
  type FailedRunFacts,
  hasFailed,
  isStoppedByFailures,
  judgeFailedRuns,
} from '../../../source/causes/cron/cron-failures-check.ts';
import { judgePending, judgeVersions } from '../../../source/causes/cron/modules-check.ts';
import { judgeJobStanding } from '../../../source/causes/cron/queue-jobs-check.ts';
import { waitingSince } from '../../support/waiting-mails.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const standstill = { explains: 12, cost: ': 12 mails wait' };
const by = {
  pid: 3120,
  database: 'acme',
  role: 'odoo',
  applicationName: 'odoo-4711',
  odooProcess: 4711,
  clientAddress: null,
  state: 'active',
  stateSince: null,
  transactionSince: null,
  connectedSince: null,
  alsoIn: [],
};
const free = { kind: 'free' } as const;
const held = { kind: 'held', by } as const;
const kept = { kind: 'held', by, keptFor: ['Import'] } as const;

describe('how many runs ended badly', () => {
  test.each([
    ['none', null, undefined, free, { failures: 0, cut: 0 }],
    ['as often as Odoo counted', 3, { timedOut: 2 }, free, { failures: 3, cut: 2 }],
    ['a run under way counts itself', 0, { timedOut: 2 }, held, { failures: 0, cut: 1 }],
    ['one that another action keeps away does not', 0, { timedOut: 2 }, kept, { failures: 0, cut: 2 }],
  ] as const)('%s', (_, count, progress, lock, counted) => {
    expect(countFailures(count, progress, lock)).toEqual(counted);
  });

  test.each([
    [0, 0, false],
    [1, 0, true],
    [0, 1, true],
  ])('%i failures and %i runs cut short are a fault: %s', (failures, cut, isFault) => {
    expect(hasFailed({ failures, cut })).toBe(isFault);
  });
});

describe('whether it is these failures that keep the mails', () => {
  const stopped = { failures: 1, waiting: waitingSince(minutesAgo(60)), lastCall: minutesAgo(30), lock: free } as const;

  test.each([
    ['a mail waited when the last run failed', {}, true],
    ['none did: what waits came since', { waiting: waitingSince(minutesAgo(10)) }, false],
    ['the runs were cut short, and none failed', { failures: 0 }, false],
    ['a run is under way', { lock: held }, false],
    ['it has never run', { lastCall: null }, false],
    ['the queue may not be read', { waiting: undefined }, false],
  ] as const)('%s', (_, given, isStopped) => {
    expect(isStoppedByFailures({ ...stopped, ...given })).toBe(isStopped);
  });
});

describe('runs that fail', () => {
  const facts: FailedRunFacts = {
    failures: 2,
    cut: 0,
    firstFailureAt: minutesAgo(90),
    lastCall: minutesAgo(30),
    isStopped: false,
    standstill,
    log: "Odoo's log",
    said: undefined,
    series: 18,
    now,
  };

  test('are a warning while mails leave, and tell since when and where to look', () => {
    const found = judgeFailedRuns(facts);
    expect(found).toMatchObject({
      status: 'warn',
      summary:
        'The queue runner has failed 2 times in a row since 1 h 30 m; at 5 over seven days Odoo switches it off.',
      nextStep: expect.stringMatching(/^Look in Odoo's log at .*, when it last ran, for the error that ended the run$/),
      remedies: [{ id: 'cron.reset' }],
    });
    expect(found.explains).toBeUndefined();
    expect(found.detail).toContain("Odoo's log has the reason.");
  });

  test('fail with what waits where they keep the mails', () => {
    const found = judgeFailedRuns({ ...facts, isStopped: true });
    expect(found).toMatchObject({ status: 'fail', explains: 12 });
    expect(found.summary).toMatch(/switches it off: 12 mails wait\.$/);
  });

  test('a time limit is named as one, and the log’s own words where there are some', () => {
    const found = judgeFailedRuns({ ...facts, failures: 0, cut: 1, lastCall: null, said: 'It said why.' });
    expect(found.summary).toBe('A time limit cut the last 1 run of the queue short.');
    expect(found.nextStep).toBe("Look in Odoo's log, for the time limit that ended the run");
    expect(found.detail).toContain('It said why.');
    expect(judgeFailedRuns({ ...facts, firstFailureAt: null }).summary).not.toContain('since');
  });
});

describe('why a run that is late cannot come', () => {
  const nobody = { kind: 'judged', listening: [], uncertain: [], isConnected: false, servers: [] } as const;
  test.each([
    ['no Odoo is there', nobody, 'no Odoo is connected to this database'],
    [
      'those that are there are taken for others’',
      { ...nobody, uncertain: [by] },
      'no Odoo is connected to this database',
    ],
    [
      'Odoo is there, and none of its workers',
      { ...nobody, isConnected: true },
      'no process of Odoo runs scheduled actions here',
    ],
    ['a worker is there', { ...nobody, listening: [by] }, undefined],
    ['whose worker it is nobody can tell', { ...nobody, uncertain: [by], isConnected: true }, undefined],
    ['sessions tell nothing of workers', { kind: 'not-told', why: 'version' } as const, undefined],
    ['nobody may look', undefined, undefined],
  ])('%s', (_case, workers, why) => {
    expect(whyNobodyCame(workers, now)).toBe(why);
  });
});

describe('a queue that is late', () => {
  const late = { ms: 7_200_000, standstill, workers: undefined, stop: undefined, series: 18 } as const;
  const worker = { kind: 'judged', listening: [by], uncertain: [], isConnected: true, servers: [] } as const;

  test('fails with what waits, and can be woken', () => {
    expect(judgeLate(late)).toMatchObject({
      status: 'fail',
      summary: 'The queue should have run 2 h 00 m ago and did not: 12 mails wait.',
      detail: expect.stringContaining('Next Execution Date'),
      explains: 12,
      remedies: [{ id: 'cron.wake' }],
    });
  });

  test('where a worker is connected, its log says why it passes the database by', () => {
    const found = judgeLate({ ...late, workers: worker });
    expect(found.summary).toContain('although a cron worker of Odoo is connected');
    expect(found.detail).toContain('Skipping database');
    expect(judgeLate({ ...late, workers: { ...worker, listening: [] } }).summary).not.toContain('although');
    expect(judgeLate({ ...late, workers: { kind: 'not-told', why: 'version' } }).summary).not.toContain('although');
  });

  test('what stops every action speaks for itself, and waking is not offered', () => {
    const found = judgeLate({ ...late, stop: 'a module is half-way through an upgrade' });
    expect(found).toMatchObject({
      status: 'warn',
      summary: 'The queue should have run 2 h 00 m ago: a module is half-way through an upgrade.',
      remedies: [],
    });
    expect(found.explains).toBeUndefined();
  });
});

describe('a queue that is in time', () => {
  const cron = { changedAt: null, handsToJobs: false, lastCall: null, nextCall: null };

  test.each([
    ['nothing is known of its dates', {}, /^The queue runs on time\.$/],
    ['its last run', { lastCall: minutesAgo(30) }, /^The queue runs on time, last at .*\.$/],
    ['its next run', { nextCall: minutesAgo(-30) }, /^The queue runs on time; the next run is due at .*\.$/],
    ['it writes jobs', { handsToJobs: true }, /^The queue is handed to OCA's job queue on time\.$/],
  ])('%s', (_, given, words) => {
    expect(describeTurn({ kind: 'in-time' }, { ...cron, ...given }, now)).toMatch(words);
  });

  test('a date that is past is taken up soon, as its row was changed meanwhile', () => {
    const moved = { kind: 'moved', due: minutesAgo(60) } as const;
    expect(describeTurn(moved, cron, now)).toMatch(/has not come yet: Odoo takes it up within minutes\.$/);
    expect(describeTurn(moved, { ...cron, changedAt: minutesAgo(1) }, now)).toMatch(/and its row was changed at .*: /);
  });

  test.each([
    [free, undefined],
    [held, 'The queue is being worked on at this moment.'],
    [kept, 'The queue waits until the scheduled action "Import" has ended: both must not run at the same time.'],
  ])('a run that is under way need not have come: %#', (lock, words) => {
    expect(describeLock(lock)).toBe(words);
  });
});

describe('the job queue that runs it', () => {
  test.each([
    [{ kind: 'none' }, 'ok', 'no job of it is there'],
    [{ kind: 'in-time', lastRun: null }, 'ok', 'no job of it is late'],
    [{ kind: 'in-time', lastRun: minutesAgo(5) }, 'ok', 'which last ran it at'],
    [{ kind: 'running', ms: 60_000, lastRun: null }, 'ok', 'running it for 1 m'],
    [{ kind: 'waiting', count: 2, ms: 3_600_000, runnerSeen: false }, 'fail', 'no job runner is connected: 12 mails'],
    [{ kind: 'failed', failure: 'KeyError', at: null }, 'fail', 'its last job failed: KeyError: 12 mails wait.'],
    [{ kind: 'stale', ms: 7_200_000 }, 'warn', 'has not ended: 12 mails wait.'],
    [{ kind: 'cancelled' }, 'warn', ': 12 mails wait.'],
  ] as const)('%o', (standing, status, words) => {
    const found = judgeJobStanding(standing, standstill, now);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.explains).toBe(status === 'ok' ? undefined : 12);
  });

  test.each([
    [{ kind: 'waiting', count: 1, ms: 3_600_000, runnerSeen: true }, '1 job waits; '],
    [{ kind: 'failed', failure: null, at: null }, 'then requeue it'],
    [{ kind: 'stale', ms: 7_200_000 }, 'Jobs Garbage Collector'],
    [{ kind: 'cancelled' }, 'writes another job'],
  ] as const)('what is to be done: %o', (standing, words) => {
    expect(judgeJobStanding(standing, standstill, now).detail).toContain(words);
  });
});

describe('modules', () => {
  const version = (full: string, text = '18.0') =>
    ({
      database: 'acme',
      version: { full, text, series: 18, minor: 0, isIntermediate: false, isNewer: false },
    }) as const;
  const eighteen = version('18.0.1.3');
  const module = (name: string, state = 'installed', its: string | null = '18.0.1.0') => ({
    name,
    state,
    version: its,
  });

  test('none on its way in or out is in order', () => {
    expect(judgePending([module('web')], eighteen, standstill)).toMatchObject({
      status: 'ok',
      summary: 'No module waits to be installed, upgraded or removed.',
    });
  });

  test('one stops every action, and the first is named in what ends it', () => {
    const found = judgePending([module('web'), module('crm', 'to upgrade')], eighteen, standstill);
    expect(found).toMatchObject({ status: 'fail', explains: 12 });
    expect(found.summary).toMatch(/^1 module is half-way .*: 12 mails wait\.$/);
    expect(found.detail).toContain('crm (to upgrade). Finish it with odoo-bin -u crm -d acme');
  });

  test('of many five are named', () => {
    const pending = (count: number) => Array.from({ length: count }, (_, n) => module(`m${n}`, 'to install'));
    expect(judgePending(pending(5), eighteen, standstill).detail).toContain('m4 (to install). Finish');
    expect(judgePending(pending(7), eighteen, standstill).detail).toContain('m4 (to install) and 2 more. Finish');
  });

  test.each([
    ['all of one version', [module('web'), module('mail')], 'ok', 'all have version 18.0'],
    ['one of another', [module('web', 'installed', '17.0.1.0'), module('mail')], 'warn', 'but web 17.0.1.0:'],
    ['a module of somebody else is of another', [module('acme', 'installed', '17.0.1.0')], 'ok', 'all have version'],
    ['one without a version', [module('web', 'installed', null)], 'ok', 'all have version'],
    ['one whose version is no Odoo’s', [module('bus', 'installed', 'x')], 'ok', 'all have version'],
  ])('versions: %s', (_, modules, status, words) => {
    const found = judgeVersions(modules, eighteen, standstill);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
  });

  test('a base of another version than the code stops every action', () => {
    const found = judgeVersions([module('web')], version('18.0.1.2'), standstill);
    expect(found).toMatchObject({ status: 'fail', explains: 12 });
    expect(found.summary).toMatch(/^Base has version 18\.0\.1\.2 .* and 18\.0\.1\.3 in .*: 12 mails wait\.$/);
  });
});
