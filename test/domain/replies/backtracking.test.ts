import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../source/domain/replies/rules/index.ts';
import { opensslOnlyRules } from '../../../source/domain/replies/rules/openssl-rules.ts';

const patterns = [...rules(), ...opensslOnlyRules()].flatMap(({ id, when }) =>
  [...(when.text?.sources() ?? []), ...(when.enhanced === undefined ? [] : [when.enhanced.source])].map((source) => ({
    id,
    source,
  })),
);

/** A bound is a constant factor: smaller ones keep the checker's automaton small and change no complexity class. */
const shrinkBounds = (source: string): string =>
  source.replace(
    /\{(\d+),(\d+)\}/g,
    (_match, least: string, most: string) => `{${Math.min(1, Number(least))},${Math.min(2, Number(most))}}`,
  );

describe('the patterns of the rules', () => {
  it('repeat nothing without a bound', () => {
    const unbounded = patterns.filter(({ source }) => /(?<!\\)[*+]|\{\d+,\}/.test(source));
    expect(unbounded).toEqual([]);
  });

  it('cannot backtrack catastrophically', async () => {
    const doubtful: string[] = [];
    for (const { id, source } of patterns) {
      const { status } = await check(shrinkBounds(source), '');
      if (status !== 'safe') doubtful.push(`${id}: ${source}`);
    }
    expect(doubtful).toEqual([]);
  }, 300_000);
});
