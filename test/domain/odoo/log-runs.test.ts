import { describe, expect, test } from 'vitest';
import { type LoggedRun, readRuns } from '../../../source/domain/odoo/log-runs.ts';
import { parseLog } from '../../../source/domain/odoo/odoo-log.ts';

const job = { id: 3, name: 'Queue', database: 'acme' };
const cron = 'odoo.addons.base.models.ir_cron';
const server = 'odoo.service.server';

/** `07 acme ir_cron: words`: second, process 7 unless said otherwise. */
const line = (second: string, message: string, { pid = 7, database = 'acme', logger = cron } = {}): string =>
  `2026-11-28 12:00:${second},000 ${pid} INFO ${database} ${logger}: ${message} `;
const at = (second: string): Date => new Date(`2026-11-28T12:00:${second}.000Z`);
const runsIn = (...lines: readonly string[]) => readRuns(parseLog(lines.join('\n')), job);

const done = (from: string, to: string): LoggedRun => ({
  startedAt: at(from),
  endedAt: at(to),
  outcome: 'done',
  words: null,
});

describe('a run that ended well, in the words of each version', () => {
  test.each<[string, readonly string[], readonly LoggedRun[]]>([
    ['14 to 16', [line('01', 'Starting job `Queue`.'), line('03', 'Job `Queue` done.')], [done('01', '03')]],
    ['17', [line('01', 'Starting job `Queue`.'), line('03', 'Job done: `Queue` (2.000s).')], [done('01', '03')]],
    ['18', [line('01', "Job 'Queue' (3) starting"), line('03', "Job 'Queue' (3) done in 2.000s")], [done('01', '03')]],
    [
      '18, a name with a quote',
      [line('01', 'Job "a\'b" (3) starting'), line('03', 'Job "a\'b" (3) done in 2.0s')],
      [done('01', '03')],
    ],
    [
      '17, by hand',
      [line('01', 'Manually starting job `Queue`.'), line('03', 'Job `Queue` done.')],
      [done('01', '03')],
    ],
    [
      '18, by hand',
      [line('01', "Job 'Queue' (3) started manually"), line('03', "Job 'Queue' (3) done")],
      [done('01', '03')],
    ],
    [
      '19',
      [
        line('01', "Job 'Queue' (3) starting"),
        line('03', "Job 'Queue' (3) fully done (#loop 1; done 4; remaining 0; duration 2.00s)"),
      ],
      [done('01', '03')],
    ],
    [
      '19, with mails left',
      [
        line('01', "Job 'Queue' (3) starting"),
        line('03', "Job 'Queue' (3) partially done (#loop 1; done 4; remaining 9; duration 2.00s)"),
      ],
      [{ ...done('01', '03'), outcome: 'partly' }],
    ],
    ['whose beginning was cut off', [line('03', 'Job done: `Queue` (2.000s).')], [done('01', '03')]],
    ['whose beginning is not told', [line('03', 'Job `Queue` done.')], [{ ...done('03', '03'), startedAt: null }]],
    [
      'under the name that Odoo ships',
      [line('01', 'Starting job `Mail: Email Queue Manager`.'), line('03', 'Job `Mail: Email Queue Manager` done.')],
      [done('01', '03')],
    ],
  ])('%s', (_title, lines, expected) => {
    expect(runsIn(...lines)).toEqual(expected);
  });
});

test('other jobs and other databases are none of it', () => {
  expect(
    runsIn(
      line('01', 'Starting job `Other`.'),
      line('02', 'Job `Other` done.'),
      line('02', 'Job done: `Other` (1.0s).'),
      line('03', "Job 'Queue' (4) starting"),
      line('03', "Job 'Queue' (4) done in 1.0s"),
      line('04', 'Starting job `Queue`.', { database: 'other' }),
      line('05', 'Call from cron Queue for server action #9 failed in Job #33'),
      line('05', "Job 'Queue' (3) processed 4 records, 0 records remaining"),
      line('05', "Job 'Queue' (3) completed"),
    ),
  ).toEqual([]);
});

describe('a run that ended badly', () => {
  test.each([
    ['15 to 17', 'Starting job `Queue`.', 'Call from cron Queue for server action #9 failed in Job #3'],
    ['18 and after', "Job 'Queue' (3) starting", "Job 'Queue' (3) server action #9 failed"],
    ['18 and after, for the time', "Job 'Queue' (3) starting", "Job 'Queue' (3) timed out"],
  ])('%s: it failed, with the exception', (_title, start, end) => {
    const trace = 'Traceback (most recent call last):\n  File "/x.py", line 1, in f\nValueError: no';
    const [run, ...more] = runsIn(line('01', start), `${line('02', end)}\n${trace}`);
    expect(more).toEqual([]);
    expect(run).toMatchObject({ startedAt: at('01'), endedAt: at('02'), outcome: 'failed' });
    expect(run?.words).toMatch(/ValueError: no$/);
  });

  test('19 says it twice, and it is one failure', () => {
    expect(
      runsIn(
        line('01', "Job 'Queue' (3) starting"),
        line('02', "Job 'Queue' (3) server action #9 failed"),
        line('02', "Job 'Queue' (3) failed (#loop 1; done 0; remaining 0; duration 1.00s)"),
        line('03', "Job 'Queue' (3) starting"),
        line('04', "Job 'Queue' (3) server action #9 failed"),
      ),
    ).toMatchObject([
      { outcome: 'failed', startedAt: at('01') },
      { outcome: 'failed', startedAt: at('03') },
    ]);
  });

  test('a worker that was killed for its time has not ended its run, another one’s death is not its', () => {
    const killed = (pid: number) =>
      line('09', `WorkerCron (${pid}) timeout after 120s`, { pid: 1, database: '?', logger: server });
    const start = line('01', 'Starting job `Queue`.');
    expect(runsIn(start, killed(7))).toEqual([
      {
        startedAt: at('01'),
        endedAt: null,
        outcome: 'cut',
        words: 'WorkerCron (7) timeout after 120s: Odoo killed it (SIGKILL)',
      },
    ]);
    expect(runsIn(start, killed(8))).toMatchObject([{ outcome: 'not-told', words: null }]);
    expect(runsIn(line('00', 'x'), killed(7))).toEqual([]);
  });

  test.each([
    'Thread <Thread(odoo.service.cron.cron0)> virtual real time limit (130/120s) reached.',
    'Worker (7) CPU time limit (60) reached.',
    'Worker (7) virtual memory limit (999) reached.',
  ])('a limit that was reached (%s) tells why, unless the run ended after all', (words) => {
    const limit = line('05', words, { logger: server, database: '?' });
    const start = line('01', 'Starting job `Queue`.');
    const restart = line('08', 'Odoo version 17.0', { logger: 'odoo', database: '?' });
    expect(runsIn(start, limit)).toMatchObject([{ outcome: 'cut', words }]);
    expect(runsIn(start, limit, restart)).toMatchObject([{ outcome: 'cut', words }]);
    expect(runsIn(start, limit, line('06', 'Job `Queue` done.'))).toEqual([done('01', '06')]);
    expect(runsIn(start, restart, line('09', 'Job `Queue` done.'))).toEqual([done('01', '09')]);
  });

  test('a new beginning tells that the run before it was cut', () => {
    expect(
      runsIn(
        line('01', 'Starting job `Queue`.'),
        line('05', 'Starting job `Queue`.', { pid: 8 }),
        line('06', 'Job `Queue` done.'),
      ),
    ).toEqual([
      { startedAt: at('01'), endedAt: null, outcome: 'cut', words: 'it was begun anew before it had ended' },
      done('05', '06'),
    ]);
  });
});
