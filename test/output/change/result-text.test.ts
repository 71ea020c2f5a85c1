import { expect, test } from 'vitest';
import type { UndoPreview } from '../../../source/domain/change/undo-preview.ts';
import { formatApplyText, formatCure, formatUndoText } from '../../../source/output/change/result-text.ts';
import { applied, undone } from '../tell/results.ts';

const words = { ascii: false, flags: ['-d', 'acme'] };

test('undo is named only where it has something to put back', () => {
  expect(formatApplyText(applied({ canBeTakenBack: false }), words)).toBe(
    " ✔ Done: Run the queue now (woke Odoo's queue).\n",
  );
  expect(formatApplyText(applied(), words)).toContain(
    'Take it back with: odoo-mail-doctor undo 20261124T120431-k3f9 -d acme',
  );
  expect(formatCure(applied({ canBeTakenBack: false }), { kind: 'not-cured' }, words)).not.toContain('undo');
  expect(formatCure(applied(), { kind: 'not-cured' }, words)).toContain('undo 20261124T120431-k3f9');
});

test('what is left to people stands below what was done', () => {
  const byHand = [{ owner: 'dns', words: 'Publish the record.', copy: 'v=spf1 -all' }] as const;
  expect(formatApplyText({ ...applied({ canBeTakenBack: false }), byHand }, words)).toBe(
    [
      " ✔ Done: Run the queue now (woke Odoo's queue).",
      ' Still to be done by hand:',
      '  in the DNS zone: Publish the record.',
      '      v=spf1 -all',
      '',
    ].join('\n'),
  );
});

const undoing = { ascii: true, flags: ['-d', 'acme'], now: new Date('2026-11-24T12:10:00Z') };
const preview = (given: Partial<UndoPreview> = {}): UndoPreview => ({
  entry: { ...undone().entry, action: 'retry', title: 'Send 290 mails again' },
  rows: [],
  left: [],
  mails: { of: 290, gone: 290 },
  isWorthwhile: false,
  ...given,
});
const older = preview({
  entry: { ...undone().entry, id: '20261124T110000-abcd', title: 'Switch it on', changed: ['1 row of ir_cron'] },
  rows: [
    {
      table: 'ir_cron',
      what: 'updated',
      back: 1,
      values: [{ row: 'ir_cron 3', column: 'active', now: 'true', before: 'false' }],
    },
  ],
  mails: { of: 0, gone: 0 },
});

test('an undo names its entry', () => {
  expect(formatUndoText(undone(), { ...undoing, offer: undefined })).toBe(
    ' + Taken back: Run the queue now. (20261124T120431-k3f9)\n',
  );
});

test('a retry that has left is one line, and the change before it is shown with the command that takes it back', () => {
  const result = { ...undone({ left: Array.from({ length: 290 }, (_, row) => `Row ${row}`) }), kind: 'undone-in-part' };
  expect(
    formatUndoText(result as ReturnType<typeof undone>, { ...undoing, offer: { passed: [preview()], preview: older } }),
  ).toBe(
    [
      ' ! Send 290 mails again, done 12:04: 290 of 290 have left: nothing to take back. (20261124T120431-k3f9)',
      '',
      'The change before it:',
      ' + Switch it on, done 12:04 (20261124T110000-abcd)',
      '    1 row of ir_cron is written back:',
      '    ir_cron 3  active: true -> false',
      '    It changed: 1 row of ir_cron.',
      '    Take it back with: odoo-mail-doctor undo 20261124T110000-abcd -d acme',
      '',
    ].join('\n'),
  );
});

test('a retry of which some have left is told as it was taken back', () => {
  const result = { ...undone({ left: ['Row 1 stays.'] }), kind: 'undone-in-part' } as ReturnType<typeof undone>;
  const offer = { passed: [], preview: preview({ mails: { of: 290, gone: 1 } }) };
  expect(formatUndoText(result, { ...undoing, offer })).toContain('Taken back in part');
});
