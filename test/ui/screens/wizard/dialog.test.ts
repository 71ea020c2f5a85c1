import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../source/domain/change/plan.ts';
import type { RemedyInput } from '../../../../source/domain/change/remedy.ts';
import { confirmationOf, findObjection } from '../../../../source/ui/screens/wizard/dialog/confirmation.ts';
import { readFields } from '../../../../source/ui/screens/wizard/dialog/read-fields.ts';

const update = {
  kind: 'update-rows',
  table: 'ir_cron',
  rows: [{ id: 1, before: { active: 'false' }, after: { active: 'true' } }],
} as const;

const plan = (given: Partial<Plan>): Plan => ({
  action: 'cron.activate',
  subject: null,
  title: '',
  risk: 'safe',
  locksQueue: true,
  onStaleRows: 'fail',
  transactions: [[update]],
  outside: [],
  byHand: [],
  warnings: [],
  irreversible: [],
  affects: { count: 1, noun: 'scheduled action' },
  evidence: [],
  ...given,
});

describe('how much a person must do to confirm', () => {
  test.each([
    ['one key for what is taken back', plan({}), { kind: 'press' }],
    [
      'the count for more than twenty mails',
      plan({ affects: { count: 312, noun: 'mail' } }),
      { kind: 'type', expected: '312' },
    ],
    [
      'the count for what deletes',
      plan({ transactions: [[{ kind: 'delete-rows', table: 'mail_mail', rows: [{ id: '4' }] }]] }),
      { kind: 'type', expected: '1' },
    ],
    [
      'the number of a process that is ended',
      plan({ transactions: [], outside: [{ kind: 'end-backend', pid: 4711, startedAt: '' }] }),
      { kind: 'type', expected: '4711' },
    ],
    ['nothing where it is to be done by hand', plan({ transactions: [] }), { kind: 'by-hand' }],
  ])('%s', (_, given, expected) => {
    expect(confirmationOf(given)).toEqual(expected);
  });

  test('another number than the one that is shown confirms nothing', () => {
    const confirmation = { kind: 'type', expected: '312' } as const;
    expect(findObjection(confirmation, '31')).toContain('Type 312');
    expect(findObjection(confirmation, '312')).toBeUndefined();
  });
});

describe('answers', () => {
  const inputs: readonly RemedyInput[] = [
    { name: 'port', label: 'Port', kind: 'number', suggestion: '587' },
    { name: 'password', label: 'Password', kind: 'secret' },
  ];
  const fields = (...values: readonly string[]) => values.map((value) => ({ value, cursor: value.length }));

  test('a secret comes out as one, everything else as text', () => {
    const read = readFields({ inputs, fields: fields('465', 'hunter2') });
    expect(read).toMatchObject({ kind: 'answers', answers: { texts: { port: '465' } } });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  test('what is missing or no number is named with its place', () => {
    expect(readFields({ inputs, fields: fields('587', '') })).toMatchObject({ kind: 'wrong', at: 1 });
    expect(readFields({ inputs, fields: fields('smtp', 'x') })).toMatchObject({ kind: 'wrong', at: 0 });
  });
});
