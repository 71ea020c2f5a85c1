import { describe, expect, test } from 'vitest';
import type { RemedyInput } from '../../../../source/domain/change/remedy.ts';
import { readFields } from '../../../../source/ui/screens/wizard/dialog/read-fields.ts';

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
