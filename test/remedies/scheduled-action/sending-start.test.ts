import { describe, expect, test } from 'vitest';
import { judgeStart, type StartFacts } from '../../../source/remedies/scheduled-action/sending-start.ts';

const now = new Date('2026-11-24T12:00:00');
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const facts: StartFacts = { due: 4, nextRun: inMinutes(50), now, standstill: undefined, faults: [] };

describe('when Odoo begins to send what waits', () => {
  test.each<[string, Partial<StartFacts>, boolean, readonly string[]]>([
    ['no mail waits', { due: 0 }, false, []],
    [
      'its next run is far off',
      {},
      true,
      ['4 mails wait: Odoo is called to send now; by itself it would begin at 12:50.'],
    ],
    ['its next run is due', { nextRun: inMinutes(-5) }, false, ['4 mails wait: Odoo begins to send within a minute.']],
    [
      'its next run is as near as its next look',
      { nextRun: inMinutes(1) },
      false,
      ['4 mails wait: Odoo begins to send within a minute.'],
    ],
    ['no date is known', { nextRun: null }, false, ['4 mails wait: Odoo begins to send within a minute.']],
    [
      'a server refuses',
      { faults: ['relay:25 refused the login: 535.'] },
      false,
      [
        '4 mails wait: Odoo begins to send at 12:50, and what it sends would fail: relay:25 refused the login: 535. Mend that first.',
      ],
    ],
    [
      'a server refuses, and its run is due',
      { due: 1, nextRun: inMinutes(0), faults: ['It refuses.'] },
      false,
      ['1 mail waits: Odoo begins to send within a minute, and what it sends would fail: It refuses. Mend that first.'],
    ],
    [
      'nobody is there to run it',
      { standstill: 'no Odoo is there', faults: ['It refuses.'] },
      false,
      ['4 mails wait, and Odoo does not send them yet: no Odoo is there.'],
    ],
  ])('%s', (_, given, wakes, warnings) => {
    expect(judgeStart({ ...facts, ...given })).toEqual({ wakes, warnings });
  });
});
