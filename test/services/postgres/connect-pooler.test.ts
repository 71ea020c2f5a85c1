import { expect, test } from 'vitest';
import { explainPooler } from '../../../source/services/postgres/connect-pooler.ts';

const address = { host: 'db', port: 6432, user: 'odoo', database: 'acme' };

test.each([
  ['no such database: acme', 'knows no database acme'],
  ['bouncer config error', 'knows no database acme'],
  ['query_wait_timeout', 'has no free server connection for acme'],
  ['no more connections allowed (max_client_conn)', 'takes no further client'],
  ['server login has been failing, try again later (server_login_retry)', 'cannot connect to PostgreSQL behind it'],
  ['pgbouncer cannot connect to server', 'cannot connect to PostgreSQL behind it'],
  ['unsupported startup parameter: options', 'refuses what PGOPTIONS asks for'],
])('a pooler that says %j %s', (said, words) => {
  const explained = explainPooler(said, address);
  expect(explained?.message).toContain(`The pooler at db, port 6432 ${words}`);
  expect(explained?.tryThis).not.toBe('');
});

test("PostgreSQL's own words are not taken for a pooler's", () => {
  expect(explainPooler('database "acme" does not exist', address)).toBeUndefined();
  expect(explainPooler('sorry, too many clients already', address)).toBeUndefined();
});
