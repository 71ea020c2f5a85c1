import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { writeFailure } from '../../../source/cli/failure.ts';
import type { CauseReport } from '../../../source/domain/finding/verdict.ts';
import { formatCheckNagios } from '../../../source/output/check/nagios.ts';
import type { CheckAnswer, CheckReport } from '../../../source/output/check/report.ts';

const cause = (given: Partial<CauseReport>): CauseReport => ({
  id: 'cron',
  title: 'Cron',
  question: '?',
  status: 'ok',
  findings: [],
  explains: 0,
  durationMs: 1,
  ...given,
});

const answer = (
  database: string,
  status: CheckReport['verdict']['status'],
  summary: string,
  given: Partial<CheckReport> = {},
): CheckAnswer => ({
  report: {
    target: { database } as CheckReport['target'],
    verdict: { status, cause: null, summary, nextAction: null, nextSteps: [], ranking: [] },
    queue: {
      countedAt: new Date('2026-11-28T12:00:00Z'),
      counts: { outgoing: 1204, exception: 312, sent: 9, cancel: 0, received: 0 },
      oldestOutgoingAt: new Date('2026-11-28T11:00:00Z'),
    } as CheckReport['queue'],
    causes: [],
    durationMs: 812,
    ...given,
  },
});

const performance = 'outgoing=1204;;;0 exception=312;;;0 oldest=3600s;;;0 time=0.812s;;;0';
/** "Plugin output" of the guidelines: 'label'=value[UOM];[warn];[crit];[min];[max] */
const datum = /^(?:'[^'=]+'|[^\s'=]+)=-?\d+(?:\.\d+)?(?:s|%|B|c)?(?:;\d*){0,4}$/;

test.each([
  ['ok', 'OK'],
  ['skipped', 'OK'],
  ['warn', 'WARNING'],
  ['fail', 'CRITICAL'],
  ['unknown', 'UNKNOWN'],
] as const)('what is %s is %s, in one line with performance data', (status, word) => {
  expect(formatCheckNagios([answer('acme', status, 'A sentence.')])).toBe(
    `ODOO MAIL ${word} - A sentence. | ${performance}\n`,
  );
});

test('causes in trouble or unknown follow, a line each, and no bar but the one before the data', () => {
  const causes = [cause({ status: 'fail' }), cause({ id: 'dns' }), cause({ id: 'tls', status: 'unknown' })];
  const [first, ...rest] = formatCheckNagios([answer('acme', 'fail', 'It said:\n a | b', { causes })]).split('\n');
  expect(first).toBe(`ODOO MAIL CRITICAL - It said: a / b | ${performance}`);
  expect(rest).toEqual([expect.stringMatching(/^CRITICAL: cron: /), expect.stringMatching(/^UNKNOWN: tls: /), '']);
});

test('a queue that could not be counted has no numbers', () => {
  expect(formatCheckNagios([answer('acme', 'unknown', 'No.', { queue: undefined })])).toBe(
    'ODOO MAIL UNKNOWN - No. | time=0.812s;;;0\n',
  );
});

test('of several databases the first line tells the worst, and each has numbers under its name', () => {
  const away: CheckAnswer = { database: 'gone', failure: { message: 'It is away.', tryThis: undefined } };
  const [first = '', ...rest] = formatCheckNagios([
    answer('good', 'ok', 'All is well.'),
    away,
    answer("a'=|c", 'fail', 'Nothing is sent.'),
    answer('d', 'fail', 'Nothing either.'),
  ]).split('\n');
  const [words, data = ''] = first.split(' | ');
  expect(words).toBe("ODOO MAIL CRITICAL - 2 of 4 databases, first a'=/c: Nothing is sent.");
  const data4 = data.match(/'[^']*'=\S+/g) ?? [];
  expect(data4.join(' ')).toBe(data);
  expect(data4).toHaveLength(12);
  for (const each of data4) expect(each).toMatch(datum);
  expect(data4[4]).toBe("'a___c outgoing'=1204;;;0");
  expect(rest).toEqual([
    "CRITICAL: a'=/c: Nothing is sent.",
    'CRITICAL: d: Nothing either.',
    'UNKNOWN: gone: It is away.',
    'OK: good: All is well.',
    '',
  ]);
});

test('what ends a plugin early is on standard output as well', async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const output = { stdout, stderr, env: {}, options: { ascii: false } };
  writeFailure(output, { status: 3, message: 'No connection | none.', tryThis: 'Start it.' }, 'nagios');
  stdout.end();
  stderr.end();
  expect(await text(stdout)).toBe('ODOO MAIL UNKNOWN - No connection / none.\n');
  expect(await text(stderr)).toContain('Start it.');
});
