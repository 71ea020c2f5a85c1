import { describe, expect, test } from 'vitest';
import type { SelectedMail } from '../../../../../source/domain/mail/selected-mail.ts';
import { cellsOf } from '../../../../../source/ui/screens/retry/list/cells.ts';
import { createMail } from '../../../../support/retry-source.ts';

const now = new Date('2026-11-24T12:04:00Z');
const waiting: SelectedMail = { id: 1, state: 'outgoing', class: null };
const failedSince = { mail: createMail(1, { state: 'exception' }), to: 'ann@a.example', server: null };

describe('sign, word and reason tell one state', () => {
  test('the one that the list was made by, where the row was read later', () => {
    const { status, cells } = cellsOf(1, {
      mail: waiting,
      row: failedSince,
      departure: undefined,
      outcome: undefined,
      now,
    });
    expect([status, cells['state'], cells['why']]).toEqual(['skipped', 'waiting', '']);
  });

  test('the one that the mail went to while the list kept still', () => {
    const { status, cells } = cellsOf(1, {
      mail: waiting,
      row: failedSince,
      departure: { became: 'sent' },
      outcome: undefined,
      now,
    });
    expect([status, cells['state']]).toEqual(['ok', 'sent']);
  });

  test.each(['outgoing', 'exception', 'sent'])(
    'none when a mail that was %s is gone and nothing tells more',
    (state) => {
      const departure = { became: null, vanished: { kind: 'gone' } } as const;
      const mail = { ...waiting, state };
      const { status, cells } = cellsOf(1, { mail, row: undefined, departure, outcome: undefined, now });
      expect([status, cells['state'], cells['why']]).toEqual(['skipped', 'gone', 'deleted or sent: its row is gone']);
    },
  );
});

const told = (status: 'ok' | 'fail' | 'skipped', words: string) =>
  ({ kind: 'outcome', ids: [1], status, words }) as const;
const noAddress = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';

test.each([
  [{ kind: 'sent' }, undefined, 'ok', 'sent: its row is gone'],
  [{ kind: 'failed', reason: noAddress }, undefined, 'fail', 'failed, no valid recipient: its row is gone'],
  [{ kind: 'gone' }, told('ok', 'sent'), 'ok', 'sent: its row is gone'],
  [{ kind: 'gone' }, told('ok', 'deleted'), 'ok', 'deleted: its row is gone'],
  [
    { kind: 'gone' },
    told('skipped', 'deleted, not known to be sent'),
    'skipped',
    'deleted, not known to be sent: its row is gone',
  ],
] as const)('a mail whose row is gone tells what is known by then: %j, %j', (vanished, outcome, status, why) => {
  const departure = { became: null, vanished };
  const shown = cellsOf(1, { mail: waiting, row: undefined, departure, outcome, now });
  expect([shown.status, shown.cells['why']]).toEqual([status, why]);
});
