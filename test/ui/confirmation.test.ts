import { describe, expect, test } from 'vitest';
import type { Plan } from '../../source/domain/change/plan.ts';
import {
  askToConfirm,
  confirm,
  confirmPlan,
  findMistake,
  findObjection,
  type Stakes,
} from '../../source/ui/confirmation.ts';

const harmless: Stakes = {
  count: 1,
  noun: 'mail',
  isIrreversible: false,
  deletes: false,
  maySendTwice: false,
  failing: 0,
};

describe('what a person must type before something is done', () => {
  test.each<[string, Partial<Stakes>, string | undefined]>([
    ['nothing for what comes back', {}, undefined],
    ['nothing for a few mails that leave', { count: 20, isIrreversible: true }, undefined],
    ['the count of more than twenty', { count: 21 }, 'Type 21 first: this concerns 21 mails.'],
    [
      'the same, and that not all comes back',
      { count: 21, isIrreversible: true },
      'Type 21 first: this concerns 21 mails, and not all of it can be taken back.',
    ],
    ['the count of what is deleted', { deletes: true }, 'Type 1 first: this concerns 1 mail.'],
    ['the count of what may arrive twice', { maySendTwice: true }, 'Type 1 first: this concerns 1 mail.'],
    [
      'the count of others that would fail',
      { count: 30, deletes: true, failing: 4_800 },
      'Type 4800 first: so many waiting mails would fail.',
    ],
  ])('%s', (_, given, objection) => {
    const confirmation = confirm({ ...harmless, ...given });
    expect(confirmation.kind).toBe(objection === undefined ? 'press' : 'type');
    expect(findObjection(confirmation, '')).toBe(objection);
  });
});

const update = {
  kind: 'update-rows',
  table: 'ir_cron',
  rows: [{ id: 1, before: { active: 'false' }, after: { active: 'true' } }],
} as const;

const plan = (given: Partial<Plan>): Parameters<typeof confirmPlan>[0] => ({
  risk: 'safe',
  transactions: [[update]],
  outside: [],
  irreversible: [],
  affects: { count: 1, noun: 'scheduled action' },
  ...given,
});

describe('how much a person must do to confirm a plan', () => {
  test.each([
    ['one key for what is taken back', plan({}), 'press', undefined],
    ['the count for more than twenty', plan({ affects: { count: 312, noun: 'mail' } }), 'type', '312'],
    ['the count for what is destructive', plan({ risk: 'destructive' }), 'type', '1'],
    [
      'the count for what deletes',
      plan({ transactions: [[{ kind: 'delete-rows', table: 'mail_mail', rows: [{ id: '4' }] }]] }),
      'type',
      '1',
    ],
    [
      'the number of a process that is ended',
      plan({ transactions: [], outside: [{ kind: 'end-backend', pid: 4711, startedAt: '' }] }),
      'type',
      '4711',
    ],
    ['nothing where it is to be done by hand', plan({ transactions: [] }), 'by-hand', undefined],
  ] as const)('%s', (_, given, kind, expected) => {
    const confirmation = confirmPlan(given);
    expect(confirmation.kind).toBe(kind);
    expect(confirmation.kind === 'type' ? confirmation.expected : undefined).toBe(expected);
  });
});

test('another number than the one that is shown confirms nothing; blanks around it do not matter', () => {
  const confirmation = confirm({ ...harmless, count: 312 });
  expect(findObjection(confirmation, '31')).toContain('Type 312');
  expect(findObjection(confirmation, '3120')).toContain('Type 312');
  expect(findObjection(confirmation, ' 312 ')).toBeUndefined();
  expect(findObjection(confirmPlan(plan({ transactions: [] })), '')).toContain('by hand');
});

describe('a number that is being typed', () => {
  test.each([
    ['nothing', '', undefined],
    ['its beginning', '3', undefined],
    ['all of it', '312', undefined],
    ['another one', '321', '312 are meant, not 321'],
    ['one that goes on', '3120', '312 are meant, not 3120'],
    ['another one from its first digit on', '4', '312 are meant, not 4'],
  ])('%s', (_, typed, mistake) => {
    expect(findMistake(confirm({ ...harmless, count: 312 }), typed)).toBe(mistake);
  });

  test('one mail, or the number of a process, is one', () => {
    expect(findMistake(confirm({ ...harmless, count: 1, deletes: true }), '2')).toBe('1 is meant, not 2');
    expect(findMistake({ kind: 'type', expected: '4711', why: '', isProcess: true }, '5')).toBe('4711 is meant, not 5');
  });

  test('where one key is enough nothing typed is wrong', () => {
    expect(findMistake(confirm(harmless), '7')).toBeUndefined();
  });
});

test('the question names what is to be done', () => {
  expect(askToConfirm(confirm({ ...harmless, count: 312 }))).toBe('Type 312, then y: ');
  expect(askToConfirm(confirm(harmless))).toBe('Press y to do exactly this, Esc to leave everything as it is.');
  expect(askToConfirm({ kind: 'by-hand' })).toBe('y copies it, Esc goes back.');
});
