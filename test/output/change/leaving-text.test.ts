import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../source/domain/change/journal-entry.ts';
import { leavingText } from '../../../source/output/change/leaving-text.ts';

const entry = (id: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  id,
  at: new Date('2026-11-24T12:04:00Z'),
  database: 'acme',
  host: 'db:5432',
  action: 'fix',
  subject: null,
  title: 'Queue runner switched on',
  state: 'applied',
  changed: [],
  left: [],
  irreversible: [],
  canBeTakenBack: true,
  needsRestart: false,
  ...more,
});

test.each([
  ['nothing was changed', [], undefined],
  [
    'all was taken back or not done',
    [entry('a', { state: 'undone' }), entry('b', { state: 'not-applied' })],
    undefined,
  ],
  ['one change stands', [entry('a')], '1 change; undo it with: odoo-mail-doctor undo a -d acme'],
  [
    'three stand',
    [entry('a'), entry('b'), entry('c')],
    '3 changes; undo the newest with: odoo-mail-doctor undo c -d acme',
  ],
  [
    'the newest cannot be taken back',
    [entry('a'), entry('b', { canBeTakenBack: false })],
    '2 changes; undo the newest that can be with: odoo-mail-doctor undo a -d acme',
  ],
  [
    'none can be taken back',
    [entry('a', { canBeTakenBack: false })],
    '1 change; what was done: odoo-mail-doctor journal -d acme',
  ],
])('when %s the console says as it is left: %3$s', (_when, entries, text) => {
  expect(leavingText(entries, ['-d', 'acme'])).toBe(text);
});

test('of a demo nothing is left to be taken back', () => {
  expect(leavingText([entry('a'), entry('b')], undefined)).toBe('2 changes, gone with the demo.');
  expect(leavingText([], undefined)).toBeUndefined();
});
