import { expect, test } from 'vitest';
import type { Evidence } from '../../../../../source/domain/finding/evidence.ts';
import { chooseSigns } from '../../../../../source/domain/wording/signs.ts';
import { findingKey, stepLines } from '../../../../../source/ui/screens/wizard/lines/step-lines.ts';
import { found } from '../../../../support/found.ts';
import { linesText } from '../../../../support/lines-text.ts';

const piece = (asked: string): Evidence => ({
  kind: 'sql',
  asked,
  answer: `answer of ${asked}`,
  at: '2026-11-24T12:04:00Z',
  durationMs: 1,
});

const [shared, own] = [piece('select shared\nfrom a'), piece('select own')];
const findings = [
  found({ check: 'cron.due', owner: 'odoo', status: 'fail', summary: 'Late.', evidence: [shared] }),
  found({ check: 'cron.lock', owner: 'odoo', status: 'warn', summary: 'Locked.', evidence: [shared, own] }),
];

const shown = (open: readonly (typeof findings)[number][]): string =>
  linesText(
    stepLines(
      { question: 'Does it run?', findings, isRunning: false, measuredAt: undefined, report: undefined },
      { width: 60, signs: chooseSigns(false), toggled: new Set(open.map(findingKey)) },
    ),
  ).join('\n');

test('evidence that an open finding shows is named by one that is open below it', () => {
  const text = shown(findings);
  expect(text.split('answer of select shared')).toHaveLength(2);
  expect(text).toContain('select shared · shown above');
  expect(text).toContain('answer of select own');
});

test('a finding that is open alone shows all of its evidence', () => {
  const text = shown(findings.slice(1));
  expect(text).toContain('answer of select shared');
  expect(text).not.toContain('shown above');
});
