import { expect, test } from 'vitest';
import { secretMasker } from '../../source/changes/secrets.ts';
import type { Plan } from '../../source/domain/change/plan.ts';
import { Secret } from '../../source/domain/secret.ts';

const planOf = (before: string, after: string): Pick<Plan, 'transactions' | 'outside'> => ({
  transactions: [],
  outside: [
    {
      kind: 'edit-file',
      path: '/etc/odoo/odoo.conf',
      edits: [{ section: 'options', key: 'smtp_password', before: new Secret(before), after: new Secret(after) }],
    } as unknown as Plan['outside'][number],
  ],
});

test.each([
  ['a new password that begins with the old one', 'winter', 'winter-2027!'],
  ['an old password that begins with the new one', 'winter-2027!', 'winter'],
])('%s is masked whole', (_name, before, after) => {
  const mask = secretMasker(planOf(before, after) as Plan);
  expect(mask('not saved: "winter-2027!" and "winter"')).toBe('not saved: "••••" and "••••"');
});

test('a short one is masked where it stands as a word, and in no other', () => {
  const mask = secretMasker(planOf('ab', 'x') as Plan);
  expect(mask('value "ab" of absent')).toBe('value "••••" of absent');
});
