import { expect, onTestFinished, test, vi } from 'vitest';
import { runCheckCommand } from '../../../source/cli/verbs/check.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import { UsageError } from '../../../source/domain/errors.ts';
import type { GlobalOptions } from '../../../source/world/command.ts';
import { captureContext } from '../../support/command-context.ts';
import { answer, obliging, say, startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

interface Document {
  readonly verdict: { readonly status: string; readonly cause: string | null; readonly summary: string };
  readonly causes: readonly {
    readonly id: string;
    readonly status: string;
    readonly findings: readonly { readonly status: string; readonly summary: string }[];
  }[];
}

const check = async (options: Partial<GlobalOptions>, causes: readonly string[] = [], redact = false) => {
  const { context, output } = captureContext(options);
  const status = await runCheckCommand(context, { causes, redact });
  return { status, text: output() };
};

const checkJson = async (options: Partial<GlobalOptions>, causes: readonly string[] = []) => {
  const { status, text } = await check({ ...options, format: 'json' }, causes);
  return { status, text, document: JSON.parse(text) as Document };
};

/** A role that may read every table of this database, except those named, and write none. */
const createReader = async ({ database }: SickWorld, hidden: readonly string[] = []): Promise<string> => {
  const role = `reader_of_${database.name}`;
  await withClient(database.superuserDsn, async (client) => {
    await client.query(`create role ${role} login password 'reader'`);
    await client.query(`grant select on all tables in schema public to ${role}`);
    for (const table of hidden) await client.query(`revoke select on ${table} from ${role}`);
  });
  onTestFinished(() =>
    withClient(database.superuserDsn, async (client) => {
      await client.query(`drop owned by ${role}; drop role ${role}`);
    }),
  );
  const dsn = new URL(database.dsn);
  dsn.username = role;
  dsn.password = 'reader';
  return dsn.href;
};

const writesSoFar = ({ database }: SickWorld) =>
  database.query(
    `select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables
     where n_tup_ins + n_tup_upd + n_tup_del > 0 order by relname`,
  );

test('measures everything as a role that may write nothing, and neither the tables nor the mail servers notice', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'monday-morning' });
  const dsn = await createReader(world);
  await world.database.query('select pg_stat_force_next_flush()');
  const [writes, received] = [await writesSoFar(world), world.received().length];
  const { status, document } = await checkJson({ ...world.options, dsn });
  expect(status).toBe(2);
  expect(document.verdict.cause).toBe('cron');
  expect(document.causes.filter((cause) => cause.status === 'unknown').map(({ id }) => id)).toEqual(['sender']);
  expect(await writesSoFar(world)).toEqual(writes);
  expect(world.received()).toHaveLength(received);
});

test('a table that the role may not read makes its causes unknown and hides nothing else', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'cron' });
  const dsn = await createReader(world, ['ir_mail_server']);
  const { status, document } = await checkJson({ ...world.options, dsn });
  expect(status).toBe(2);
  expect(document.verdict.cause).toBe('cron');
  const credentials = document.causes.find(({ id }) => id === 'credentials');
  expect(credentials?.status).toBe('unknown');
  expect(credentials?.findings[0]?.summary).toContain('ir_mail_server');
});

test('a DNS server that does not answer makes names unknown, and the exit status is 3 when nothing worse was found', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const { status, document } = await checkJson({ ...world.options, resolver: '127.0.0.1:9', timeout: 1, deadline: 10 });
  expect(status).toBe(3);
  expect(document.verdict.status).toBe('unknown');
  const found = new Map(document.causes.map(({ id, status: each }) => [id, each]));
  expect(found.get('dns')).toBe('unknown');
  expect(found.get('cron')).toBe('ok');
  expect([...found.values()]).not.toContain('fail');
});

test('without any odoo.conf the database alone is enough', async () => {
  const { database, options } = await openSickWorld({ series: 16, scenario: 'cron' });
  const { status, document } = await checkJson({ dsn: database.dsn, resolver: options.resolver ?? '' });
  expect(status).toBe(2);
  expect(document.verdict.cause).toBe('cron');
});

test('a server is met once in a run, however many causes ask about it', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const server = await startScriptedSmtp([say('220 counted.example ESMTP'), answer(...obliging)]);
  onTestFinished(() => server[Symbol.asyncDispose]());
  await world.database.query('update ir_mail_server set active = false');
  await world.database.query(
    `insert into ir_mail_server (name, smtp_host, smtp_port, smtp_encryption, smtp_authentication, active)
     values ('Counted', 'localhost', $1, 'none', 'login', true)`,
    [server.port],
  );
  await checkJson(world.options);
  expect(server.received).toHaveLength(1);
});

test('runs just the causes that are named', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'cron' });
  const { document } = await checkJson(world.options, ['catchall', 'cron']);
  expect(document.causes.map(({ id }) => id)).toEqual(['cron', 'catchall']);
});

test('a cause that does not exist is wrong usage', async () => {
  await expect(check({}, ['cronn'])).rejects.toThrow(UsageError);
});

test('--redact shortens addresses and no format shows a password', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const [{ password } = { password: '' }] = await world.database.query<{ password: string }>(
    `select smtp_pass as password from ir_mail_server where smtp_pass <> '' and active limit 1`,
  );
  expect(password).not.toBe('');
  for (const format of ['text', 'json', 'markdown', 'nagios'] as const) {
    const { text } = await check({ ...world.options, format, verbose: true }, ['credentials', 'sender'], true);
    expect(text).not.toContain(password);
    expect(text).not.toMatch(/[a-z]{2,}@acme\.example/);
  }
});
