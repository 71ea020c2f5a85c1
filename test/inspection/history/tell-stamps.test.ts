import { describe, expect, test } from 'vitest';
import type { RecordStamp } from '../../../source/domain/odoo/record-stamp.ts';
import { judgeModule, type StampFacts, tellStamps } from '../../../source/inspection/history/tell-stamps.ts';

const at = (clock: string): Date => new Date(`2026-11-28T${clock}Z`);
const longAgo = new Date('2024-01-01T00:00:00Z');

const server: RecordStamp = {
  topic: 'mail-server',
  table: 'ir_mail_server',
  id: 3,
  name: 'Gmail',
  createdAt: longAgo,
  createdBy: 2,
  writtenAt: at('05:24'),
  writtenBy: 6,
};
const runner: RecordStamp = { ...server, topic: 'queue-runner', table: 'ir_cron', id: 1, name: 'Queue' };

const usual: StampFacts = {
  users: new Map([
    [2, 'Mitchell Admin'],
    [6, 'Marc Demo'],
  ]),
  beginnings: new Map(),
  cron: undefined,
  switchesOffFailing: true,
  isOwn: () => false,
};

const tell = (stamps: readonly RecordStamp[], facts: Partial<StampFacts> = {}) =>
  tellStamps(stamps, at('00:00'), { ...usual, ...facts });
const words = (stamps: readonly RecordStamp[], facts: Partial<StampFacts> = {}): readonly string[] =>
  tell(stamps, facts).map((each) => each.words);

describe('what the stamps of a record say', () => {
  test('the last writing, by the user that Odoo names', () => {
    expect(tell([server])).toEqual([
      {
        at: at('05:24'),
        kind: 'mail-server',
        record: 'ir_mail_server,3',
        words: 'Mail server "Gmail" changed',
        by: { kind: 'user', id: 6, name: 'Marc Demo' },
        values: [],
      },
    ]);
  });

  test.each<[string, Partial<RecordStamp>, readonly string[]]>([
    ['nothing that is older', { writtenAt: new Date('2026-11-27T23:59:59Z') }, []],
    ['the first moment counts', { writtenAt: at('00:00') }, ['Mail server "Gmail" changed']],
    ['nothing without a time', { writtenAt: null, createdAt: null }, []],
    ['made and written at once is made', { createdAt: at('05:24') }, ['Mail server "Gmail" created']],
    ['made and written in the same second is made', { createdAt: at('05:23:59') }, ['Mail server "Gmail" created']],
    [
      'made, and written later',
      { createdAt: at('05:00') },
      ['Mail server "Gmail" created', 'Mail server "Gmail" changed'],
    ],
    [
      'a company by its contact',
      { topic: 'company', table: 'res_partner' },
      ['Contact of the company "Gmail" changed'],
    ],
    [
      'the code of the runner',
      { topic: 'queue-runner', table: 'ir_act_server' },
      ['The code of the queue runner changed'],
    ],
  ])('%s', (_title, change, expected) => {
    expect(words([{ ...server, ...change }])).toEqual(expected);
  });

  test('who is not known where there is no user, and a user that is gone has only a number', () => {
    expect(tell([{ ...server, writtenBy: null }])[0]?.by).toEqual({ kind: 'unknown' });
    expect(tell([{ ...server, writtenBy: 99 }])[0]?.by).toEqual({ kind: 'user', id: 99, name: null });
  });

  test('what this program wrote is not told as the doing of whoever wrote before it', () => {
    expect(words([server], { isOwn: ({ id }) => id === 3 })).toEqual([]);
    expect(words([{ ...server, createdAt: at('05:00') }], { isOwn: () => true })).toEqual([
      'Mail server "Gmail" created',
    ]);
  });
});

describe('the queue runner', () => {
  const cron = { id: 1, active: true, lastCall: at('04:00'), changedAt: at('05:24') };

  test.each<[string, StampFacts['cron'], string]>([
    ['changed', cron, 'Scheduled action "Queue" changed'],
    ['switched off', { ...cron, active: false }, 'Scheduled action "Queue" changed; it is switched off now'],
    ['run by hand', { ...cron, lastCall: at('05:24') }, 'Scheduled action "Queue" run by hand, or changed'],
    ['run two seconds later', { ...cron, lastCall: at('05:24:02') }, 'Scheduled action "Queue" changed'],
    ['never run', { ...cron, lastCall: null }, 'Scheduled action "Queue" changed'],
    ['another row than the one that is known', { ...cron, id: 2, active: false }, 'Scheduled action "Queue" changed'],
    ['not readable', undefined, 'Scheduled action "Queue" changed'],
  ])('%s', (_title, known, expected) => {
    expect(words([runner], { cron: known })).toEqual([expected]);
  });

  test('one that ran after it was last written, and is off, was switched off by no user', () => {
    const off = { id: 1, active: false, lastCall: at('06:21'), changedAt: longAgo };
    expect(tell([], { cron: off })).toMatchObject([
      { at: at('06:21'), kind: 'queue-runner', record: 'ir_cron,1', by: { kind: 'unknown' } },
    ]);
    expect(words([], { cron: off })[0]).toContain('Odoo itself after failures in a row, or somebody by SQL');
    expect(words([], { cron: off, switchesOffFailing: false })[0]).toMatch(/by no user of Odoo: somebody by SQL$/);
    expect(words([], { cron: { ...off, changedAt: null } })).toHaveLength(1);
    for (const other of [
      { ...off, active: true },
      { ...off, lastCall: null },
      { ...off, changedAt: at('06:21') },
      { ...off, changedAt: at('06:20:59') },
      { ...off, lastCall: new Date('2026-11-27T06:21:00Z') },
    ]) {
      expect(words([], { cron: other })).toEqual([]);
    }
  });
});

describe('modules', () => {
  const module = (name: string, clock: string, writtenBy = 2): RecordStamp => ({
    ...server,
    topic: 'module',
    table: 'ir_module_module',
    name,
    writtenAt: at(clock),
    writtenBy,
  });

  test('what is written within a minute of the one before is one happening, named by the first three', () => {
    const stamps = [
      module('e', '05:03'),
      module('a', '05:00'),
      module('b', '05:01'),
      module('c', '05:02'),
      module('d', '05:02'),
    ];
    expect(tell(stamps)).toMatchObject([
      { at: at('05:00'), record: null, words: '5 modules (a, b, c and 2 more) installed or upgraded' },
    ]);
    expect(words([module('a', '05:00'), module('b', '05:01:01')])).toEqual([
      'Module a installed or upgraded',
      'Module b installed or upgraded',
    ]);
    expect(words([module('a', '05:00'), module('b', '05:00', 6)])).toHaveLength(2);
    expect(words([module('a', '05:00'), module('b', '05:00'), module('c', '05:00')])).toEqual([
      '3 modules (a, b, c) installed or upgraded',
    ]);
    expect(tell([module('a', '05:00')])[0]?.record).toBe('ir_module_module,3');
  });

  test('those that were installed and those that were upgraded are told apart', () => {
    const beginnings = new Map([
      ['a', at('04:50')],
      ['b', longAgo],
    ]);
    expect(words([module('a', '05:00'), module('b', '05:00')], { beginnings })).toEqual([
      'Module a installed',
      'Module b upgraded',
    ]);
    const judge = (began: Date) => judgeModule(module('a', '05:00'), { beginnings: new Map([['a', began]]) });
    expect([judge(at('04:00')), judge(at('03:59:59'))]).toEqual(['installed', 'upgraded']);
    expect(judgeModule({ name: 'a', writtenAt: null }, { beginnings })).toBe('installed or upgraded');
  });
});
