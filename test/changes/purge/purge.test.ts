import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { applyPurge } from '../../../source/changes/purge/apply-purge.ts';
import { planPurge } from '../../../source/changes/purge/plan-purge.ts';
import type { PurgePreview } from '../../../source/changes/purge/purge-preview.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import type { Plan } from '../../../source/domain/change/plan.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { type Filestore, openFilestore } from '../../../source/services/host/filestore.ts';
import { notifies, unlink } from '../../support/odoo-actions.ts';
import { createDemoDatabase, type DemoDatabase, seriesUnderTest } from '../../support/postgres.ts';
import { readEverything, readEverythingAfter } from '../../support/read-everything.ts';
import type { Changes } from '../connect-changes.ts';
import { openChanges, temporaryFolder } from '../open-changes.ts';

const signal = new AbortController().signal;
const options = { deadlineMs: 1_000 };

const mailsIn = async ({ query }: DemoDatabase, where: string): Promise<readonly number[]> =>
  (await query<{ id: number }>(`select id from mail_mail where ${where} order by id`)).map(({ id }) => id);

/** A mail of its own with a file in the database and one in the filestore, an answer to it, and another module's rows. */
const addCompany = async (database: DemoDatabase, series: OdooSeries): Promise<number> => {
  const [mail] = await mailsIn(database, `state = 'exception' and not ${notifies(series)}`);
  const [row] = await database.query<{ message: number }>(
    'select mail_message_id as message from mail_mail where id = $1',
    [mail],
  );
  const message = row?.message ?? 0;
  await database.query(`
    insert into ir_attachment (id, name, type, res_model, res_id, db_datas, file_size)
      values (900001, 'in the row', 'binary', 'mail.message', ${message}, '\\x00ff10'::bytea, 3);
    insert into ir_attachment (id, name, type, res_model, res_id, store_fname, file_size)
      values (900002, 'in the filestore', 'binary', 'mail.message', 0, 'ab/abcdef', 5);
    insert into message_attachment_rel values (${message}, 900001), (${message}, 900002);
    update mail_message set parent_id = ${message} where id = (select max(id) from mail_message where id <> ${message});
    create table oca_tracking (id serial primary key, mail_id int references mail_mail on delete cascade,
      message_id int references mail_message on delete set null, note text, seen timestamp);
    create table oca_event (tracking_id int not null references oca_tracking on delete cascade, "Odd Name" float8);
    insert into oca_tracking values (1, ${mail}, ${message}, E'two\\nlines', '2026-11-24 08:00:00.123456'), (2, null, ${message}, null, null);
    insert into oca_event values (1, 0.1), (1, 1e300)`);
  return mail ?? 0;
};

const hasPlan = (preview: PurgePreview): preview is PurgePreview & { plan: Plan } => preview.plan !== undefined;

const purge = async (changes: Changes, ids: readonly number[], filestore?: Filestore) => {
  const preview = await planPurge({ odoo: changes.odoo, filestore }, ids, { signal });
  if (!hasPlan(preview)) throw new Error('there is nothing to delete');
  return { preview, result: await applyPurge(preview, filestore, changes, options) };
};

test.each(seriesUnderTest)(
  'Odoo %i: a purge leaves every table as a deletion in Odoo does, and undo brings all of it back byte for byte',
  async (series) => {
    const database = await createDemoDatabase({ series, scenario: 'monday-morning' });
    const mail = await addCompany(database, series);
    const changes = await openChanges(database.dsn);
    const filestore = openFilestore(await temporaryFolder(), database.name);
    await mkdir(join(filestore.folder, 'ab'), { recursive: true });
    await writeFile(join(filestore.folder, 'ab', 'abcdef'), 'hello');
    const before = await readEverything(database);
    const asOdooWould = await readEverythingAfter(database, unlink(series, "state = 'exception'"));
    const failed = await mailsIn(database, "state = 'exception'");

    const { preview, result } = await purge(changes, failed, filestore);

    expect(result).toMatchObject({ kind: 'applied', skipped: [] });
    expect(preview).toMatchObject({ ids: failed, files: { count: 2, readable: ['ab/abcdef'], unreadable: [] } });
    expect(await readEverything(database)).toEqual(asOdooWould);
    expect(await database.query('select id from ir_attachment where id > 900000')).toEqual([]);
    expect(await database.query('select * from oca_event')).toEqual([]);
    expect(await database.query('select id, message_id from oca_tracking')).toEqual([{ id: 2, message_id: null }]);
    expect(await database.query(`select from mail_mail where id = ${mail}`)).toEqual([]);

    await rm(join(filestore.folder, 'ab'), { recursive: true });
    expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
    expect(await readEverything(database)).toEqual(before);
    expect(await readFile(join(filestore.folder, 'ab', 'abcdef'), 'utf8')).toBe('hello');
  },
  60_000,
);

test('what waits or was sent stays, and a message with a mail that stays does too', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const [waiting] = await mailsIn(database, "state = 'outgoing'");
  const [own] = await mailsIn(database, "state = 'exception' and not is_notification");
  await database.query(
    `insert into mail_mail (id, mail_message_id, state) select 900001, mail_message_id, 'sent' from mail_mail where id = $1`,
    [own],
  );
  const changes = await openChanges(database.dsn);

  const { preview } = await purge(changes, [waiting ?? 0, own ?? 0, 999_999]);

  expect(preview).toMatchObject({ ids: [own], others: [waiting, 999_999], messages: 0 });
  expect(await mailsIn(database, 'id = 900001')).toEqual([900_001]);
});

test('a mail that a row of another table holds on to stays, the others go', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const [held = 0, free = 0] = await mailsIn(database, "state = 'exception'");
  await database.query(
    `create table bound (id serial primary key, mail_id int references mail_mail); insert into bound (mail_id) values (${held})`,
  );

  const { preview, result } = await purge(await openChanges(database.dsn), [held, free]);

  expect(preview).toMatchObject({ ids: [free], held: [{ table: 'bound', ids: [held] }] });
  expect(result).toMatchObject({ kind: 'applied' });
  expect(await mailsIn(database, `id in (${held}, ${free})`)).toEqual([held]);
});

test('a row that came to belong to a mail since the purge was planned stops it with a sentence', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const [mail = 0] = await mailsIn(database, "state = 'exception' and not is_notification");
  await database.query(
    'create table star (id serial primary key, message_id int references mail_message on delete cascade)',
  );
  const changes = await openChanges(database.dsn);
  const preview = await planPurge({ odoo: changes.odoo, filestore: undefined }, [mail], { signal });
  await database.query('insert into star (message_id) select mail_message_id from mail_mail where id = $1', [mail]);

  expect(hasPlan(preview) && (await applyPurge(preview, undefined, changes, options))).toMatchObject({
    kind: 'not-done',
    why: 'stale',
    message: expect.stringContaining('1 row of star came to belong'),
  });
  expect(await mailsIn(database, `id = ${mail}`)).toEqual([mail]);
});

test('the archive holds every row and file, for nobody else to read', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const mail = await addCompany(database, 18);
  const changes = await openChanges(database.dsn);

  const { preview, result } = await purge(changes, [mail]);

  expect(preview.files.unreadable).toEqual(['ab/abcdef']);
  expect(preview.plan.irreversible).toEqual([expect.stringContaining('contents of 1 attachment cannot be read')]);
  const entry = result.kind === 'not-done' ? '' : result.entry.id;
  const path = join(changes.stateHome, 'odoo-mail-doctor', 'private', entry, 'archive.jsonl.gz');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const lines = gunzipSync(await readFile(path))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; table?: string; row?: Record<string, string> });
  const tables = new Set(lines.filter(({ kind }) => kind === 'deleted-row').map(({ table }) => table));
  expect([...tables]).toEqual(
    expect.arrayContaining(['mail_mail', 'mail_message', 'ir_attachment', 'message_attachment_rel', 'oca_event']),
  );
  expect(lines.find(({ row }) => row?.['name'] === 'in the row')?.row?.['db_datas']).toBe('\\x00ff10');
});

test('an archive that cannot be written whole leaves everything as it is', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const mail = await addCompany(database, 18);
  const changes = await openChanges(database.dsn);
  const filestore = openFilestore(await temporaryFolder(), database.name);
  await mkdir(join(filestore.folder, 'ab'), { recursive: true });
  await writeFile(join(filestore.folder, 'ab', 'abcdef'), 'hello');
  const before = await readEverything(database);
  const preview = await planPurge({ odoo: changes.odoo, filestore }, [mail], { signal });
  await rm(join(filestore.folder, 'ab'), { recursive: true });

  expect(hasPlan(preview) && (await applyPurge(preview, filestore, changes, options))).toMatchObject({
    kind: 'not-done',
    message: expect.stringContaining('so nothing was deleted'),
  });
  expect(await readEverything(database)).toEqual(before);
});
