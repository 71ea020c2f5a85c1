import { expect, test } from 'vitest';
import { advise } from '../../../source/services/postgres/connect-failure.ts';

const conf = '/etc/odoo/odoo.conf, line 12';

test.each([
  ['host', { host: '--dsn' }, 'Check the host that comes from --dsn.'],
  ['host', { host: conf }, `Check the host that comes from ${conf}.`],
  ['host', { host: '$PGHOST' }, 'Check the host that comes from $PGHOST.'],
  ['port', { host: '--dsn' }, 'Check the port in --dsn, or PGPORT.'],
  ['port', { host: conf }, 'Check db_port in odoo.conf, or use --dsn.'],
  ['sslmode', {}, 'Check db_sslmode in odoo.conf, or use --dsn.'],
  ['password', { password: conf }, `Check the password that comes from ${conf}.`],
  ['password', { host: '--dsn' }, 'Check PGPASSWORD, or a line in ~/.pgpass; in --dsn others could read it.'],
  ['password', {}, 'Check db_password in odoo.conf, PGPASSWORD, or a line in ~/.pgpass.'],
] as const)('where the %s of an address is set, said by %o', (part, told, words) => {
  expect(advise(part, { told }, 'Check')).toBe(words);
});
