import { expect, test } from 'vitest';
import { contextForForm } from '../../../source/console/setup/context-for-form.ts';
import { type Surroundings, tellPlaces } from '../../../source/console/setup/places.ts';
import { captureContext } from '../../support/command-context.ts';

const nothing: Surroundings = {
  attempts: [],
  home: '/home/anna',
  env: {},
  odoos: [],
  sockets: [],
  socketFolders: ['/var/run/postgresql', '/tmp'],
  passwordFile: '/home/anna/.pgpass',
  passwordLines: 0,
};

test.each<readonly [string, Partial<Surroundings>, string, string]>([
  ['missing odoo.conf', { attempts: [{ path: '/etc/odoo.conf', outcome: 'missing' }] }, 'skipped', 'is not there'],
  [
    'unreadable one',
    { attempts: [{ path: '/etc/odoo.conf', outcome: 'unreadable' }] },
    'fail',
    'is there and may not be read',
  ],
  ['one that was read', { attempts: [{ path: '/etc/odoo.conf', outcome: 'found' }] }, 'ok', 'was read'],
  ['empty environment', { env: { PGHOST: '' } }, 'skipped', 'is set'],
  ['environment', { env: { PGHOST: 'db', PGPASSWORD: 'hunter2' } }, 'ok', 'PGHOST=db'],
  ['no Odoo', {}, 'skipped', 'none runs on this machine'],
  ['Odoo', { odoos: [{ pid: 7, config: '/opt/odoo.conf' }] }, 'ok', '7 reads /opt/odoo.conf'],
  ['Odoo without a file', { odoos: [{ pid: 7, config: undefined }] }, 'ok', '7 names no odoo.conf'],
  ['hidden processes', { odoos: { unseen: 'They are hidden.' } }, 'unknown', 'They are hidden.'],
  ['no socket', {}, 'skipped', 'none in /var/run/postgresql, /tmp'],
  ['socket', { sockets: ['/tmp/.s.PGSQL.5433'] }, 'ok', '/tmp/.s.PGSQL.5433'],
  ['no password', {}, 'skipped', 'no line that can be used'],
  ['passwords', { passwordLines: 2 }, 'ok', '2 of its lines can be used'],
])('%s is told', (_what, seen, status, words) => {
  const places = tellPlaces({ ...nothing, ...seen });
  expect(places).toContainEqual(expect.objectContaining({ status, result: expect.stringContaining(words) }));
  expect(JSON.stringify(places)).not.toContain('hunter2');
});

test('paths below home are told with ~', () => {
  expect(tellPlaces(nothing).at(-1)?.place).toBe('~/.pgpass');
});

test('what the form says is the whole word on the connection, and its password is in no option', () => {
  const { context } = captureContext(
    { database: 'old', dsn: 'postgres://old:secret@old/old' },
    { env: { PGDATABASE: 'old', PGUSER: 'old', PGPASSWORD: 'old', HOME: '/home/anna' } },
  );
  const form = { host: 'db', port: '5433', user: 'odoo', password: 'hunter2', tls: 'require', database: '' } as const;
  const { options, env } = contextForForm(context, form);
  expect(options.dsn).toBe('postgres://odoo@db:5433/?sslmode=require');
  expect(options.database).toBeUndefined();
  expect(JSON.stringify(options)).not.toMatch(/hunter2|secret/);
  expect(env).toEqual({ HOME: '/home/anna', PGPASSWORD: 'hunter2' });
  expect(contextForForm(context, { ...form, password: '' }).env).toEqual({ HOME: '/home/anna' });
});
