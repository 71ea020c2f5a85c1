import { describe, expect, test } from 'vitest';
import { type ApplyResult, notDone, type UndoResult } from '../../../source/changes/result.ts';
import { UserError } from '../../../source/domain/errors.ts';
import { tellApply, tellUndo } from '../../../source/output/tell/tell-change.ts';
import { tellProgress } from '../../../source/output/tell/tell-progress.ts';
import { tellFailure } from '../../../source/output/tell/told.ts';
import { applied, undone } from './results.ts';

describe('what became of an apply', () => {
  const cut = notDone('stopped', 'It was stopped.');
  test.each<[string, ApplyResult, string, string, readonly string[]]>([
    ['all of it', applied(), 'ok', "Done: Run the queue now (woke Odoo's queue).", []],
    ['a title that ends in a stop', applied({ title: 'Mend it.', changed: [] }), 'ok', 'Done: Mend it.', []],
    [
      'in part: what was left, and what cut it short',
      { ...applied({ left: ['Row 4 changed.'] }), kind: 'in-part', why: cut },
      'warn',
      "Done in part: Run the queue now (woke Odoo's queue).",
      ['warn Row 4 changed.', 'warn It was stopped.'],
    ],
    [
      'what cut it short is not said twice',
      { ...applied({ left: ['It was stopped.'] }), kind: 'in-part', why: cut },
      'warn',
      "Done in part: Run the queue now (woke Odoo's queue).",
      ['warn It was stopped.'],
    ],
    ['not at all', notDone('refused', 'It may not be.', 'Ask.'), 'fail', 'It may not be.', ['skipped Ask.']],
    ['not at all, and nothing helps', notDone('failed', 'It broke.'), 'fail', 'It broke.', []],
  ])('%s', (_, result, status, sentence, details) => {
    const told = tellApply(result);
    expect([told.status, told.sentence]).toEqual([status, sentence]);
    expect(told.details.map((line) => `${line.status} ${line.words}`)).toEqual(details);
  });
});

describe('what became of an undo', () => {
  test.each<[string, UndoResult, string, string, readonly string[]]>([
    ['all of it', undone(), 'ok', 'Taken back: Run the queue now.', []],
    [
      'in part, with what stays and what is still to do',
      {
        ...undone({ left: ['Row 4 is gone.'], irreversible: ['1 mail left.'], needsRestart: true }),
        kind: 'undone-in-part',
      },
      'warn',
      'Taken back in part: Run the queue now.',
      ['Row 4 is gone.', 'Cannot be taken back: 1 mail left.', 'Restart Odoo: it reads odoo.conf only when it starts.'],
    ],
    ['not at all', notDone('stale', 'It was taken back already.'), 'fail', 'It was taken back already.', []],
  ])('%s', (_, result, status, sentence, details) => {
    const told = tellUndo(result);
    expect([told.status, told.sentence]).toEqual([status, sentence]);
    expect(told.details.map(({ words }) => words)).toEqual(details);
  });
});

describe('how far a change has come', () => {
  test.each([
    ['Written into the journal …', { kind: 'begun', entry: 'e' }],
    ['Odoo is sending just now; waiting for that run to end …', { kind: 'waiting-for-queue' }],
    ['Changing it …', { kind: 'committing', transaction: 0 }],
    ['Changed …', { kind: 'committed', transaction: 0, of: 1, rows: 1 }],
    ['1 of 3 parts done …', { kind: 'committed', transaction: 0, of: 3, rows: 1 }],
    ['3 of 3 parts done …', { kind: 'committed', transaction: 2, of: 3, rows: 1 }],
    ['Restarting Odoo …', { kind: 'outside', words: 'Restarting Odoo' }],
    ['Nearly done …', { kind: 'ending' }],
  ] as const)('%s', (words, progress) => {
    expect(tellProgress(progress)).toBe(words);
  });
});

test('what could not even be tried is told with what helps, where somebody knows', () => {
  expect(tellFailure(new UserError('No key.', 'Set one.'))).toEqual({
    status: 'fail',
    sentence: 'No key.',
    details: [{ status: 'skipped', words: 'Set one.' }],
  });
  expect(tellFailure('broken')).toEqual({ status: 'fail', sentence: 'broken', details: [] });
});
