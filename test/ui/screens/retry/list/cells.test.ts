import { describe, expect, test } from 'vitest';
import type { SelectedMail } from '../../../../../source/domain/mail/selected-mail.ts';
import { cellsOf } from '../../../../../source/ui/screens/retry/list/cells.ts';
import { createMail } from '../../../../support/retry-source.ts';

const now = new Date('2026-11-24T12:04:00Z');
const waiting: SelectedMail = { id: 1, state: 'outgoing', class: null };
const failedSince = { mail: createMail(1, { state: 'exception' }), to: 'ann@a.example', server: null };

describe('sign, word and reason tell one state', () => {
  test('the one that the list was made by, where the row was read later', () => {
    const { status, cells } = cellsOf(1, { mail: waiting, row: failedSince, became: undefined, now });
    expect([status, cells['state'], cells['why']]).toEqual(['skipped', 'waiting', '']);
  });

  test('the one that the mail went to while the list kept still', () => {
    const { status, cells } = cellsOf(1, { mail: waiting, row: failedSince, became: 'sent', now });
    expect([status, cells['state']]).toEqual(['ok', 'sent']);
  });

  test.each(['outgoing', 'exception', 'sent'])(
    'none when a mail that was %s is gone: it is not known to be sent',
    (state) => {
      const { status, cells } = cellsOf(1, { mail: { ...waiting, state }, row: undefined, became: null, now });
      expect([status, cells['state'], cells['why']]).toEqual(['skipped', 'gone', 'deleted or sent: its row is gone']);
    },
  );
});
