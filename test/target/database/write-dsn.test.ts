import { expect, test } from 'vitest';
import { parseDsn } from '../../../source/target/database/dsn.ts';
import { writeDsn } from '../../../source/target/database/write-dsn.ts';

const plain = { host: 'db.example.com', port: '5432', user: 'odoo', sslmode: 'prefer', database: 'acme' };

test.each([
  [plain, 'postgres://odoo@db.example.com:5432/acme'],
  [{ ...plain, port: '', user: '', database: '' }, 'postgres://db.example.com/'],
  [{ ...plain, sslmode: 'verify-full' }, 'postgres://odoo@db.example.com:5432/acme?sslmode=verify-full'],
  [{ ...plain, host: '/var/run/postgresql' }, 'host=/var/run/postgresql port=5432 user=odoo dbname=acme'],
  [{ ...plain, host: '::1', sslmode: 'disable' }, 'host=::1 port=5432 user=odoo dbname=acme sslmode=disable'],
  [{ ...plain, host: '', user: "o'brien \\ co" }, "port=5432 user='o\\'brien \\\\ co' dbname=acme"],
  [{ ...plain, user: 'od@oo/x', database: 'a b?c' }, "host=db.example.com port=5432 user=od@oo/x dbname='a b?c'"],
])('%j is written so that it is read as the same', (connection, dsn) => {
  expect(writeDsn(connection)).toBe(dsn);
  const read = Object.fromEntries(Object.entries(parseDsn(dsn)).map(([keyword, { value }]) => [keyword, value]));
  const { database, sslmode, ...rest } = connection;
  const said = { ...rest, dbname: database, ...(sslmode === 'prefer' ? {} : { sslmode }) };
  expect(read).toEqual(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')));
});
