import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../source/domain/secret.ts';

test('no way of printing a secret shows it', () => {
  const secret = new Secret('hunter2');
  const printed = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
    Object.values(secret).join(),
  ].join('\n');
  expect(printed).not.toContain('hunter2');
  expect(printed).toContain('••••');
});

test('reveal is the one way to the text', () => {
  expect(new Secret('hunter2').reveal()).toBe('hunter2');
});
