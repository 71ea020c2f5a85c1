import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../source/domain/replies/rules/index.ts';

const patterns = rules.flatMap(({ id, when }) =>
  [...(when.text ?? []), ...(when.enhanced === undefined ? [] : [when.enhanced])].map((pattern) => ({ id, pattern })),
);

/** A bound is a constant factor: smaller ones keep the checker's automaton small and change no complexity class. */
const shrinkBounds = (source: string): string =>
  source.replace(
    /\{(\d+),(\d+)\}/g,
    (_match, least: string, most: string) => `{${Math.min(1, Number(least))},${Math.min(2, Number(most))}}`,
  );

describe('the patterns of the rules', () => {
  it('repeat nothing without a bound', () => {
    const unbounded = patterns.filter(({ pattern }) => /(?<!\\)[*+]|\{\d+,\}/.test(pattern.source));
    expect(unbounded).toEqual([]);
  });

  it('cannot backtrack catastrophically', async () => {
    const doubtful: string[] = [];
    for (const { id, pattern } of patterns) {
      const { status } = await check(shrinkBounds(pattern.source), pattern.flags);
      if (status !== 'safe') doubtful.push(`${id}: ${pattern.source}`);
    }
    expect(doubtful).toEqual([]);
  }, 300_000);

  it('keep no state between texts', () => {
    expect(patterns.filter(({ pattern }) => pattern.global || pattern.sticky)).toEqual([]);
  });
});
