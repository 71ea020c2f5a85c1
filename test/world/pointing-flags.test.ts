import { expect, test } from 'vitest';
import type { GlobalOptions } from '../../source/world/command.ts';
import { pointingFlags } from '../../source/world/pointing-flags.ts';
import { captureContext } from '../support/command-context.ts';

const flagsOf = (given: Partial<GlobalOptions>): readonly string[] =>
  pointingFlags(captureContext(given).context.options, 'acme');

test('a command that is printed points where this one did', () => {
  expect(flagsOf({})).toEqual([]);
  expect(flagsOf({ config: '/etc/odoo.conf', database: 'acme', resolver: '127.0.0.1:5353' })).toEqual([
    '-c',
    '/etc/odoo.conf',
    '-d',
    'acme',
    '--resolver',
    '127.0.0.1:5353',
  ]);
});

test('of many databases it names the one', () => {
  expect(flagsOf({ allDatabases: true })).toEqual(['-d', 'acme']);
});

test.each([
  ['postgres://odoo:se:cr@et@db1:5432/acme', 'postgres://odoo@db1:5432/acme'],
  ['postgresql://odoo@db1/acme', 'postgresql://odoo@db1/acme'],
  ['postgres:///acme?host=/run/pg&password=secret', 'postgres:///acme?host=/run/pg'],
  ['postgres:///acme?password=secret&host=/run/pg', 'postgres:///acme?host=/run/pg'],
  ["host=db1 password='se cr\\'et' dbname=acme", 'host=db1 dbname=acme'],
  ['host=db1 password = secret user=odoo', 'host=db1 user=odoo'],
  ['acme', 'acme'],
])('no password of %s is printed', (dsn, printed) => {
  expect(flagsOf({ dsn })).toEqual(['--dsn', printed]);
});
