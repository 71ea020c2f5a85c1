import { chmod, lstat, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { sha256Of } from '../../source/changes/journal/state-folder.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import type { OutsideStep } from '../../source/domain/change/plan.ts';
import { Secret } from '../../source/domain/secret.ts';
import { createDemoDatabase, seriesUnderTest } from '../support/postgres.ts';
import { listPrivate, openChanges, readJournalText, temporaryFolder } from './open-changes.ts';
import { outsidePlan } from './plans.ts';

const options = { deadlineMs: 1_000 };
const text = '[options]\nsmtp_password = old secret\nworkers = 0 ; ä\n';

const writeConf = async (): Promise<{ readonly path: string; readonly step: OutsideStep }> => {
  const path = join(await temporaryFolder(), 'odoo.conf');
  await writeFile(path, Buffer.from(text, 'latin1'));
  await chmod(path, 0o640);
  const edits = [
    {
      section: 'options',
      key: 'smtp_password',
      before: new Secret('old secret'),
      after: new Secret('new secret with ü'),
    },
    { section: 'options', key: 'max_cron_threads', before: undefined, after: '2' },
  ];
  return { path, step: { kind: 'edit-file', path, sha256: sha256Of(Buffer.from(text, 'latin1')), edits } };
};

test('a file is edited in place of the old one, keeps its mode, and undo brings back every byte', async () => {
  const { path, step } = await writeConf();
  const changes = await openChanges((await createDemoDatabase()).dsn);

  expect(await applyPlan(outsidePlan([step]), changes, options)).toMatchObject({ kind: 'applied' });

  expect(await readFile(path, 'latin1')).toContain(
    Buffer.from('smtp_password = new secret with ü\n').toString('latin1'),
  );
  expect(await readFile(path, 'latin1')).toContain('workers = 0 ; ä\nmax_cron_threads = 2\n');
  expect((await stat(path)).mode & 0o777).toBe(0o640);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await readFile(path, 'latin1')).toBe(text);
  expect(await readJournalText(changes)).not.toMatch(/secret with|old secret/);
});

test('a file that somebody edited since gets back only the keys that still say what was written', async () => {
  const { path, step } = await writeConf();
  const changes = await openChanges((await createDemoDatabase()).dsn);
  await applyPlan(outsidePlan([step]), changes, options);
  await writeFile(
    path,
    (await readFile(path, 'latin1')).replace('max_cron_threads = 2', 'max_cron_threads = 4'),
    'latin1',
  );

  expect(await undoEntry(undefined, changes, options)).toMatchObject({
    kind: 'undone-in-part',
    entry: { left: [expect.stringContaining('max_cron_threads was changed by somebody else since')] },
  });
  expect(await readFile(path, 'latin1')).toBe(`${text}max_cron_threads = 4\n`);
});

test('a file that is not the one that was planned with is left', async () => {
  const { path, step } = await writeConf();
  await writeFile(path, '[options]\n');
  const changes = await openChanges((await createDemoDatabase()).dsn);
  expect(await applyPlan(outsidePlan([step]), changes, options)).toMatchObject({
    kind: 'not-done',
    message: expect.stringContaining('was changed since this was planned'),
  });
  expect(await readFile(path, 'utf8')).toBe('[options]\n');
});

test('a symbolic link to odoo.conf stays one', async () => {
  const { path, step } = await writeConf();
  const link = join(await temporaryFolder(), 'link.conf');
  await symlink(path, link);
  const changes = await openChanges((await createDemoDatabase()).dsn);
  await applyPlan(outsidePlan([{ ...step, path: link } as OutsideStep]), changes, options);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(path, 'utf8')).toContain('max_cron_threads = 2');
});

test('a command is run and undone by its opposite; one that fails is said to have failed', async () => {
  const folder = await temporaryFolder();
  const changes = await openChanges((await createDemoDatabase()).dsn);
  const file = join(folder, 'rule');
  const step: OutsideStep = { kind: 'run-command', argv: ['touch', file], undo: ['rm', file] };

  expect(await applyPlan(outsidePlan([step]), changes, options)).toMatchObject({ kind: 'applied' });
  expect((await stat(file)).isFile()).toBe(true);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  await expect(stat(file)).rejects.toThrow('ENOENT');

  const failing: OutsideStep = { kind: 'run-command', argv: ['rm', file], undo: null };
  expect(await applyPlan(outsidePlan([failing]), changes, options)).toMatchObject({
    kind: 'not-done',
    why: 'failed',
    message: expect.stringContaining('ended with status 1'),
  });
  expect(await listPrivate(changes)).toEqual([]);
});

test('a file that is new is written whole, is removed by undo, and is left where somebody changed it since', async () => {
  const path = join(await temporaryFolder(), 'odoo');
  const step: OutsideStep = { kind: 'create-file', path, mode: '644', content: 'daily\n' };
  const changes = await openChanges((await createDemoDatabase()).dsn);

  expect(await applyPlan(outsidePlan([step]), changes, options)).toMatchObject({ kind: 'applied' });
  expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777]).toEqual(['daily\n', 0o644]);
  expect(await applyPlan(outsidePlan([step]), changes, options)).toMatchObject({
    kind: 'not-done',
    message: expect.stringContaining(`${path} cannot be written: it is there already`),
  });
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  await expect(stat(path)).rejects.toThrow('ENOENT');

  await applyPlan(outsidePlan([step]), changes, options);
  await writeFile(path, 'weekly\n');
  expect(await undoEntry(undefined, changes, options)).toMatchObject({
    kind: 'undone-in-part',
    entry: { left: [`${path} was changed by somebody else since, and stays.`] },
  });
  expect(await readFile(path, 'utf8')).toBe('weekly\n');
});

test('another session is ended only while it is the one that was meant', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  await withClient(database.dsn, async (client) => {
    const { rows } = await client.query(
      'select pid, backend_start::text as "startedAt" from pg_stat_activity where pid = pg_backend_pid()',
    );
    const { pid, startedAt } = rows[0];
    const other: OutsideStep = { kind: 'end-backend', pid, startedAt: '2020-01-01 00:00:00+00' };
    expect(await applyPlan(outsidePlan([other]), changes, options)).toMatchObject({ kind: 'not-done' });
    expect(await applyPlan(outsidePlan([{ kind: 'end-backend', pid, startedAt }]), changes, options)).toMatchObject({
      kind: 'applied',
    });
    await expect(client.query('select 1')).rejects.toThrow();
  });
});

test.each(seriesUnderTest)("Odoo %i: waking the queue makes it due and calls Odoo's cron workers", async (series) => {
  const database = await createDemoDatabase({ series });
  const changes = await openChanges(database.dsn);
  const dsn = new URL(database.dsn);
  dsn.pathname = '/postgres';
  await withClient(dsn.href, async (client) => {
    const calls: (string | undefined)[] = [];
    // All databases of the cluster are called on one channel.
    client.on('notification', ({ payload }) => payload === database.name && calls.push(payload));
    await client.query('listen cron_trigger');
    expect(await applyPlan(outsidePlan([{ kind: 'wake-queue' }]), changes, options)).toMatchObject({ kind: 'applied' });
    await client.query('select 1');
    expect(calls).toEqual(series >= 15 ? [database.name] : []);
  });
  const due =
    series >= 15
      ? `select from ir_cron_trigger where call_at = date_trunc('second', call_at) and call_at <= now() at time zone 'UTC'
         and call_at > now() at time zone 'UTC' - interval '1 minute'`
      : `select from ir_cron c join ir_model_data d on d.res_id = c.id and d.model = 'ir.cron'
         where d.name = 'ir_cron_mail_scheduler_action'
         and abs(extract(epoch from c.nextcall - (now() at time zone 'UTC'))) < 60`;
  expect(await database.query(due)).toHaveLength(1);
});

test.each(seriesUnderTest)('Odoo %i: the signal for the cache moves what its workers look at', async (series) => {
  const database = await createDemoDatabase({ series });
  const changes = await openChanges(database.dsn);
  const watched =
    series >= 19
      ? 'select max(id) as value from orm_signaling_stable'
      : `select last_value as value from base_cache_signaling${series >= 17 ? '_default' : ''}`;
  const [before] = await database.query<{ value: string }>(watched);
  await applyPlan(outsidePlan([{ kind: 'signal-cache' }]), changes, options);
  const [after] = await database.query<{ value: string }>(watched);
  expect(Number(after?.value)).toBeGreaterThan(Number(before?.value));
});
