import { describe, expect, it } from 'vitest';
import { failureClasses } from '../../../source/domain/replies/classes/index.ts';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { rules } from '../../../source/domain/replies/rules/index.ts';
import { opensslOnlyRules } from '../../../source/domain/replies/rules/openssl-rules.ts';

describe('the rules', () => {
  it.each([...rules(), ...opensslOnlyRules()].map((rule) => [rule.id, rule] as const))(
    '%s reads its own sample',
    (_id, rule) => {
      expect(classify(rule.sample).class).toBe(rule.class);
    },
  );

  it('have names of their own', () => {
    expect(new Set(rules().map((rule) => rule.id)).size).toBe(rules().length);
  });

  it('say where each wording was read', () => {
    expect(rules().filter((rule) => rule.source.length < 8)).toEqual([]);
  });

  it('can reach every class except unknown', () => {
    const reached = new Set([...rules(), ...opensslOnlyRules()].map((rule) => rule.class));
    expect(failureClasses.filter((failureClass) => !reached.has(failureClass))).toEqual(['unknown']);
  });
});
