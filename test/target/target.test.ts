import { writeFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { UsageError, UserError } from '../../source/domain/errors.ts';
import { TargetNotFound } from '../../source/target/not-found.ts';
import { describeOrigin } from '../../source/target/setting.ts';
import { resolveTarget, type Target, type TargetOptions } from '../../source/target/target.ts';
import { plantTree, type Tree } from './tree.ts';

interface Given {
  readonly options?: Partial<TargetOptions>;
  readonly env?: NodeJS.ProcessEnv;
  /** The body of [options] in /etc/odoo/odoo.conf; no file when absent. */
  readonly conf?: string;
  readonly tree?: Tree;
}

const resolve = async ({ options, env = {}, conf, tree }: Given): Promise<Target> => {
  const planted = tree ?? (await plantTree());
  if (conf !== undefined) await planted.write('etc/odoo/odoo.conf', `[options]\n${conf}\n`);
  return resolveTarget({ options: { allDatabases: false, ...options }, env, machine: planted.machine });
};

const conf = 'db_host = conf\ndb_port = 5001\ndb_user = conf_user\ndb_password = conf_secret\ndb_name = conf_db';
const env = {
  PGHOST: 'env',
  PGPORT: '5002',
  PGUSER: 'env_user',
  PGPASSWORD: 'env_secret',
  PGDATABASE: 'env_db',
  PGSSLMODE: 'require',
};
const dsn = 'postgres://dsn_user:dsn_secret@dsn:5003/dsn_db?sslmode=disable';

const summary = ({ server, databases }: Target): string => {
  const { user, password, host, port } = server;
  return `${user}:${password?.reveal() ?? ''}@${host}:${port}/${databases.value.join(',')} ${server.tls?.mode ?? ''}`;
};

describe('which source wins', () => {
  test.each<[string, Given, string]>([
    ['odoo.conf alone', { conf }, 'conf_user:conf_secret@conf:5001/conf_db prefer'],
    ['the environment alone', { env }, 'env_user:env_secret@env:5002/env_db require'],
    ['--dsn alone', { options: { dsn } }, 'dsn_user:dsn_secret@dsn:5003/dsn_db disable'],
    ['odoo.conf over the environment', { conf, env }, 'conf_user:conf_secret@conf:5001/conf_db require'],
    ['--dsn over both', { conf, env, options: { dsn } }, 'dsn_user:dsn_secret@dsn:5003/dsn_db disable'],
    ['-d over db_name', { conf, options: { database: 'flag' } }, 'conf_user:conf_secret@conf:5001/flag prefer'],
    [
      '-d over the database of --dsn',
      { options: { dsn, database: 'flag' } },
      'dsn_user:dsn_secret@dsn:5003/flag disable',
    ],
    ['-d over PGDATABASE', { env, options: { database: 'flag' } }, 'env_user:env_secret@env:5002/flag require'],
    [
      'the environment where odoo.conf says False',
      { conf: 'db_host = False\ndb_name = False', env },
      'env_user:env_secret@env:5002/env_db require',
    ],
    [
      'db_sslmode over PGSSLMODE',
      { conf: `${conf}\ndb_sslmode = verify-full`, env },
      'conf_user:conf_secret@conf:5001/conf_db verify-full',
    ],
    [
      'the environment where --dsn is silent, and never odoo.conf',
      { conf, env, options: { dsn: 'postgres:///dsn_db' } },
      'env_user:env_secret@env:5002/dsn_db require',
    ],
    ['several names in db_name', { conf: 'db_host = h\ndb_user = u\ndb_name = a,b' }, 'u:@h:5432/a,b prefer'],
    [
      'every database with --all-databases',
      { conf, options: { allDatabases: true } },
      'conf_user:conf_secret@conf:5001/ prefer',
    ],
  ])('%s', async (_, given, expected) => {
    expect(summary(await resolve(given))).toBe(expected);
  });

  test('and each part says where it comes from', async () => {
    const target = await resolve({ conf: 'db_host = conf\ndb_name = acme', env: { PGPORT: '5002' } });

    expect(describeOrigin(target.origins.host)).toMatch(/etc\/odoo\/odoo\.conf, line 2$/);
    expect(describeOrigin(target.origins.port)).toBe('$PGPORT');
    expect(describeOrigin(target.origins.user)).toBe('the name of your account');
    expect(describeOrigin(target.databases.origin)).toMatch(/line 3$/);
  });

  test('--dsn replaces the database part only', async () => {
    const { settings, configuration } = await resolve({ conf: 'smtp_server = smtp.example.com', options: { dsn } });

    expect(settings.smtpServer.value).toBe('smtp.example.com');
    expect(configuration?.path).toMatch(/odoo\.conf$/);
  });
});

describe('service files', () => {
  const services =
    '# ours\n[other]\nhost=other\n[odoo]\nhost=service\nport=5004\nuser=service_user\n\n[odoo]\nhost=late\n';

  test('are read at home, between odoo.conf and the environment', async () => {
    const tree = await plantTree();
    await tree.write('home/.pg_service.conf', services);

    const target = await resolve({ tree, conf: 'db_user = conf_user', env: { ...env, PGSERVICE: 'odoo' } });

    expect(summary(target)).toBe('conf_user:env_secret@service:5004/env_db require');
    expect(describeOrigin(target.origins.host)).toMatch(/\.pg_service\.conf, line 5$/);
  });

  test('are read where PGSERVICEFILE says, and in the system folder', async () => {
    const tree = await plantTree();
    const file = await tree.write('opt/services', services);
    await tree.write('etc/postgresql-common/pg_service.conf', '[system]\nhost=system\n');

    const own = await resolve({ tree, env: { PGSERVICE: 'odoo', PGSERVICEFILE: file } });
    const system = await resolve({ tree, options: { dsn: 'service=system' } });

    expect(own.server.host).toBe('service');
    expect(system.server.host).toBe('system');
  });

  test('that do not know the service end in a sentence', async () => {
    await expect(resolve({ env: { PGSERVICE: 'nobody' } })).rejects.toThrow(
      /^The connection service 'nobody' \(from \$PGSERVICE\) is defined neither in .+ nor in .+\.$/,
    );
  });
});

describe('what nobody says', () => {
  test('is a socket in the folder where one is', async () => {
    const tree = await plantTree();
    await tree.write('tmp/.s.PGSQL.5432', '');

    const { server } = await resolve({ tree, conf: 'db_host = False' });

    expect(server).toMatchObject({ host: tree.path('tmp'), port: 5432 });
  });

  test("is a socket in Debian's folder where none is", async () => {
    const tree = await plantTree();

    expect((await resolve({ tree, conf: '' })).server.host).toBe(tree.path('run'));
  });

  test('is our own name as the user, and for root the one of Odoo packages', async () => {
    const ordinary = await resolve({ conf: '' });
    const root = await resolve({ conf: '', tree: await plantTree({ isRoot: true, userName: 'root' }) });

    expect(ordinary.server.user).toBe('ann');
    expect(root.server.user).toBe('odoo');
  });

  test('is the password file and the certificates at home', async () => {
    const tree = await plantTree();
    const rootCertificate = await tree.write('home/.postgresql/root.crt', '');

    const { server } = await resolve({ tree, conf: 'db_host = db' });

    expect(server.passwordFile).toBe(tree.path('home/.pgpass'));
    expect(server.tls).toEqual({ mode: 'prefer', rootCertificate });
  });

  test("is Odoo's default for every other setting", async () => {
    const { settings, configuration } = await resolve({ env: { PGHOST: 'db' } });

    expect(configuration).toBeUndefined();
    expect(settings.maxCronThreads).toEqual({ value: 2, origin: { kind: 'default', name: "Odoo's default" } });
  });
});

describe('one sentence for', () => {
  test('nothing at all, with every place that was looked at', async () => {
    const tree = await plantTree();

    const attempt = resolve({ tree });

    await expect(attempt).rejects.toBeInstanceOf(TargetNotFound);
    await expect(attempt).rejects.toThrow(tree.path('etc/odoo/odoo.conf'));
    await expect(attempt).rejects.toMatchObject({ attempts: { length: 5 }, tryThis: expect.stringContaining('--dsn') });
  });

  test.each<[string, Given, string]>([
    [
      'a port in the environment that is none',
      { env: { PGHOST: 'db', PGPORT: 'five' } },
      "'five' (from $PGPORT) is no port",
    ],
    ['a TLS mode that is none', { env: { PGHOST: 'db', PGSSLMODE: 'on' } }, "'on' (from $PGSSLMODE) is no TLS mode"],
    [
      'a timeout that is none',
      { env: { PGHOST: 'db', PGCONNECT_TIMEOUT: 'soon' } },
      "'soon' (from $PGCONNECT_TIMEOUT) is no timeout",
    ],
    ['several hosts', { env: { PGHOST: 'one,two' } }, 'Several database hosts are named (from $PGHOST)'],
  ])('%s', async (_, given, message) => {
    const attempt = resolve(given);

    await expect(attempt).rejects.toBeInstanceOf(UserError);
    await expect(attempt).rejects.toThrow(message);
  });

  test.each<[string, Partial<TargetOptions>, string]>([
    [
      'a resolver that is none',
      { resolver: 'a b' },
      "--resolver takes HOST or HOST:PORT, with an IPv6 address in brackets, not 'a b'.",
    ],
    [
      '-d together with --all-databases',
      { database: 'acme', allDatabases: true },
      '-d and --all-databases exclude each other.',
    ],
  ])('%s', async (_, options, message) => {
    const attempt = resolve({ conf: '', options });

    await expect(attempt).rejects.toBeInstanceOf(UsageError);
    await expect(attempt).rejects.toThrow(message);
  });
});

test('a resolver may be an IPv6 address', async () => {
  expect((await resolve({ conf: '', options: { resolver: '[::1]:5353' } })).resolver).toEqual({
    host: '::1',
    port: 5353,
  });
});

test('a timeout in seconds becomes milliseconds, and 0 none', async () => {
  const timeoutOf = async (seconds: string): Promise<number | undefined> =>
    (await resolve({ env: { PGHOST: 'db', PGCONNECT_TIMEOUT: seconds } })).server.connectTimeoutMs;

  expect(await timeoutOf('7')).toBe(7000);
  expect(await timeoutOf('0')).toBeUndefined();
});

test('settings can be read again once the version of Odoo is known', async () => {
  const { settings, settingsFor } = await resolve({ conf: 'max_cron_threads = False' });
  const withoutFile = await resolve({ env: { PGHOST: 'db' } });

  expect(settings.maxCronThreads.value).toBe(2);
  expect(settingsFor(18).maxCronThreads.value).toBe(0);
  expect(settingsFor(19).maxCronThreads.value).toBe(2);
  expect(withoutFile.settingsFor(17).serverWideModules.value).toEqual(['base', 'web']);
});

test('an odoo.conf that cannot be read does not matter when --dsn names the database', async () => {
  const tree = await plantTree();
  const path = await tree.write('etc/odoo/odoo.conf', '');
  await writeFile(path, '[options]\0');

  const { server, search } = await resolve({ tree, options: { dsn } });
  const refused = resolve({ tree });

  expect(server.host).toBe('dsn');
  expect(search.at(-1)).toMatchObject({ path, outcome: 'unreadable' });
  await expect(refused).rejects.toThrow(`${path} is not a text file`);
});

test('a target can be printed without its passwords', async () => {
  const target = await resolve({ conf, env });

  expect(JSON.stringify(target) + inspect(target, { depth: null })).not.toContain('secret');
});
