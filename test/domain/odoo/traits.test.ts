import { describe, expect, test } from 'vitest';
import { knownSeries, nearestSeries, newestSeries, odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../source/domain/odoo/traits.ts';

const seriesWith = (has: (traits: ReturnType<typeof traitsOf>) => boolean): readonly number[] =>
  odooSeries.filter((series) => has(traitsOf(series)));

describe('Traits of the versions', () => {
  test('14 has no triggers, no from_filter, and routes with the document in the bounce address', () => {
    expect(seriesWith(({ cronTriggers }) => !cronTriggers)).toEqual([14]);
    expect(seriesWith(({ fromFilter }) => !fromFilter)).toEqual([14]);
    expect(seriesWith(({ trackingBounce }) => trackingBounce)).toEqual([14]);
  });

  test('14 and 15 give their sessions no name, send through archived servers and misspell one failure', () => {
    expect(seriesWith(({ namedSessions }) => !namedSessions)).toEqual([14, 15]);
    expect(seriesWith(({ refusesArchivedServer }) => !refusesArchivedServer)).toEqual([14, 15]);
    expect(seriesWith(({ misspelsInterrupted }) => misspelsInterrupted)).toEqual([14, 15]);
  });

  test('Up to 16 addresses come from system parameters, from 17 on from alias domains', () => {
    expect(seriesWith(({ aliasDomains }) => !aliasDomains)).toEqual([14, 15, 16]);
  });

  test('The size limit of a server is a column in 18 and 19 only', () => {
    expect(seriesWith(({ serverSizeLimit }) => serverSizeLimit)).toEqual([18, 19]);
  });

  test('That a run stops after one batch is the fault of 19 alone', () => {
    expect(seriesWith(({ stopsAfterOneBatch }) => stopsAfterOneBatch)).toEqual([19]);
  });

  test('A version that is not known works as the newest does', () => {
    expect(traitsOf(undefined)).toBe(traitsOf(newestSeries));
    expect([nearestSeries(8), nearestSeries(16), nearestSeries(99)]).toEqual([odooSeries[0], 16, newestSeries]);
  });

  test('Sentences name the first and the last', () => {
    expect(knownSeries).toBe(`${odooSeries[0]} to ${odooSeries.at(-1)}`);
  });
});
