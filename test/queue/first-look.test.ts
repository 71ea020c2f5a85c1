import { describe, expect, test } from 'vitest';
import type { Cron } from '../../source/domain/odoo/cron.ts';
import { groupFailures } from '../../source/domain/replies/groups.ts';
import { takeFirstLook, type Vitals } from '../../source/queue/first-look.ts';

const now = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

const cron: Cron = {
  id: 7,
  name: 'Mail: Email Queue Manager',
  code: 'model.process_email_queue()',
  active: true,
  interval: { number: 1, type: 'hours' },
  nextCall: hoursAgo(-0.5),
  lastCall: hoursAgo(0.5),
  priority: 5,
  callsLeft: undefined,
  failureCount: 0,
  firstFailureAt: null,
  changedAt: null,
  user: { id: 1, login: '__system__', account: 'archived', isRoot: true },
};

const listener = {
  pid: 1,
  database: 'postgres',
  role: 'odoo',
  applicationName: 'odoo-1',
  odooProcess: 1,
  clientAddress: null,
  state: 'idle',
  stateSince: null,
  transactionSince: null,
  connectedSince: null,
  alsoIn: [],
};

const nobody = { kind: 'judged', listening: [], uncertain: [], isConnected: false, servers: [] } as const;

const vitals = (changes: { cron?: Partial<Cron> } & Partial<Vitals> = {}): Vitals => {
  const { cron: cronChanges, ...rest } = changes;
  return {
    queueCron: { kind: 'read', value: { kind: 'found', by: 'external-id', cron: { ...cron, ...cronChanges } } },
    cronWorkers: { kind: 'read', value: { ...nobody, listening: [listener] } },
    pendingModules: { kind: 'read', value: [] },
    mailServers: { kind: 'read', value: [] },
    neutralized: false,
    ...rest,
  };
};

const queue = (
  changes: { outgoing?: number; failures?: readonly string[]; oldest?: Date; scheduled?: number } = {},
) => {
  const failures = (changes.failures ?? []).map((text) => ({ text }));
  return {
    counts: { outgoing: changes.outgoing ?? 0, exception: failures.length, sent: 10, cancel: 0, received: 0 },
    failures: groupFailures(failures),
    scheduled: changes.scheduled ?? 0,
    oldestOutgoingAt: changes.oldest ?? null,
  };
};

test('a queue that empties itself gets one calm line', () => {
  const { status, summary } = takeFirstLook(queue({ outgoing: 3, oldest: hoursAgo(0.2) }), vitals(), now);
  expect([status, summary]).toEqual(['ok', 'Mail is going out.']);
});

describe('what stops everything is said first', () => {
  test.each<[string, Partial<Vitals> & { cron?: Partial<Cron> }, RegExp]>([
    ['an inactive cron', { cron: { active: false } }, /Email Queue Manager is switched off\./],
    ['a cron without runs left', { cron: { callsLeft: 0 } }, /out of runs/],
    ['a deleted cron', { queueCron: { kind: 'read', value: { kind: 'missing' } } }, /is deleted/],
    [
      'modules that wait for an upgrade',
      { pendingModules: { kind: 'read', value: [{ name: 'sale', state: 'to upgrade', version: '1' }] } },
      /1 module waits for an upgrade/,
    ],
    ['no cron worker', { cronWorkers: { kind: 'read', value: nobody } }, /no cron worker of Odoo is connected/],
  ])('%s', (_what, changes, words) => {
    const { status, summary } = takeFirstLook(queue({ failures: ['timed out'] }), vitals(changes), now);
    expect(status).toBe('fail');
    expect(summary).toMatch(words);
  });
});

test('failures are counted and the most frequent reason is named', () => {
  const failures = [
    "535\nb'5.7.8 Error: authentication failed'",
    "535\nb'5.7.8 Error: authentication failed'",
    'timed out',
  ];
  const { status, summary, detail } = takeFirstLook(queue({ failures }), vitals(), now);
  expect([status, summary]).toEqual(['fail', '3 mails failed and stay where they are.']);
  expect(detail).toContain('3 failed, 2 of them: password refused');
  const detailOf = (...alike: readonly string[]) => takeFirstLook(queue({ failures: alike }), vitals(), now).detail;
  expect(detailOf('535 5.7.8 no', '535 5.7.8 no')).toContain('2 failed, all of them: password refused');
  expect(detailOf('535 5.7.8 no')).toContain('1 failed: password refused');
});

const unknownRecipient = '550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown';
const hourOf = (departures: readonly number[], newFailures: readonly number[]) => ({ departures, newFailures });

test.each([
  [hourOf([0, 9, 0], [3, 0, 0]), [unknownRecipient], 'warn', /^Mail is going out; 1 mail failed before for its rec/],
  [hourOf([0, 0, 9], [0, 0, 0]), [unknownRecipient, 'timed out'], 'warn', /2 mails failed before, 1 of them for/],
  [hourOf([0, 0, 9], [0, 0, 0]), ['timed out'], 'warn', /1 mail failed before and stay/],
  [hourOf([0, 9, 9], [0, 1, 0]), [unknownRecipient], 'fail', /failed and stay/],
  [hourOf([9, 0, 0], [0, 0, 0]), [unknownRecipient], 'fail', /failed and stay/],
] as const)(
  'what failed before mail went out again is no fault of the mail system (%#)',
  (hour, failures, expectedStatus, words) => {
    const { status, summary } = takeFirstLook({ ...queue({ failures }), hour }, vitals(), now);
    expect(status).toBe(expectedStatus);
    expect(summary).toMatch(words);
    expect(takeFirstLook({ ...queue({ failures }), hour, complete: false }, vitals(), now).status).toBe('fail');
  },
);

test('waiting longer than two intervals is a warning', () => {
  const { status, summary } = takeFirstLook(queue({ outgoing: 5, oldest: hoursAgo(3) }), vitals(), now);
  expect([status, summary]).toEqual(['warn', 'Mail waits too long: the oldest for 3 h 00 m, although the queue runs.']);
});

test('mail that is all held until later is no reason to warn', () => {
  const held = queue({ outgoing: 5, scheduled: 5, oldest: hoursAgo(30) });
  expect(takeFirstLook(held, vitals(), now).status).toBe('ok');
});

test('a neutralized copy is not sick for being still', () => {
  const { status, summary } = takeFirstLook(queue(), vitals({ neutralized: true, cron: { active: false } }), now);
  expect(status).toBe('warn');
  expect(summary).toContain('neutralized copy');
});

test('what could not be read is unknown, with the reason, and no verdict hangs on it', () => {
  const unread = { kind: 'unread', why: 'not permitted to read ir_cron' } as const;
  const { status, vitalSigns } = takeFirstLook(queue(), vitals({ queueCron: unread }), now);
  expect(vitalSigns[0]).toEqual({ subject: 'Queue runner', status: 'unknown', words: unread.why });
  expect(status).toBe('ok');
});

test('one mail that failed is spoken of as one', () => {
  expect(takeFirstLook(queue({ failures: ['timed out'] }), vitals(), now).summary).toBe(
    '1 mail failed and stays where it is.',
  );
});

test('an Odoo that does not show its workers is unknown, not dead', () => {
  const { vitalSigns } = takeFirstLook(
    queue(),
    vitals({ cronWorkers: { kind: 'read', value: { kind: 'not-told', why: 'version' } } }),
    now,
  );
  expect(vitalSigns[1]?.status).toBe('unknown');
});

test('while the table is still being counted the numbers are what was found so far', () => {
  const failed = queue({ failures: ['timed out', 'timed out'] });
  expect(takeFirstLook({ ...failed, complete: false }, vitals(), now)).toMatchObject({
    summary: 'At least 2 mails failed and stay where they are.',
    detail: expect.stringMatching(/^at least 0 waiting · at least 2 failed/),
  });
  expect(takeFirstLook({ ...failed, complete: true }, vitals(), now).summary).toBe(
    '2 mails failed and stay where they are.',
  );
});

test('a run that is under way is not late, however long ago it was due', () => {
  const late = { cron: { nextCall: hoursAgo(2) } };
  expect(takeFirstLook(queue(), vitals(late), now).vitalSigns[0]).toMatchObject({
    status: 'warn',
    words: '2 h 00 m late',
  });
  expect(takeFirstLook(queue(), vitals({ ...late, runsNow: true }), now).vitalSigns[0]).toMatchObject({
    status: 'ok',
    words: 'a run is under way',
  });
});
