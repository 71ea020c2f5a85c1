import { type AddressInfo, createServer, type Socket } from 'node:net';
import { escapeIdentifier } from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { formatDsn, withClient } from '../../../source/demo/database/databases.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { connectClient } from '../../../source/services/postgres/connect-postgres.ts';
import { runCluster } from '../../support/cluster.ts';
import { addressOfCluster, connect, failToConnect } from './connecting.ts';

/** Listens on 127.0.0.1 until the test ends. */
const listen = async (onConnection: (socket: Socket) => void): Promise<number> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

/** The bytes of PostgreSQL's ErrorResponse. */
const errorResponse = (code: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

const asSuperuser = async (statement: string): Promise<unknown> =>
  withClient(formatDsn(await runCluster(), 'postgres', 'postgres'), (client) => client.query(statement));

describe('a connection', () => {
  test('says no name at login, which a pooler would leave to clients that have none', async () => {
    vi.stubEnv('PGAPPNAME', 'psql');
    const client = await connect(await addressOfCluster());
    vi.unstubAllEnvs();

    const { rows } = await client.query("select current_setting('application_name') as name");

    expect(rows).toEqual([{ name: '' }]);
  });

  test('goes over the Unix socket when the host is a folder', async () => {
    const client = await connect(await addressOfCluster({ host: (await runCluster()).socketFolder }));

    const { rows } = await client.query('select inet_server_addr() as address');

    expect(rows).toEqual([{ address: null }]);
  });

  test('goes to the address that hostaddr names, whatever the host is called', async () => {
    const client = await connect(await addressOfCluster({ host: 'db.invalid', hostAddress: '127.0.0.1' }));

    const { rows } = await client.query('select 1 as answer');

    expect(rows).toEqual([{ answer: 1 }]);
  });
});

describe('a failed connection says what to do about', () => {
  test('a wrong password, without the password', async () => {
    const failure = await failToConnect(await addressOfCluster({ password: new Secret('hunter2') }));

    expect(failure.message).toMatch(/^PostgreSQL at 127\.0\.0\.1, port \d+ refused the password of odoo\.$/);
    expect(failure.tryThis).toContain('db_password');
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });

  test('a password that is wanted and was not given', async () => {
    const { password: _, ...address } = await addressOfCluster();

    const failure = await failToConnect(address);

    expect(failure.message).toContain('wants a password for odoo, and none was given');
    expect(failure.tryThis).toContain('~/.pgpass');
  });

  test('a database that is not there', async () => {
    const failure = await failToConnect(await addressOfCluster({ database: 'acmee' }));

    expect(failure.message).toContain('has no database acmee');
    expect(failure.tryThis).toContain('-d');
  });

  test('a database that does not let the role in', async () => {
    const name = 'connect_test_private';
    await asSuperuser(`create database ${name}`);
    onTestFinished(async () => void (await asSuperuser(`drop database ${name}`)));
    await asSuperuser(`revoke connect on database ${name} from public`);

    const failure = await failToConnect(await addressOfCluster({ database: name }));

    expect(failure.message).toContain(`odoo may not connect to the database ${name}`);
    expect(failure.tryThis).toContain('GRANT CONNECT');
  });

  test('a role that may not log in', async () => {
    const role = 'connect_test_nologin';
    await asSuperuser(`create role ${escapeIdentifier(role)} nologin password 'secret'`);
    onTestFinished(async () => void (await asSuperuser(`drop role ${role}`)));

    const failure = await failToConnect(await addressOfCluster({ user: role, password: new Secret('secret') }));

    expect(failure.message).toContain(`has no role ${role} that may log in`);
  });

  test('a role that has used up its connections', async () => {
    const role = 'connect_test_full';
    await asSuperuser(`create role ${role} login connection limit 0 password 'secret'`);
    onTestFinished(async () => void (await asSuperuser(`drop role ${role}`)));

    const failure = await failToConnect(await addressOfCluster({ user: role, password: new Secret('secret') }));

    expect(failure.message).toContain('takes no further connection: too many connections for role');
    expect(failure.tryThis).toContain('pg_stat_activity');
  });

  test('a port where nobody listens', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as AddressInfo;
        server.close(() => resolve(free));
      });
    });

    const failure = await failToConnect(await addressOfCluster({ port }));

    expect(failure.message).toBe(`PostgreSQL at 127.0.0.1, port ${port} refused the connection: nobody listens there.`);
    expect(failure.tryThis).toContain('listen_addresses');
  });

  test('a socket folder without a socket', async () => {
    const failure = await failToConnect(await addressOfCluster({ host: '/var/lib', port: 5999 }));

    expect(failure.message).toContain('the socket /var/lib/.s.PGSQL.5999 does not answer');
    expect(failure.tryThis).toContain('db_host');
  });

  test('a host name that does not exist', async () => {
    const failure = await failToConnect(await addressOfCluster({ host: 'db.invalid' }));

    expect(failure.message).toBe('The name db.invalid of the PostgreSQL server cannot be resolved.');
  });

  test('a server that accepts and then says nothing', async () => {
    const port = await listen(() => undefined);

    const failure = await failToConnect(await addressOfCluster({ port }), { timeoutMs: 50 });

    expect(failure.message).toBe(`PostgreSQL at 127.0.0.1, port ${port} did not answer in time.`);
  });

  test('a timeout of the address that is shorter than ours', async () => {
    const port = await listen(() => undefined);

    const failure = await failToConnect(await addressOfCluster({ port, connectTimeoutMs: 50 }), { timeoutMs: 600_000 });

    expect(failure.message).toContain('did not answer in time');
  });

  test('a server that is starting up', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => socket.end(errorResponse('57P03', 'the database system is starting up')));
    });

    const failure = await failToConnect(await addressOfCluster({ port, tls: { mode: 'disable' } }));

    expect(failure.message).toContain('is starting up or shutting down: the database system is starting up');
  });

  test('something that is not PostgreSQL', async () => {
    const port = await listen((socket) => socket.write('220 mail.example.com ESMTP\r\n'));

    const failure = await failToConnect(await addressOfCluster({ port }));

    expect(failure.message).toBe(`What answers as PostgreSQL at 127.0.0.1, port ${port} is something else.`);
  });

  test('a server that hangs up', async () => {
    const port = await listen((socket) => socket.destroy());

    const failure = await failToConnect(await addressOfCluster({ port }));

    expect(failure.message).toContain(`The connection to PostgreSQL at 127.0.0.1, port ${port} failed`);
  });
});

test('an aborted signal ends the attempt with its reason', async () => {
  const controller = new AbortController();
  const port = await listen(() => controller.abort(new Error('stopped by SIGINT')));

  const attempt = connectClient(await addressOfCluster({ port }), {
    timeoutMs: 60_000,
    signal: controller.signal,
  });

  await expect(attempt).rejects.toThrow('stopped by SIGINT');
});
