import { expect, test } from 'vitest';
import type { Evidence } from '../../../source/domain/finding/evidence.ts';
import type { Status } from '../../../source/domain/finding/status.ts';
import type { CauseReport } from '../../../source/domain/finding/verdict.ts';
import { formatCheckMarkdown } from '../../../source/output/check/markdown.ts';
import type { CheckReport } from '../../../source/output/check/report.ts';
import { formatCheckText } from '../../../source/output/check/text.ts';
import { found } from '../../support/found.ts';

const piece = (asked: string): Evidence => ({
  kind: 'sql',
  asked,
  answer: `answer of ${asked}`,
  at: '2026-11-24T12:04:00Z',
  durationMs: 1,
});

const causeOf = (id: 'cron' | 'stuck', status: Status, evidence: readonly Evidence[]): CauseReport => ({
  id,
  title: id,
  question: '',
  status,
  explains: 0,
  durationMs: 1,
  findings: [found({ check: `${id}.check`, owner: 'odoo', status, summary: `${id} is ${status}`, evidence })],
});

const reportOf = (causes: readonly CauseReport[]): CheckReport => ({
  target: { database: 'acme', odooVersion: '18.0', neutralized: false },
  verdict: { status: 'fail', cause: 'cron', summary: 'It is.', nextAction: null, nextSteps: [], ranking: ['cron'] },
  queue: undefined,
  causes,
  durationMs: 1,
});

const [shared, own] = [piece('select shared'), piece('select own')];
const timesOf = (text: string, words: string): number => text.split(words).length - 1;

test('-v shows the evidence of what is not fine, and -vv that of everything', () => {
  const report = reportOf([causeOf('cron', 'fail', [shared]), causeOf('stuck', 'ok', [own])]);
  const once = formatCheckText(report, { ascii: false, verbose: true });
  expect(once).toContain('answer of select shared');
  expect(once).toContain('stuck.check: stuck is ok');
  expect(once).not.toContain('select own');
  expect(formatCheckText(report, { ascii: false, verbose: true, allEvidence: true })).toContain('answer of select own');
});

test.each(['warn', 'unknown'] as const)('-v shows the evidence of a finding that is %s', (status) => {
  const text = formatCheckText(reportOf([causeOf('cron', status, [own])]), { ascii: false, verbose: true });
  expect(text).toContain('answer of select own');
});

test('what two findings rest on is printed once and named by the other, in text and in Markdown', () => {
  const report = reportOf([causeOf('cron', 'fail', [shared]), causeOf('stuck', 'warn', [shared, own])]);
  const text = formatCheckText(report, { ascii: false, verbose: true });
  expect(timesOf(text, 'answer of select shared')).toBe(1);
  expect(text).toContain('        evidence: [1] above, and\n        [2] sql, 1 ms\n          select own\n');
  const markdown = formatCheckMarkdown(report, { redact: false });
  expect(timesOf(markdown, 'answer of select shared')).toBe(1);
  expect(markdown.replaceAll('\\', '')).toContain('  evidence: [1] above, and\n  [2] sql:\n  ```\n  select own\n');
});
