import { chmod, chown, copyFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../../source/demo/database/cluster.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import type { DatabaseAddress, DatabaseTls, SslMode } from '../../../source/domain/database/database-address.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { addressOfCluster, connect, failToConnect } from './connecting.ts';

const certificates = join(import.meta.dirname, 'certificates');
/** Signed the server's certificate, whose only name is localhost. */
const authority = join(certificates, 'ca.pem');
const stranger = join(certificates, 'stranger.pem');

let cluster: Cluster;

const addressWith = (tls: DatabaseTls, changes: Partial<DatabaseAddress> = {}): DatabaseAddress => ({
  host: '127.0.0.1',
  port: cluster.port,
  user: 'odoo',
  password: new Secret(cluster.address.passwords.odoo),
  database: 'postgres',
  tls,
  ...changes,
});

const isEncrypted = async (address: DatabaseAddress): Promise<unknown> => {
  const client = await connect(address);
  const { rows } = await client.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
  return rows[0]?.ssl;
};

beforeAll(async () => {
  cluster = await startCluster();
  const data = join(cluster.folder, 'data');
  const { uid, gid } = await stat(data);
  for (const file of ['server.pem', 'server.key']) {
    await copyFile(join(certificates, file), join(data, file));
    await chmod(join(data, file), 0o600);
    if (process.getuid?.() === 0) await chown(join(data, file), uid, gid);
  }
  await withClient(cluster.dsn('postgres', 'postgres'), async (client) => {
    await client.query('create role in_the_clear login password $$secret$$');
    await client.query('alter system set ssl = on');
    await client.query("alter system set ssl_cert_file = 'server.pem'");
    await client.query("alter system set ssl_key_file = 'server.key'");
  });
  const rules = ['local all all trust', 'hostnossl all in_the_clear 127.0.0.1/32 scram-sha-256'];
  const rest = ['hostssl all in_the_clear 127.0.0.1/32 reject', 'host all all 127.0.0.1/32 scram-sha-256'];
  await writeFile(join(data, 'pg_hba.conf'), `${[...rules, ...rest].join('\n')}\n`);
  await cluster.halt();
  await cluster.resume();
});

afterAll(() => cluster.stop());

describe('a server with TLS', () => {
  test.each<[SslMode, boolean]>([
    ['disable', false],
    ['allow', false],
    ['prefer', true],
    ['require', true],
  ])('and mode %s gives encryption: %s', async (mode, encrypted) => {
    expect(await isEncrypted(addressWith({ mode }))).toBe(encrypted);
  });

  test('that refuses a role over TLS is met without it by prefer', async () => {
    const address = addressWith({ mode: 'prefer' }, { user: 'in_the_clear', password: new Secret('secret') });

    expect(await isEncrypted(address)).toBe(false);
  });

  test('that refuses a role over TLS is left alone by require', async () => {
    const address = addressWith({ mode: 'require' }, { user: 'in_the_clear', password: new Secret('secret') });

    expect((await failToConnect(address)).message).toContain('has no rule that lets in_the_clear into postgres');
  });

  test('is believed by verify-ca when its authority is known, whatever its name', async () => {
    expect(await isEncrypted(addressWith({ mode: 'verify-ca', rootCertificate: authority }))).toBe(true);
  });

  test('is not believed by verify-ca without its authority', async () => {
    const failure = await failToConnect(addressWith({ mode: 'verify-ca', rootCertificate: stranger }));

    expect(failure.message).toContain('is not trusted');
    expect(failure.tryThis).toContain('PGSSLROOTCERT');
  });

  test('is not believed by require when certificates to trust are named and are not its own', async () => {
    const failure = await failToConnect(addressWith({ mode: 'require', rootCertificate: stranger }));

    expect(failure.message).toContain('is not trusted');
  });

  test('is believed by verify-full under its name', async () => {
    const address = addressWith({ mode: 'verify-full', rootCertificate: authority }, { host: 'localhost' });

    expect(await isEncrypted(address)).toBe(true);
  });

  test('is believed by verify-full under its name at the address that hostaddr names', async () => {
    const changes = { host: 'localhost', hostAddress: '127.0.0.1' };

    expect(await isEncrypted(addressWith({ mode: 'verify-full', rootCertificate: authority }, changes))).toBe(true);
  });

  test('is not believed by verify-full under another name', async () => {
    const failure = await failToConnect(addressWith({ mode: 'verify-full', rootCertificate: authority }));

    expect(failure.message).toContain('is not trusted');
  });

  test('and a file of certificates that is not there end in a sentence', async () => {
    const failure = await failToConnect(addressWith({ mode: 'verify-ca', rootCertificate: '/nowhere/root.crt' }));

    expect(failure.message).toBe('The certificate file /nowhere/root.crt for PostgreSQL cannot be read.');
  });
});

describe('a server without TLS', () => {
  test.each<SslMode>(['disable', 'allow', 'prefer'])('is met in the clear by %s', async (mode) => {
    expect(await isEncrypted(await addressOfCluster({ tls: { mode } }))).toBe(false);
  });

  test.each<SslMode>(['require', 'verify-ca', 'verify-full'])('is refused by %s', async (mode) => {
    const failure = await failToConnect(await addressOfCluster({ tls: { mode } }));

    expect(failure.message).toContain('does not offer TLS, which is required here');
    expect(failure.tryThis).toContain('db_sslmode');
  });
});
