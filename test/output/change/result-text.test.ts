import { expect, test } from 'vitest';
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

test('an undo names its entry', () => {
  expect(formatUndoText(undone(), true)).toBe(' + Taken back: Run the queue now. (20261124T120431-k3f9)\n');
});
