import { expect, test } from 'vitest';
import { UsageError } from '../../source/domain/errors.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';
import { chooseSubject } from '../../source/inquiry/choose-remedy.ts';

const finding = (subject: string | null): Finding => ({
  check: 'cron.due',
  status: 'fail',
  summary: 'It did not run.',
  owner: 'odoo',
  evidence: [],
  subject,
  remedies: [{ id: 'cron.wake', subject, title: 'Run the queue now', risk: 'safe', inputs: [] }],
});
const remedy = { id: 'cron.wake' };

test.each([
  ['the only thing that it is offered for', [finding('server:3')], undefined, 'server:3'],
  ['nothing in particular', [finding(null)], undefined, null],
  ['what was said, where it is offered for that', [finding('server:3'), finding('server:4')], 'server:4', 'server:4'],
  ['what was said in the right form, though it is not offered for that now', [], 'partner:12', 'partner:12'],
] as const)('a remedy is about %s', (_, findings, said, subject) => {
  expect(chooseSubject(remedy, findings, said)).toBe(subject);
});

test.each([
  ['has no form of a subject', [], 'nonsense', 'server:3'],
  ['has no number', [finding('server:3')], 'server:', 'server:3'],
  ['names something where the remedy is about one thing only', [finding(null)], 'server:3', 'Leave --subject away'],
] as const)('a subject that %s is wrong usage', (_, findings, said, hint) => {
  const choose = () => chooseSubject(remedy, findings, said);
  expect(choose).toThrow(UsageError);
  expect(choose).toThrow(expect.objectContaining({ tryThis: expect.stringContaining(hint) }));
});

test('of several things one has to be named', () => {
  expect(() => chooseSubject(remedy, [finding('server:3'), finding('server:4')], undefined)).toThrow(UsageError);
});
