import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import type { SharedUuid } from '../../source/domain/database/cluster-database.ts';
import { runCluster } from '../support/cluster.ts';
import { createDemoDatabase, type DemoDatabase } from '../support/postgres.ts';
import { openChanges, readJournalText } from './open-changes.ts';
import { planOf, planUpdate, readTexts } from './plans.ts';

const options = { deadlineMs: 300 };

const switchOff = (database: DemoDatabase, changes = {}) =>
  planUpdate(database, 'ir_cron', 'true', { active: 'false' }).then((step) => planOf([step], changes));

test('a neutralized database is not changed', async () => {
  const database = await createDemoDatabase();
  await database.query("insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')");
  expect(await applyPlan(await switchOff(database), await openChanges(database.dsn), options)).toMatchObject({
    kind: 'not-done',
    why: 'refused',
    message: expect.stringContaining('neutralized'),
  });
});

/** The database is renamed, and a copy of it takes its name. */
const replaceDatabase = async ({ name, superuserDsn }: DemoDatabase): Promise<void> => {
  const server = superuserDsn.replace(/\/[^/]*$/, '/postgres');
  await withClient(server, async (client) => {
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await client.query(`create database ${name}_restored template ${name}`);
    await client.query(`alter database ${name} rename to ${name}_older`);
    await client.query(`alter database ${name}_restored rename to ${name}`);
  });
  onTestFinished(() =>
    withClient(server, async (client) => {
      await client.query(`drop database ${name}_older with (force)`);
    }),
  );
};

test('in another database that took the name of the one that was opened nothing is changed, and nothing taken back', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  expect(await applyPlan(await switchOff(database), changes, options)).toMatchObject({ kind: 'applied' });
  const plan = planOf([await planUpdate(database, 'ir_mail_server', 'true', { active: 'false' })]);
  await replaceDatabase(database);
  const refused = {
    kind: 'not-done',
    why: 'refused',
    message: expect.stringContaining(`Another database is called '${database.name}' by now`),
  };
  expect(await applyPlan(plan, changes, options)).toMatchObject(refused);
  expect(await undoEntry(undefined, changes, options)).toMatchObject(refused);
  expect(await database.query('select from ir_cron where active')).toEqual([]);
});

test('--read-only refuses', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn, { readOnly: true });
  expect(await applyPlan(await switchOff(database), changes, options)).toMatchObject({ why: 'refused' });
});

test('a role without the right is told which one it lacks', async () => {
  const database = await createDemoDatabase();
  const role = `reader_${randomUUID().replaceAll('-', '')}`;
  await withClient(database.superuserDsn, async (client) => {
    await client.query(
      `create role ${role} login password 'x'; grant select on all tables in schema public to ${role}`,
    );
  });
  onTestFinished(() =>
    withClient(database.superuserDsn, async (client) => {
      await client.query(`drop owned by ${role}; drop role ${role}`);
    }),
  );
  const dsn = `postgres://${role}:x@127.0.0.1:${(await runCluster()).port}/${database.name}`;
  expect(await applyPlan(await switchOff(database), await openChanges(dsn), options)).toMatchObject({
    why: 'refused',
    message: `The database role '${role}' may not UPDATE (active) of ir_cron.`,
  });
});

test('the later one of two databases with the same uuid is not changed, the earlier one is', async () => {
  const original = await createDemoDatabase();
  const copy = await createDemoDatabase();
  const twinOf = (name: string, number: number): SharedUuid => ({
    uuid: 'a-uuid',
    createdAt: null,
    number: 16_384,
    twins: [{ name, owner: 'odoo', number, createdAt: null }],
    unread: [],
  });
  const inCopy = await openChanges(copy.dsn, { readTwins: () => Promise.resolve(twinOf(original.name, 16_383)) });
  expect(await applyPlan(await switchOff(copy), inCopy, options)).toMatchObject({
    why: 'refused',
    message: expect.stringContaining(`looks like a copy of '${original.name}'`),
  });
  const inOriginal = await openChanges(original.dsn, { readTwins: () => Promise.resolve(twinOf(copy.name, 16_385)) });
  expect(await applyPlan(await switchOff(original), inOriginal, options)).toMatchObject({ kind: 'applied' });
});

test('a row that changed since it was planned makes the whole plan give up, and nothing is written', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const plan = await switchOff(database);
  await database.query('update ir_cron set active = not active where id = (select max(id) from ir_cron)');
  const before = await readTexts(database, 'ir_cron');

  expect(await applyPlan(plan, changes, options)).toMatchObject({
    why: 'stale',
    message: expect.stringMatching(/row \d+ of ir_cron was changed \(active\).*nothing was changed/),
  });
  expect(await readTexts(database, 'ir_cron')).toEqual(before);
});

test('where stale rows are left, so are those that stand or fall with them', async () => {
  const database = await createDemoDatabase({ scenario: 'credentials' });
  const changes = await openChanges(database.dsn);
  const mails = await readTexts(database, 'mail_mail', "state = 'exception'");
  const [moved, stays] = mails.map(({ id }) => Number(id));
  const rows = [moved ?? 0, stays ?? 0].map((id) => ({ id, unit: id }));
  const messages = await readTexts(
    database,
    'mail_message',
    `id in (select mail_message_id from mail_mail where id in (${moved}, ${stays}))`,
  );
  const plan = planOf(
    [
      {
        kind: 'update-rows',
        table: 'mail_mail',
        rows: rows.map((row) => ({ ...row, before: { state: 'exception' }, after: { state: 'outgoing' } })),
      },
      {
        kind: 'update-rows',
        table: 'mail_message',
        rows: rows.map((row) => {
          const mail = mails.find(({ id }) => Number(id) === row.id);
          const message = messages.find(({ id }) => id === mail?.['mail_message_id']);
          return {
            id: Number(message?.['id']),
            unit: row.unit,
            before: { subject: message?.['subject'] ?? null },
            after: { subject: 'changed' },
          };
        }),
      },
    ],
    { onStaleRows: 'skip', locksQueue: true },
  );
  await database.query("update mail_mail set state = 'sent' where id = $1", [moved]);

  const result = await applyPlan(plan, changes, options);

  expect(result).toMatchObject({
    kind: 'in-part',
    rows: 2,
    skipped: [
      { table: 'mail_mail', id: moved, columns: ['state'] },
      { table: 'mail_message', columns: [] },
    ],
  });
  expect(
    await database.query("select id from mail_mail where state = 'outgoing' and id = any($1)", [[moved, stays]]),
  ).toEqual([{ id: stays }]);
  expect(await database.query("select id from mail_message where subject = 'changed'")).toHaveLength(1);
});

test('while Odoo sends its queue a change waits until the deadline, and then says so', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const plan = await switchOff(database, { locksQueue: true });
  await withClient(database.dsn, async (client) => {
    await client.query('begin; select id from ir_cron for no key update');
    const heard: string[] = [];
    const result = await applyPlan(plan, changes, { ...options, onProgress: ({ kind }) => heard.push(kind) });
    expect(result).toMatchObject({ why: 'queue-running', message: expect.stringContaining('sending its queue') });
    expect(heard).toContain('waiting-for-queue');
    await client.query('rollback');
  });
  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied' });
});

test('two consoles at once: one changes the row, the other is told that it was changed', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const plans = await Promise.all(
    ['one.example', 'other.example'].map(async (smtp_host) =>
      planOf([await planUpdate(database, 'ir_mail_server', 'true', { smtp_host })]),
    ),
  );
  const results = await Promise.all(plans.map((plan) => applyPlan(plan, changes, options)));
  expect(
    results
      .map((result) => (result.kind === 'not-done' ? result.why : result.kind))
      .toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['applied', 'stale']);
  const text = await readJournalText(changes);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).event),
  ).toContain('ended');
});

test('stopped between two transactions, it says what was done and what was not', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const stop = new AbortController();
  const plan = {
    ...(await switchOff(database)),
    transactions: [
      [await planUpdate(database, 'ir_cron', 'true', { active: 'false' })],
      [await planUpdate(database, 'ir_mail_server', 'true', { active: 'false' })],
    ],
  };
  const result = await applyPlan(plan, changes, {
    ...options,
    signal: stop.signal,
    onProgress: ({ kind }) => kind === 'committed' && stop.abort(new Error('enough')),
  });
  expect(result).toMatchObject({ kind: 'in-part', why: { why: 'stopped' } });
  expect(await database.query('select from ir_mail_server where active')).not.toEqual([]);
});

test('a version that is newer than this program is not changed', async () => {
  const database = await createDemoDatabase();
  await database.query(`update ir_module_module set latest_version = '21.0.1.3' where name = 'base'`);
  expect(await applyPlan(await switchOff(database), await openChanges(database.dsn), options)).toMatchObject({
    kind: 'not-done',
    why: 'refused',
    message: `Database '${database.name}' has Odoo 21.0: this version is newer than this program, so nothing is changed on it.`,
  });
});
