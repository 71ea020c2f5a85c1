import { expect, test } from 'vitest';
import type { Finding } from '../../../../source/domain/finding/finding.ts';
import { findOffered } from '../../../../source/ui/screens/wizard/begin-step.ts';

const offering = (id: string, subject: string | null): Finding => ({
  check: 'it',
  subject,
  status: 'fail',
  summary: subject ?? '',
  owner: 'odoo',
  evidence: [],
  remedies: [{ id, subject, title: id, risk: 'safe', inputs: [] }],
});
const steps = [
  { findings: [offering('credentials.password', 'server:1'), offering('credentials.password', 'server:2')] },
  { findings: [offering('cron.activate', null)] },
];

test.each([
  ['of several servers the one that is meant', 'credentials.password', 'server:2', 'server:2'],
  ['one without a subject', 'cron.activate', null, ''],
  ['one that is not offered any more', 'cron.activate', 'server:1', undefined],
  ['a step that no remedy does', null, null, undefined],
])('the remedy that a step names is found: %s', (_, remedy, subject, summary) => {
  expect(findOffered(steps, { remedy, subject })?.finding.summary).toBe(summary);
});
