import { describe, expect, test } from 'vitest';
import { judgeRootCause, listFeederFindings } from '../../../source/causes/feeders/feeders-waiting-check.ts';
import {
  chooseActions,
  type FeederStanding,
  groupByAction,
  sumUp,
} from '../../../source/causes/feeders/measure-feeders.ts';
import { describeDue, queueStandsStill } from '../../../source/causes/feeders/remedies/feeder-row.ts';
import { foretell } from '../../../source/causes/feeders/remedies/wake-feeder-remedy.ts';
import type { Cron } from '../../../source/domain/odoo/cron.ts';
import type { Feeder, FeederBacklog } from '../../../source/domain/odoo/feeder.ts';

const now = new Date('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

const cron: Cron = {
  id: 90,
  name: 'Send invoices',
  code: 'model._cron_send()',
  active: true,
  interval: { number: 1, type: 'days' },
  nextCall: null,
  lastCall: null,
  priority: 5,
  callsLeft: undefined,
  failureCount: 0,
  firstFailureAt: null,
  changedAt: null,
  user: { id: 1, login: '__system__', account: 'active', isRoot: true },
};
const invoices: Feeder = {
  action: 'account.cron_send',
  method: '_cron_send',
  one: 'invoice',
  many: 'invoices',
  called: true,
};
const digests: Feeder = {
  ...invoices,
  action: 'digest.cron',
  one: 'digest',
  many: 'digests',
  called: false,
  optional: true,
};
const backlog = (given: Partial<FeederBacklog> = {}): FeederBacklog => ({
  waiting: 5,
  due: 3,
  firstDue: minutesAgo(90),
  next: null,
  complete: true,
  ...given,
});
const standing = (given: Partial<FeederStanding> = {}): FeederStanding => ({
  action: 'account.cron_send',
  cron,
  waits: [{ feeder: invoices, backlog: backlog() }],
  state: { kind: 'late', ms: 3_600_000 },
  evidence: [],
  ...given,
});
const situation = { root: { ofStopped: undefined, ofLate: undefined }, series: 18, now } as const;
const judge = (given: Partial<FeederStanding> = {}, root: Partial<typeof situation.root> | object = {}) =>
  listFeederFindings([standing(given)], [], { ...situation, root: { ...situation.root, ...root } })[0];

describe('what waits for a scheduled action', () => {
  test('nothing is in order', () => {
    expect(listFeederFindings([], [], situation)).toMatchObject([
      { status: 'ok', summary: 'Nothing waits for a scheduled action to become mail.' },
    ]);
  });

  test('what could not be counted is unknown, and never in order', () => {
    expect(listFeederFindings([], [{ many: 'invoices', reason: 'no right.' }], situation)).toMatchObject([
      { status: 'unknown', subject: 'invoices', summary: 'Whether invoices wait is not known: no right.' },
    ]);
  });

  test('the worst comes first, and of two the larger', () => {
    const found = listFeederFindings(
      [
        standing({ action: 'ok', cron: undefined, state: { kind: 'running' } }),
        standing({ action: 'few', cron: undefined, state: { kind: 'missing' } }),
        standing({ action: 'soon', cron: undefined, state: { kind: 'left', ranAt: now } }),
        standing({
          action: 'many',
          cron: undefined,
          state: { kind: 'missing' },
          waits: [{ feeder: invoices, backlog: backlog({ due: 9 }) }],
        }),
      ],
      [{ many: 'digests', reason: 'no right.' }],
      situation,
    );
    expect(found.map(({ subject }) => subject)).toEqual(['many', 'few', 'soon', 'ok', 'digests']);
  });

  test.each<[FeederStanding['state'], string, string, string, string | undefined]>([
    [{ kind: 'missing' }, 'fail', 'that was deleted', 'odoo-bin -u account', 'feeders.activate'],
    [{ kind: 'inactive' }, 'fail', 'that is switched off', 'while it is off is lost', 'feeders.activate'],
    [{ kind: 'no-calls-left' }, 'fail', 'does not start any more', 'number of calls', 'feeders.activate'],
    [{ kind: 'archived-user' }, 'fail', 'does not start any more', 'is archived', 'feeders.activate'],
    [{ kind: 'late', ms: 3_600_000 }, 'fail', 'should have run 1 h 00 m ago', 'makes it. Menu', 'feeders.wake'],
    [{ kind: 'left', ranAt: minutesAgo(5) }, 'warn', 'and left them', 'at that time', 'feeders.wake'],
    [{ kind: 'uncalled', nextCall: minutesAgo(-600) }, 'warn', 'as its call is lost', 'that call came', 'feeders.wake'],
  ])('%o', (state, status, words, advice, remedy) => {
    const found = judge({ state });
    expect(found).toMatchObject({ status, subject: 'cron:90', unmade: 3 });
    expect(found?.summary).toMatch(/^5 invoices wait for .*, the first since 1 h 30 m: "Send invoices"\.$|deleted/);
    expect(found?.summary).toContain(words);
    expect(found?.detail).toContain(advice);
    expect(found?.remedies.map(({ id }) => id)).toEqual([remedy]);
  });

  test.each<[FeederStanding['state'], string]>([
    [{ kind: 'running' }, '5 invoices wait for the scheduled action "Send invoices", which runs just now.'],
    [{ kind: 'in-time' }, '"Send invoices", which runs on time, the first since 1 h 30 m.'],
  ])('%o is in order', (state, words) => {
    const found = judge({ state });
    expect(found).toMatchObject({ status: 'ok', remedies: [], summary: expect.stringContaining(words) });
    expect(found).not.toHaveProperty('unmade');
    expect(found?.detail).toBeUndefined();
  });

  test('one of it is told as one, and part of a table as at least', () => {
    const one = backlog({ waiting: 1, due: 1, complete: false, firstDue: null, next: minutesAgo(-600) });
    const found = judge({ waits: [{ feeder: invoices, backlog: one }], state: { kind: 'left', ranAt: now } });
    expect(found?.summary).toMatch(/^at least 1 invoice waits for .* and left it, the first until /);
  });

  test('two kinds are told together, the earliest of their dates', () => {
    const waits = [
      { feeder: invoices, backlog: backlog() },
      { feeder: digests, backlog: backlog({ waiting: 1, due: 0, firstDue: minutesAgo(180) }) },
    ];
    expect(judge({ waits })?.summary).toMatch(/^5 invoices and 1 digest wait .* the first since 3 h 00 m/);
    const later = waits.map((each, place) => ({
      ...each,
      backlog: { ...each.backlog, firstDue: null, next: minutesAgo(-60 * (place + 1)) },
    }));
    expect(judge({ waits: later })?.summary).toMatch(/the first until .*13:00/);
    expect(
      judge({ waits: later.map((each) => ({ ...each, backlog: backlog({ firstDue: null }) })) })?.summary,
    ).not.toMatch(/the first/);
  });

  test('what nobody misses at once is a warning; with something else it is none', () => {
    const optional = { feeder: digests, backlog: backlog() };
    const state = { kind: 'inactive' } as const;
    expect(judge({ state, waits: [optional] })?.status).toBe('warn');
    expect(judge({ state, waits: [optional, { feeder: invoices, backlog: backlog() }] })?.status).toBe('fail');
  });

  test('an action that is gone cannot be switched on', () => {
    expect(judge({ cron: undefined, state: { kind: 'missing' } })).toMatchObject({
      subject: 'account.cron_send',
      remedies: [],
    });
  });

  test('what stops all actions, or a copy, is what is to be mended', () => {
    const inactive = { state: { kind: 'inactive' } } as const;
    expect(judge(inactive, { ofStopped: 'no-server' })).toMatchObject({ consequenceOf: 'no-server', remedies: [] });
    expect(judge({}, { ofLate: 'cron' })).toMatchObject({ consequenceOf: 'cron', remedies: [] });
    expect(judge(inactive, { ofLate: 'cron' })).not.toHaveProperty('consequenceOf');
    expect(judge({}, { ofStopped: 'no-server' })).not.toHaveProperty('consequenceOf');
    expect(judge({ state: { kind: 'running' } }, { ofLate: 'cron' })).not.toHaveProperty('consequenceOf');
  });
});

describe('what all late actions have in common', () => {
  const queue = { kind: 'found', by: 'external-id', cron } as const;
  const facts = { copy: false, runner: { kind: 'stopped' }, queue, series: 18 } as const;

  test.each([
    ['no action runs', {}, { ofStopped: undefined, ofLate: 'cron' }],
    ['a copy sends nothing', { copy: true }, { ofStopped: 'no-server', ofLate: 'no-server' }],
    [
      'the queue runs',
      { runner: { kind: 'on-time', cron, intervalMs: 1, runsNow: false } },
      { ofStopped: undefined, ofLate: undefined },
    ],
    ['nobody knows', { runner: undefined }, { ofStopped: undefined, ofLate: undefined }],
    [
      'the queue alone is off',
      { queue: { ...queue, cron: { ...cron, active: false } } },
      { ofStopped: undefined, ofLate: undefined },
    ],
    ['the queue is gone', { queue: { kind: 'missing' } }, { ofStopped: undefined, ofLate: undefined }],
  ] as const)('%s', (_, given, root) => {
    expect(judgeRootCause({ ...facts, ...given })).toEqual(root);
  });
});

describe('which row is the action', () => {
  const original = { externalId: 'account.cron_send', cron };
  const copy = { externalId: null, cron: { ...cron, id: 91 } };
  const off = { ...original, cron: { ...cron, active: false } };

  test.each([
    ['Odoo’s own', [copy, original], 90],
    ['Odoo’s own, although it is off', [off], 90],
    ['a copy that is on, where Odoo’s own is off', [off, copy], 91],
    ['a copy, where Odoo’s own is gone', [copy], 91],
    ['no copy that is off', [{ ...copy, cron: { ...copy.cron, active: false } }], undefined],
    ['no copy with other code', [{ ...copy, cron: { ...copy.cron, code: 'model._cron_send_all()' } }], undefined],
    ['no copy without code', [{ ...copy, cron: { ...copy.cron, code: null } }], undefined],
    ['no other of Odoo’s own', [{ externalId: 'account.other', cron }], undefined],
  ])('%s', (_, found, id) => {
    expect(chooseActions([invoices], found).get('account.cron_send')?.id).toBe(id);
  });
});

describe('what is counted for an action', () => {
  test('is gathered by action, most due first; nothing is nothing', () => {
    const counted = [
      { feeder: invoices, backlog: backlog({ due: 1 }) },
      { feeder: digests, backlog: backlog({ waiting: 0 }) },
      { feeder: invoices, backlog: backlog({ due: 4 }) },
    ];
    const [first, ...others] = groupByAction(counted);
    expect(others).toEqual([]);
    expect(first?.action).toBe('account.cron_send');
    expect(first?.waits.map((each) => each.backlog.due)).toEqual([4, 1]);
  });

  test('is summed up, with the earliest date and whether Odoo calls for any of it', () => {
    const waits = [
      { feeder: digests, backlog: backlog({ firstDue: null }) },
      { feeder: digests, backlog: backlog() },
      { feeder: invoices, backlog: backlog({ firstDue: minutesAgo(180) }) },
    ];
    expect(sumUp(waits)).toEqual({ backlog: { waiting: 15, due: 9, firstDue: minutesAgo(180) }, called: true });
    expect(sumUp(waits.slice(0, 1))).toEqual({ backlog: { waiting: 5, due: 3, firstDue: null }, called: false });
  });

  test('what is due is told in words', () => {
    const waits = [
      { feeder: invoices, backlog: backlog({ due: 1 }) },
      { feeder: digests, backlog: backlog({ due: 0 }) },
    ];
    expect(describeDue(standing({ waits }))).toEqual({ due: 1, words: '1 invoice waits' });
    expect(describeDue(standing())).toEqual({ due: 3, words: '3 invoices wait' });
  });
});

describe('a call to run it', () => {
  const facts = {
    due: 3,
    words: '3 invoices wait',
    idleness: undefined,
    faults: [],
    runner: undefined,
    series: 18,
  } as const;

  test('says what it sends', () => {
    expect(foretell(facts)).toEqual({
      warnings: [],
      irreversible: ['What Odoo sends is sent: 3 invoices wait.'],
      affects: { count: 3, noun: 'waiting message' },
    });
  });

  test.each([
    [{ series: 14 }, 'Odoo 14 looks once a minute, so it may take that long.'],
    [{ idleness: 'no Odoo' }, 'Nothing follows the call until that is mended: no Odoo.'],
    [{ faults: ['One.', 'Two.'] }, '3 invoices wait, and what Odoo sends now would fail: One. Two.'],
    [{ runner: { kind: 'stopped' } }, 'What it makes may wait in the queue, which does not run: see the cause cron.'],
  ] as const)('%o', (given, words) => {
    expect(foretell({ ...facts, ...given }).warnings).toEqual([words]);
  });

  test('of nothing fails nowhere, and a queue that runs is none to warn of', () => {
    expect(foretell({ ...facts, due: 0, faults: ['One.'] }).warnings).toEqual([]);
    expect(queueStandsStill({ kind: 'on-time', cron, intervalMs: 1, runsNow: false })).toEqual([]);
  });
});
