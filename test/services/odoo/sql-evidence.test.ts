import { expect, test } from 'vitest';
import type { Evidence } from '../../../source/domain/finding/evidence.ts';
import { recordEvidence } from '../../../source/services/odoo/sql-evidence.ts';
import type { Database } from '../../../source/services/postgres/database.ts';

const at = new Date('2026-11-24T09:12:05Z');

const evidenceOf = async (statement: string, row: object): Promise<Evidence | undefined> => {
  let heard: Evidence | undefined;
  const database: Database = { query: async <Row extends object>() => [row as Row] };
  const listener = (evidence: Evidence): void => {
    heard = evidence;
  };
  await recordEvidence(database, { now: () => at, listener }).query(statement);
  return heard;
};

test('a moment is told as a time in UTC, and a number stays one', async () => {
  const statement = 'select extract(epoch from c.nextcall)::float8 as nextcall, c.priority';
  const seconds = at.getTime() / 1_000;
  const evidence = await evidenceOf(statement, { nextcall: seconds, priority: seconds });
  expect(evidence?.answer).toBe(`nextcall=2026-11-24T09:12:05Z  priority=${seconds}`);
  expect(evidence?.table?.rows).toEqual([['2026-11-24T09:12:05Z', String(seconds)]]);
});

test('a timestamp without end is no date', async () => {
  const statement = 'select extract(epoch from c.nextcall)::float8 as nextcall';
  expect((await evidenceOf(statement, { nextcall: Number.POSITIVE_INFINITY }))?.answer).toBe('nextcall=Infinity');
});
