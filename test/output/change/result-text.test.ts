import { describe, expect, test } from 'vitest';
import type { ApplyResult } from '../../../source/changes/result.ts';
import { type Cure, formatApplyText, formatCure, isCured } from '../../../source/output/change/result-text.ts';

const words = { ascii: false, flags: ['-d', 'acme'] };

const applied = (canBeTakenBack: boolean): ApplyResult => ({
  kind: 'applied',
  entry: {
    id: '20261124T120431-k3f9',
    at: new Date('2026-11-24T12:04:31Z'),
    database: 'acme',
    host: 'db1',
    action: 'cron.wake',
    subject: null,
    title: 'Run the queue now',
    state: 'applied',
    changed: ["woke Odoo's queue"],
    left: [],
    irreversible: ['What Odoo sends is sent: 1 mail waits.'],
    canBeTakenBack,
    needsRestart: false,
  },
  rows: 0,
  skipped: [],
  why: undefined,
  byHand: [],
});

test('undo is named only where it has something to put back', () => {
  expect(formatApplyText(applied(false), words)).toBe(" ✔ Done: woke Odoo's queue.\n");
  expect(formatApplyText(applied(true), words)).toContain('odoo-mail-doctor undo 20261124T120431-k3f9 -d acme');
  expect(formatCure(applied(false), 'not-cured', words)).not.toContain('undo');
  expect(formatCure(applied(true), 'not-cured', words)).toContain('undo 20261124T120431-k3f9');
});

describe('what measuring again said', () => {
  test.each<[Cure, boolean | null, RegExp]>([
    ['cured', true, /✔ Cured/],
    ['not-cured', false, /✖ Applied but not cured/],
    ['not-measured', null, /\? Whether that cured it could not be measured/],
    ['needs-restart', null, /\? Not cured before Odoo is restarted/],
    ['under-way', null, /\? Odoo was called and has not begun yet/],
    ['nothing-was-wrong', null, /^$/],
  ])('%s', (cure, cured, sentence) => {
    expect(isCured(cure)).toBe(cured);
    expect(formatCure(applied(true), cure, words)).toMatch(sentence);
  });
});
