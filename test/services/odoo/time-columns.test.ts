import { expect, test } from 'vitest';
import { timeColumns } from '../../../source/services/odoo/time-columns.ts';

test.each([
  ['a plain column', `select extract(epoch from c."nextcall")::float8 as "nextcall", c.id as id`, ['nextcall']],
  ['two of them', 'select extract(epoch from a)::float8 as a, extract(epoch from b)::float8 as b', ['a', 'b']],
  ['an aggregate with a filter', 'select extract(epoch from min(t) filter (where x))::float8 as due', ['due']],
  ['around a function', 'select max(extract(epoch from t)::float8) as newest, count(*) as n', ['newest']],
  ['a subquery', 'select (select extract(epoch from m.at)::float8 from mail m where m.id = (1)) as at', ['at']],
  ['no name at all', 'select extract(epoch from t)::float8, x as other', []],
  ['minutes that are calculated', 'select floor(extract(epoch from (now() - t)) / 60)::int as minutes_ago', []],
  ['milliseconds of a difference', 'select (extract(epoch from now() - t) * 1000)::float8 as open_ms', []],
  ['a statement that was cut', 'select extract(epoch from t', []],
])('finds the moments of an answer: %s', (_, statement, names) => {
  expect([...timeColumns(statement)]).toEqual(names);
});
