import { describe, expect, test } from 'vitest';
import type { DoneStep } from '../../../../source/changes/database/done-step.ts';
import {
  addOutcomes,
  countAlone,
  isSurelyOver,
  type SendingEnd,
} from '../../../../source/changes/retry/direct/send-directly.ts';
import { findInterrupted, findUntried, judgeRest } from '../../../../source/changes/retry/direct/settle-rest.ts';
import { classesBefore, findWritten, partRows } from '../../../../source/changes/retry/direct/written-rows.ts';
import type { DatabaseStep, RowChange } from '../../../../source/domain/change/plan.ts';

const row = (id: number, after: RowChange['after'] = {}, before: RowChange['before'] = {}): RowChange => ({
  id,
  before,
  after,
});
const update = (table: string, ...rows: readonly RowChange[]): DatabaseStep => ({ kind: 'update-rows', table, rows });

describe('of a plan are in the queue now', () => {
  const transactions = [
    [update('mail_mail', row(1), row(2))],
    [update('mail_mail', row(3))],
    [update('ir_cron', row(9))],
  ];
  const skipped = (table: string, id: number) => [{ table, id, columns: [] }];

  test.each<
    [situation: string, committed: readonly number[], skipped: Parameters<typeof findWritten>[2], ids: number[]]
  >([
    ['all mails of committed transactions', [0, 1, 2], [], [1, 2, 3]],
    ['none of a transaction that is not known to be committed', [1], [], [3]],
    ['none without a committed transaction', [], [], []],
    ['not those that were skipped', [0, 1], skipped('mail_mail', 2), [1, 3]],
    ['those whose id was skipped in another table', [0], skipped('ir_cron', 2), [1, 2]],
  ])('%s', (_, committed, left, ids) => {
    const written = [0, 1, 2].map((number) => ({
      number,
      outcome: committed.includes(number) ? 'committed' : 'unknown',
    }));
    expect(findWritten({ transactions }, written, left).map(({ id }) => id)).toEqual(ids);
  });

  test('all mails of several of its transactions that became one', () => {
    const written = [
      { number: 0, parts: 2, outcome: 'committed' },
      { number: 2, outcome: 'unknown' },
    ];
    expect(findWritten({ transactions }, written, []).map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

test('Odoo sends at once what neither the queue sends instead nor has a time of its own', () => {
  const dated = { scheduled_date: '2026-11-29 10:00:00' };
  const { atOnce, queued, later } = partRows([row(1), row(2), row(3, dated), row(4, dated)], [2, 4]);
  expect([atOnce.map(({ id }) => id), queued, later]).toEqual([[1], [2], [3, 4]]);
  expect(partRows([row(1)], undefined)).toMatchObject({ queued: [], later: [] });
});

test('how mails failed before is read from what was stored, and unknown where nothing was', () => {
  const columns = ['state', 'failure_reason'];
  const wrote = (table: string, id: number, failure: string | null): DoneStep => ({
    kind: 'updated',
    table,
    columns,
    rows: [{ id, before: ['exception', failure], after: ['outgoing', null] }],
  });
  const refused = '111\nConnection refused';
  const done = [wrote('mail_mail', 1, refused), wrote('mail_mail', 2, null), wrote('mail_mail', 3, refused)];
  expect([...classesBefore([...done, wrote('ir_cron', 2, refused)], [1, 2])]).toEqual([
    [1, 'net.refused'],
    [2, 'unknown'],
  ]);
});

test.each<[mails: number, canary: boolean, alone: number]>([
  [0, true, 0],
  [1, true, 0],
  [2, true, 1],
  [9, true, 1],
  [9, false, 0],
])('of %i mails, a canary asked for: %j, %i go alone first', (mails, canary, alone) => {
  expect(countAlone(mails, canary ? new Map() : undefined)).toBe(alone);
});

test.each<[situation: string, given: Parameters<typeof isSurelyOver>[0], isOver: boolean]>([
  ['none waits', { waiting: 0, endsWithinMs: undefined, quietForMs: 0 }, true],
  ['one waits, and nobody knows when Odoo ends', { waiting: 1, endsWithinMs: undefined, quietForMs: 60_000 }, false],
  ['one waits beyond the time, and none ever left', { waiting: 1, endsWithinMs: 1_000, quietForMs: undefined }, true],
  ['one left a moment ago', { waiting: 1, endsWithinMs: 1_000, quietForMs: 5_000 }, false],
  ['none has left for a while', { waiting: 1, endsWithinMs: 1_000, quietForMs: 5_001 }, true],
])('Odoo has surely ended with a silent batch where %s', (_, given, isOver) => {
  expect(isSurelyOver(given)).toBe(isOver);
});

describe('what was not sent', () => {
  const unknown = (isOver: boolean): SendingEnd => ({ kind: 'unknown', words: '', isOver, mayBeDelivered: [2] });

  test.each<[situation: string, waiting: readonly number[], end: SendingEnd, kind: string | undefined]>([
    ['is nothing where none waits', [], { kind: 'stopped' }, 'none'],
    ['is left where Odoo tried all', [1], { kind: 'all-tried' }, 'outgoing'],
    ['is left where Odoo may be at it still', [1], unknown(false), 'outgoing'],
    ['is put back where Odoo has ended', [1], unknown(true), undefined],
    ['is put back where a person stopped it', [1], { kind: 'stopped' }, undefined],
    ['is put back where Odoo refused', [1], { kind: 'refused', words: '', mayBeDelivered: [] }, undefined],
    ['is put back where the lock was lost', [1], { kind: 'lock-lost' }, undefined],
  ])('%s', (_, waiting, end, kind) => {
    expect(judgeRest(waiting, end)?.kind).toBe(kind);
  });

  test('are the mails without an outcome', () => {
    const outcomes = { sent: [1], failed: [{ id: 2, reason: '' }], others: [3], gone: [6], waiting: [4] };
    expect(findUntried([row(1), row(2), row(3), row(4), row(5), row(6)], outcomes)).toEqual([4, 5]);
  });

  test('may have been in hand where the end tells so', () => {
    expect(findInterrupted([row(1), row(2)], unknown(true)).map(({ id }) => id)).toEqual([2]);
    expect(findInterrupted([row(1), row(2)], { kind: 'stopped' })).toEqual([]);
  });
});

test('outcomes of two parts add up', () => {
  const one = { sent: [1], failed: [{ id: 2, reason: 'x' }], others: [3], gone: [9], waiting: [4] };
  const other = { sent: [5], failed: [{ id: 6, reason: 'y' }], others: [7], gone: [10], waiting: [8] };
  expect(addOutcomes(one, other)).toEqual({
    sent: [1, 5],
    failed: [
      { id: 2, reason: 'x' },
      { id: 6, reason: 'y' },
    ],
    others: [3, 7],
    gone: [9, 10],
    waiting: [4, 8],
  });
});
