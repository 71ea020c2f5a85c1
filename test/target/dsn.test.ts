import { describe, expect, test } from 'vitest';
import { UsageError } from '../../source/domain/errors.ts';
import { parseDsn } from '../../source/target/database/dsn.ts';

const words = (dsn: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parseDsn(dsn)).map(([keyword, { value }]) => [keyword, value]));

describe('--dsn takes', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    [
      'a whole URI',
      'postgres://odoo:secret@db.internal:5433/acme',
      { host: 'db.internal', port: '5433', user: 'odoo', password: 'secret', dbname: 'acme' },
    ],
    ['the longer scheme', 'postgresql://db.internal/acme', { host: 'db.internal', dbname: 'acme' }],
    ['a URI without anything', 'postgres://', {}],
    ['a URI with a database alone', 'postgres:///acme', { dbname: 'acme' }],
    ['a URI with a user and no host', 'postgres://odoo@/acme', { user: 'odoo', dbname: 'acme' }],
    ['an IPv6 address', 'postgres://[::1]:5433/acme', { host: '::1', port: '5433', dbname: 'acme' }],
    [
      'an escaped password',
      'postgres://odoo:p%40ss%3Aw%2Ford@db/acme',
      { host: 'db', user: 'odoo', password: 'p@ss:w/ord', dbname: 'acme' },
    ],
    ['a socket folder as the host', 'postgres://%2Fvar%2Frun/acme', { host: '/var/run', dbname: 'acme' }],
    [
      'a socket folder as a parameter',
      'postgres:///acme?host=/tmp&port=5433',
      { host: '/tmp', port: '5433', dbname: 'acme' },
    ],
    [
      'TLS parameters',
      'postgres://db/acme?sslmode=verify-full&sslrootcert=/nowhere/ca.pem',
      { host: 'db', dbname: 'acme', sslmode: 'verify-full', sslrootcert: '/nowhere/ca.pem' },
    ],
    ['parameters that change nothing here', 'postgres://db/acme?application_name=x', { host: 'db', dbname: 'acme' }],
    ['key=value', 'host=db.internal dbname=acme', { host: 'db.internal', dbname: 'acme' }],
    ['blanks around the equals sign', ' host = db   dbname= acme ', { host: 'db', dbname: 'acme' }],
    ['quoted values', String.raw`user='o\'doo' password='a b\\'`, { user: "o'doo", password: 'a b\\' }],
    ['an escaped blank', String.raw`password=a\ b user=odoo`, { password: 'a b', user: 'odoo' }],
    ['an empty value as nothing', "host='' dbname=acme", { dbname: 'acme' }],
    ['a service', 'service=odoo', { service: 'odoo' }],
  ])('%s', (_, dsn, expected) => {
    expect(words(dsn)).toEqual(expected);
  });

  test('each word of it comes from --dsn', () => {
    expect(parseDsn('host=db').host).toEqual({ value: 'db', origin: { kind: 'flag', name: '--dsn' } });
  });
});

describe('--dsn refuses, without repeating it,', () => {
  test.each([
    ['a word alone', 'hunter2'],
    ['an open quote', "host=db password='hunter2"],
    ['a value with a quote inside', "password=hunter2'x"],
    ['another scheme', 'mysql://odoo:hunter2@db/acme'],
    ['a port that is none', 'postgres://odoo:hunter2@db:port/acme'],
    ['an unknown parameter', 'postgres://odoo:hunter2@db/acme?colour=blue'],
    ['an unknown keyword', 'host=db colour=hunter2'],
  ])('%s', (_, dsn) => {
    let error: unknown;
    try {
      parseDsn(dsn);
    } catch (thrown) {
      error = thrown;
    }

    expect(error).toBeInstanceOf(UsageError);
    expect(`${String(error)} ${String((error as UsageError).tryThis)}`).not.toContain('hunter2');
  });
});
