import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runFix } from '../../source/cli/verbs/fix.ts';
import { runQueue } from '../../source/cli/verbs/queue.ts';
import { runUndo } from '../../source/cli/verbs/undo.ts';
import { giveTo } from '../../source/demo/database/cluster/folder.ts';
import { choosePostgresAccount } from '../../source/demo/database/cluster/system-account.ts';
import { UserError } from '../../source/domain/errors.ts';
import { temporaryFolder } from '../changes/open-changes.ts';
import { runCluster } from '../support/cluster.ts';
import { captureContext } from '../support/command-context.ts';
import { createDemoDatabase } from '../support/postgres.ts';

const program = '/usr/sbin/pgbouncer';
const poolSize = 4;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** A PgBouncer before one database of the run's PostgreSQL, which resets nothing between its clients. */
const startPgBouncer = async (mode: string, database: string): Promise<string> => {
  const account = await choosePostgresAccount();
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  const { port: serverPort, passwords } = await runCluster();
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]
${database} = host=127.0.0.1 port=${serverPort} user=odoo password=${passwords.odoo}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
server_reset_query =
`,
  );
  await giveTo(account, folder);
  await giveTo(account, file);
  const child = spawn(program, [file], { ...account.credentials, stdio: 'ignore' });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const dsn = `postgres://odoo:none@127.0.0.1:${port}/${database}`;
  for (;;) {
    const client = new Client({ connectionString: dsn });
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    if (isUp) {
      await client.end();
      return dsn;
    }
    await setTimeout(20);
  }
};

/** All of its server connections at once, by pid. */
const inspect = async (dsn: string): Promise<ReadonlyMap<unknown, unknown>> => {
  const clients = Array.from({ length: poolSize }, () => new Client({ connectionString: dsn }));
  const seen = await Promise.all(
    clients.map(async (client) => {
      await client.connect();
      await client.query('begin');
      const { rows } = await client.query(
        `select pg_backend_pid() as pid, (select jsonb_object_agg(name, setting) from pg_settings) as settings,
           (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
           (select count(*) from pg_listening_channels()) as listens`,
      );
      return rows[0] ?? {};
    }),
  );
  // Only now, so that each of them had a connection of its own.
  for (const client of clients) await client.query('rollback');
  for (const client of clients) await client.end();
  return new Map(seen.map(({ pid, ...rest }) => [pid, rest]));
};

describe.runIf(existsSync(program))('PgBouncer', { meta: { needs: 'pgbouncer' } }, () => {
  test.each(['session', 'transaction'])('in %s mode: every server connection is as it was', async (mode) => {
    const database = await createDemoDatabase({ scenario: 'cron' });
    const dsn = await startPgBouncer(mode, database.name);
    const env = { XDG_STATE_HOME: await temporaryFolder() };
    const before = await inspect(dsn);
    const run = async (command: (given: ReturnType<typeof captureContext>['context']) => Promise<number>) => {
      const { context, output } = captureContext({ dsn }, { env });
      const status = await command(context);
      return [status, output()] as const;
    };
    const through = expect.stringContaining(`through a pooler in ${mode} mode`);
    const past = expect.stringContaining('Connect to PostgreSQL itself, on port');

    expect(await run((context) => runQueue(context, {}))).toEqual([0, through]);
    expect(await run((context) => runCheckCommand(context, { causes: ['cron'], redact: false }))).toEqual([2, through]);
    const fix = { remedy: 'cron.activate', set: [], secretStdin: false, apply: true };
    const [fixed, words] = await run((context) => runFix(context, fix));
    const [undone, undoWords] = await run((context) => runUndo(context, {}));

    if (mode === 'session')
      expect([fixed, undone, undoWords]).toEqual([expect.toBeOneOf([0, 1]), 0, expect.stringContaining('Taken back')]);
    else expect([fixed, words, undone, undoWords]).toEqual([2, past, 2, past]);
    expect(await inspect(dsn)).toEqual(before);
  });

  test('in statement mode says what it is and which port to use', async () => {
    const database = await createDemoDatabase();
    const dsn = await startPgBouncer('statement', database.name);
    const asking = runQueue(captureContext({ dsn }).context, {});
    await expect(asking).rejects.toBeInstanceOf(UserError);
    await expect(asking).rejects.toMatchObject({
      message: expect.stringContaining('A connection pooler in statement mode'),
      tryThis: expect.stringContaining(`on port ${new URL(database.dsn).port}`),
    });
  });

  test('that does not know the database postgres says that a name would help', async () => {
    const database = await createDemoDatabase();
    const url = new URL(await startPgBouncer('transaction', database.name));
    url.pathname = '/';
    await expect(runQueue(captureContext({ dsn: url.href }).context, {})).rejects.toMatchObject({
      message: expect.stringContaining('knows no database postgres'),
      tryThis: 'Name the database that is meant: -d NAME.',
    });
    expect(await runQueue(captureContext({ dsn: url.href, database: database.name }).context, {})).toBe(0);
  });

  test('a queue that is due but not called is woken in part', async () => {
    const database = await createDemoDatabase();
    const dsn = await startPgBouncer('session', database.name);
    const { context, output } = captureContext({ dsn }, { env: { XDG_STATE_HOME: await temporaryFolder() } });
    const status = await runFix(context, { remedy: 'cron.wake', set: [], secretStdin: false, apply: true });
    expect([status, output()]).toEqual([1, expect.stringContaining('looks by itself within a minute')]);
    expect(output()).toContain('Done in part');
    expect(await database.query('select from ir_cron_trigger')).not.toEqual([]);
  });
});
