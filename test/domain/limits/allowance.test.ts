import { expect, test } from 'vitest';
import { findReset, returnAfter } from '../../../source/domain/limits/allowance.ts';
import { findProvider } from '../../../source/domain/providers/find-provider.ts';

const hour = 60 * 60 * 1_000;
const refusedAt = new Date('2026-11-24T22:30:00Z');

test('what the reply tells counts before what is known of the provider', () => {
  const google = findProvider({ host: 'smtp.gmail.com' });
  const told = { kind: 'daily', utc: '23:00' } as const;
  expect(findReset('rate.daily', told, google)).toEqual(told);
  expect(findReset('rate.daily', null, google)).toEqual({ kind: 'sliding', windowMs: 24 * hour });
});

test('a limit of another length than the one that was reached tells nothing', () => {
  expect(findReset('rate.burst', null, findProvider({ host: 'smtp.gmail.com' }))).toBeNull();
  expect(findReset('rate.daily', null, undefined)).toBeNull();
});

test.each([
  [{ kind: 'sliding', windowMs: 24 * hour }, '2026-11-25T22:30:00Z', true],
  [{ kind: 'daily', utc: '23:00' }, '2026-11-24T23:00:00Z', true],
  [{ kind: 'daily', utc: '22:30' }, '2026-11-25T22:30:00Z', true],
  [{ kind: 'daily', utc: '00:00' }, '2026-11-25T00:00:00Z', true],
  [{ kind: 'monthly' }, '2026-12-01T00:00:00Z', true],
  [null, '2026-11-24T23:30:00Z', false],
] as const)('an allowance that comes back as %o is back at %s', (reset, at, isKnown) => {
  const back = returnAfter(refusedAt, reset, hour);
  expect(back.at).toEqual(new Date(at));
  expect(back.reset !== null).toBe(isKnown);
});
