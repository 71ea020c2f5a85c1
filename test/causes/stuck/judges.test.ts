import { describe, expect, test } from 'vitest';
import { judgeInterrupted, listBroken } from '../../../source/causes/stuck/interrupted-check.ts';
import { judgeLocks } from '../../../source/causes/stuck/locks-check.ts';
import type { MailLockHolder } from '../../../source/domain/database/database-session.ts';

const now = new Date('2026-11-28T12:00:00Z');
const secondsAgo = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

describe('mails that broke off', () => {
  const facts = { cut: 0, unnoted: 0, isOvertaken: false, evidence: [], series: 18 } as const;

  test('a mail that led to nobody was not cut off', () => {
    expect(listBroken([1, 2, 3], new Set([2]))).toEqual([1, 3]);
  });

  test('none is in order', () => {
    expect(judgeInterrupted(facts)).toMatchObject([{ status: 'ok' }]);
  });

  test.each([
    [1, '1 mail was cut off'],
    [2, '2 mails were cut off'],
  ])('%i that may have arrived is told', (cut, words) => {
    expect(judgeInterrupted({ ...facts, cut, isOvertaken: true })).toMatchObject([
      { status: 'warn', summary: expect.stringContaining(words), explains: cut, leftover: true },
    ]);
  });

  test('those that Odoo could not note down are told beside them, or alone', () => {
    const unnoted = { status: 'warn', subject: 'not-recorded', owner: 'odoo', explains: 3 };
    expect(judgeInterrupted({ ...facts, unnoted: 3 })).toMatchObject([unnoted]);
    expect(judgeInterrupted({ ...facts, unnoted: 3, cut: 1 })).toMatchObject([unnoted, { explains: 1 }]);
    expect(judgeInterrupted({ ...facts, unnoted: 3 })).toHaveLength(1);
  });
});

describe('locks on the tables of the queue', () => {
  const holder: MailLockHolder = {
    pid: 3120,
    database: 'acme',
    role: 'odoo',
    applicationName: 'psql',
    odooProcess: null,
    clientAddress: null,
    state: 'active',
    stateSince: null,
    transactionSince: secondsAgo(7_200),
    connectedSince: null,
    alsoIn: [],
    locks: [],
    blockedBy: [],
  };
  const blocked = { ...holder, pid: 11, blockedBy: [3120], transactionSince: secondsAgo(31) };
  const open = { ...holder, state: 'idle in transaction' };
  const odoo = { ...open, applicationName: 'odoo-4711', odooProcess: 4711 };

  test.each<[situation: string, holders: readonly MailLockHolder[], status: string, words: string]>([
    ['nobody holds any', [], 'ok', 'Nobody waits'],
    ['somebody works', [holder], 'ok', 'Nobody waits'],
    ['somebody waits for half a minute', [holder, { ...blocked, transactionSince: secondsAgo(30) }], 'ok', 'Nobody'],
    ['nobody knows for how long', [{ ...blocked, transactionSince: null }], 'ok', 'Nobody'],
    [
      'somebody waits for longer',
      [blocked, holder],
      'fail',
      '1 session waits for the mail tables, which psql (backend',
    ],
    [
      'two wait, and who keeps them is not seen',
      [blocked, { ...blocked, pid: 12, blockedBy: [1, 2] }],
      'fail',
      '2 sessions wait for the mail tables, which backend 3120 keeps locked.',
    ],
    [
      'the one that keeps them has no name',
      [blocked, { ...holder, applicationName: '' }],
      'fail',
      'which a session of odoo (backend 3120) keeps',
    ],
    ['a stranger forgot a transaction', [open], 'warn', 'psql (backend 3120) has left a transaction open'],
    ['… also one that failed', [{ ...open, state: 'idle in transaction (aborted)' }], 'warn', 'for 2 h 00 m.'],
    ['a stranger’s is five minutes old', [{ ...open, transactionSince: secondsAgo(300) }], 'ok', 'Nobody'],
    ['… and a second more', [{ ...open, transactionSince: secondsAgo(301) }], 'warn', 'has left'],
    ['Odoo’s may be an hour old', [{ ...odoo, transactionSince: secondsAgo(3_600) }], 'ok', 'Nobody'],
    ['… and no more', [{ ...odoo, transactionSince: secondsAgo(3_601) }], 'warn', 'odoo-4711'],
    ['a state that the role may not see', [{ ...open, state: null }], 'ok', 'Nobody'],
  ])('%s', (_, holders, status, words) => {
    const found = judgeLocks(holders, { series: 18, now });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.stopsAll).toBe(status === 'fail' ? true : undefined);
  });

  test('an old Odoo has no name, and whoever has one beside it is a stranger', () => {
    const recent = { ...open, transactionSince: secondsAgo(600) };
    expect(judgeLocks([{ ...recent, applicationName: '' }], { series: 14, now }).status).toBe('ok');
    expect(judgeLocks([recent], { series: 14, now }).status).toBe('warn');
  });
});
