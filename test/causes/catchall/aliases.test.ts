import { describe, expect, test } from 'vitest';
import { judgeAliases } from '../../../source/causes/catchall/aliases-check.ts';
import { findAnswers } from '../../../source/causes/catchall/measure-reply-addresses.ts';
import { buildFactsWithDomain } from '../../domain/routing/build-facts.ts';

describe('aliases without a domain', () => {
  test.each([
    ['none', []],
    ['one that was never switched on', [null, '']],
  ])('%s: nothing to say', (_, names) => {
    expect(judgeAliases(names, 18)).toBeUndefined();
  });

  test.each([
    [['jobs', null], '1 alias (jobs) belongs to no alias domain'],
    [['a', 'b', 'c', 'd', 'e'], '5 aliases (a, b, c, d, e) belong to no'],
    [['a', 'b', 'c', 'd', 'e', 'f'], '6 aliases (a, b, c, d, e, …) belong to no'],
  ])('%j are a warning', (names, words) => {
    const found = judgeAliases(names, 18);
    expect(found?.status).toBe('warn');
    expect(found?.summary).toContain(words);
  });
});

test('a company without an alias domain gets no address of another’s from 17 on', () => {
  const facts = buildFactsWithDomain(18);
  const nobody = { catchall: null, bounce: null };
  expect(findAnswers(facts, { aliasDomainId: null })).toEqual(nobody);
  expect(findAnswers(facts, { aliasDomainId: undefined })).toEqual(nobody);
  expect(findAnswers(facts, { aliasDomainId: 1 })).toEqual({
    catchall: 'catchall@example.org',
    bounce: 'bounce@example.org',
  });
});
