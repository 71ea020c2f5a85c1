import { expect, test } from 'vitest';
import { judgeLastRun } from '../../source/causes/cron/cron-last-run-check.ts';
import type { LoggedRun } from '../../source/domain/odoo/log-runs.ts';
import { tellRuns } from '../../source/inspection/history/tell-runs.ts';

const at = (hour: number): Date => new Date(2026, 10, 28, hour);
const run: LoggedRun = { startedAt: at(8), endedAt: at(9), outcome: 'done', words: null };
const skipped = { at: at(10), count: 2, why: 'because of modules to install/upgrade/remove' };
const judge = (last: LoggedRun | undefined, skip: typeof skipped | null = null) =>
  judgeLastRun(last, { skipped: skip }, at(12));

test.each<[string, LoggedRun | undefined, typeof skipped | null, object | undefined]>([
  ['nothing is logged', undefined, null, undefined],
  ['it ended well', run, null, { status: 'ok', summary: 'The last run of the queue ended well at 09:00.' }],
  ['it left mails', { ...run, outcome: 'partly' }, null, { status: 'ok' }],
  [
    'it failed',
    { ...run, outcome: 'failed', words: 'ValueError: x' },
    null,
    { status: 'warn', summary: 'The last run of the queue failed at 09:00: ValueError: x.' },
  ],
  [
    'it was cut',
    { ...run, endedAt: null, outcome: 'cut', words: 'timeout' },
    null,
    { status: 'warn', summary: 'The run of the queue that began at 08:00 was cut short: timeout.' },
  ],
  ['it began and says nothing', { ...run, endedAt: null, outcome: 'not-told' }, null, undefined],
  [
    'the database was passed over since',
    run,
    skipped,
    {
      status: 'warn',
      summary: 'Odoo passed this database over at 10:00 because of modules to install/upgrade/remove.',
    },
  ],
  ['the database was passed over, and no run is logged', undefined, skipped, { status: 'warn' }],
  ['the database was passed over before it ran', run, { ...skipped, at: at(7) }, { status: 'ok' }],
  ['a run without a time', { ...run, startedAt: null, endedAt: null }, null, undefined],
])('the last run: %s', (_title, last, skip, expected) => {
  const judged = judge(last, skip);
  if (expected === undefined) expect(judged).toBeUndefined();
  else expect(judged).toMatchObject(expected);
});

test('a history tells the runs that ended badly, those alike in a row once', () => {
  const failed: LoggedRun = { ...run, outcome: 'failed', words: 'ValueError: x' };
  const cut: LoggedRun = { ...run, endedAt: null, outcome: 'cut', words: null };
  expect(
    tellRuns([run, failed, failed, cut, run, failed, { ...failed, startedAt: null, endedAt: null }]).map(
      ({ words }) => words,
    ),
  ).toEqual([
    'A run of the queue failed (2 times in a row): ValueError: x',
    'A run of the queue was cut short: nothing more is logged',
    'A run of the queue failed: ValueError: x',
  ]);
  expect(tellRuns([failed])[0]).toMatchObject({ at: at(9), kind: 'run', by: null });
  expect(tellRuns([cut])[0]?.at).toEqual(at(8));
});
