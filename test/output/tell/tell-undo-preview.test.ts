import { describe, expect, test } from 'vitest';
import type { UndoPreview } from '../../../source/domain/change/undo-preview.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { tellAllPassed, tellPassed, tellUndoPreview } from '../../../source/output/tell/tell-undo-preview.ts';
import { undone } from './results.ts';

const preview = (given: Partial<UndoPreview>, action = 'retry'): UndoPreview => ({
  entry: { ...undone().entry, action, title: 'Change it.', changed: [] },
  rows: [],
  left: [],
  mails: { of: 0, gone: 0 },
  isWorthwhile: true,
  ...given,
});
const value = (id: number) => ({ row: `mail_mail ${id}`, column: 'state', now: 'outgoing', before: 'exception' });

describe('what an undo brings back', () => {
  test.each<[string, Partial<UndoPreview>, readonly string[]]>([
    [
      'one row, value by value, secrets as dots',
      {
        rows: [
          {
            table: 'ir_mail_server',
            what: 'updated',
            back: 1,
            values: [
              { row: 'ir_mail_server 1', column: 'smtp_pass', now: new Secret('new'), before: new Secret('old') },
            ],
          },
        ],
      },
      ['1 row of ir_mail_server is written back:', 'ir_mail_server 1  smtp_pass: ••••••• → •••••••'],
    ],
    [
      'the first of many rows, and how many more',
      { rows: [{ table: 'mail_mail', what: 'updated', back: 290, values: [1, 2, 3, 4, 5].map(value) }] },
      [
        '290 rows of mail_mail are written back:',
        ...[1, 2, 3, 4, 5].map((id) => `mail_mail ${id}  state: outgoing → exception`),
        'and 285 more',
      ],
    ],
    [
      'rows that are removed and put back',
      {
        rows: [
          { table: 'ir_cron_trigger', what: 'inserted', back: 2, values: [] },
          { table: 'mail_mail', what: 'deleted', back: 1, values: [] },
        ],
      },
      ['2 new rows of ir_cron_trigger are removed.', '1 deleted row of mail_mail is put back.'],
    ],
    ['what left is counted', { mails: { of: 290, gone: 12 } }, ['12 of 290 have left, and stay as they are.']],
    [
      'what somebody changed since is named, five of a kind',
      { left: Array.from({ length: 9 }, (_, row) => `Row ${row} was changed.`) },
      [...[0, 1, 2, 3, 4].map((row) => `Row ${row} was changed.`), 'and 4 more like these'],
    ],
  ])('%s', (_, given, words) => {
    const told = tellUndoPreview(preview(given), '12:04');
    expect(told.sentence).toBe('Change it, done 12:04 (20261124T120431-k3f9)');
    expect(told.details.map((detail) => detail.words.replace(/•+/g, '•••••••'))).toEqual(words);
  });
});

describe('a change of which nothing comes back', () => {
  test.each([
    ['left', 'retry', { of: 290, gone: 290 }, 'Change it, done 12:04: 290 of 290 have left: nothing to take back.'],
    [
      'was changed',
      'cancel',
      { of: 3, gone: 3 },
      'Change it, done 12:04: 3 of 3 mails were changed since: nothing to take back.',
    ],
    [
      'is no mail',
      'cron.activate',
      { of: 0, gone: 0 },
      'Change it, done 12:04: all of it was changed since, or is too old: nothing to take back.',
    ],
  ])('%s', (_, action, mails, sentence) => {
    expect(tellPassed(preview({ mails }, action), '12:04')).toBe(sentence);
  });

  test('where that is all that there is, each has its line', () => {
    const now = new Date('2026-11-24T12:10:00Z');
    const { sentence, details } = tellAllPassed({ passed: [preview({ mails: { of: 1, gone: 1 } })] }, now);
    expect(sentence).toBe('Nothing is left that could be taken back.');
    expect(details.map(({ words }) => words)).toEqual([
      'Change it, done 12:04: 1 of 1 have left: nothing to take back.',
    ]);
  });
});
