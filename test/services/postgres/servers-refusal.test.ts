import { expect, test } from 'vitest';
import { UserError } from '../../../source/domain/errors.ts';
import { isServersRefusal } from '../../../source/services/postgres/postgres-failures.ts';

const withCode = (code: string): Error => Object.assign(new Error('said in any language'), { code });

test.each([
  ['a wrong password', '28P01', true],
  ['a role that may not log in', '28000', true],
  ['a database that is gone', '3D000', true],
  ['a right that was taken away', '42501', true],
  ['a table that is gone', '42P01', true],
  ['a server that starts up', '57P03', false],
  ['a server that shuts down', '57P01', false],
  ['too many connections', '53300', false],
  ['nobody who listens', 'ECONNREFUSED', false],
  ['a connection that broke', '08006', false],
])('%s (%s) is the server’s own no: %s', (_, code, isRefusal) => {
  expect(isServersRefusal(withCode(code))).toBe(isRefusal);
  expect(isServersRefusal(new UserError('A sentence.', undefined, { cause: withCode(code) }))).toBe(isRefusal);
});

test('what has no code is none', () => {
  expect(isServersRefusal(new Error('something else'))).toBe(false);
  expect(isServersRefusal('text')).toBe(false);
});
