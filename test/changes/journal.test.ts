import { appendFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { judgeAge, openJournal } from '../../source/changes/journal/journal.ts';
import { listChanges } from '../../source/changes/list-changes.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { UserError } from '../../source/domain/errors.ts';
import { Secret } from '../../source/domain/secret.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { listPrivate, openChanges, readJournalText, temporaryFolder } from './open-changes.ts';
import { planOf, planUpdate, readTexts } from './plans.ts';

const options = { deadlineMs: 1_000 };

const planPassword = async (database: Awaited<ReturnType<typeof createDemoDatabase>>, password: string) => {
  const [server] = await readTexts(database, 'ir_mail_server', 'smtp_pass is not null');
  return planOf([
    {
      kind: 'update-rows',
      table: 'ir_mail_server',
      rows: [
        {
          id: Number(server?.['id']),
          before: { smtp_pass: new Secret(server?.['smtp_pass'] ?? '') },
          after: { smtp_pass: new Secret(password) },
        },
      ],
    },
  ]);
};

test('secrets, old and new, stand in no journal, only in private, which nobody else can read', async () => {
  const database = await createDemoDatabase({ scenario: 'credentials' });
  await database.query("update ir_mail_server set smtp_pass = 'the-old-one'");
  const changes = await openChanges(database.dsn);

  const result = await applyPlan(await planPassword(database, 'the-new-one'), changes, options);

  expect(JSON.stringify([result, await listChanges(changes), await readJournalText(changes)])).not.toMatch(
    /the-(?:old|new)-one/,
  );
  const folder = join(changes.stateHome, 'odoo-mail-doctor');
  const [entry = ''] = await listPrivate(changes);
  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
  const files = await readdir(join(folder, 'private', entry));
  expect(files).toHaveLength(1);
  expect(await modeOf(join(folder, 'private', entry, files[0] ?? ''))).toBe(0o600);
  expect(await modeOf(join(folder, 'private', entry))).toBe(0o700);
  expect(await modeOf(join(folder, 'journal.jsonl'))).toBe(0o600);
  expect(await modeOf(folder)).toBe(0o700);
});

test("a secret that PostgreSQL quotes in an error does not come out with the error's words", async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const plan = planOf([
    {
      kind: 'insert-row',
      table: 'ir_mail_server',
      name: 'server',
      values: { smtp_port: new Secret('hunter2-hunter2') },
    },
  ]);
  const result = await applyPlan(plan, changes, options);
  expect(result).toMatchObject({ kind: 'not-done', message: expect.stringContaining('••••') });
  expect(JSON.stringify(result) + (await readJournalText(changes))).not.toContain('hunter2');
});

test('after 30 days, by two looks, what undo needs is gone, and undo says so', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  await applyPlan(planOf([await planUpdate(database, 'ir_cron', 'true', { active: 'false' })]), changes, options);
  expect(await listPrivate(changes)).toHaveLength(1);

  const openAfter = (days: number) =>
    openChanges(database.dsn, {
      stateHome: changes.stateHome,
      now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1_000),
    });
  expect(await listPrivate(await openAfter(31))).toHaveLength(1);
  const later = await openAfter(32.5);

  expect(await listPrivate(later)).toEqual([]);
  expect(await undoEntry(undefined, later, options)).toMatchObject({
    kind: 'not-done',
    why: 'refused',
    message: expect.stringContaining('more than 30 days old'),
  });
});

test('undo takes the newest change of this database, and a second time the one before it', async () => {
  const stateHome = await temporaryFolder();
  const [database, other] = [await createDemoDatabase(), await createDemoDatabase()];
  const changes = await openChanges(database.dsn, { stateHome });
  const elsewhere = await openChanges(other.dsn, { stateHome });
  let second = 0;
  const clock = () => new Date(Date.UTC(2026, 10, 24, 12, 0, second++));
  const timed = { ...changes, journal: await openJournal({ stateHome, now: clock, random: Math.random }) };
  for (const title of ['first', 'second']) {
    const step = await planUpdate(database, 'ir_mail_server', 'true', { smtp_host: `${title}.example` });
    await applyPlan(planOf([step], { title }), timed, options);
  }
  await applyPlan(planOf([await planUpdate(other, 'ir_cron', 'true', { active: 'false' })]), elsewhere, options);

  expect(await undoEntry(undefined, timed, options)).toMatchObject({ entry: { title: 'second' } });
  expect(await database.query("select from ir_mail_server where smtp_host <> 'first.example'")).toEqual([]);
  expect(await undoEntry(undefined, timed, options)).toMatchObject({ entry: { title: 'first' } });
  expect(await undoEntry(undefined, timed, options)).toMatchObject({ kind: 'not-done', why: 'refused' });
});

test('a clock that ran 60 days ahead and was set right again took nothing that undo needs', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  await applyPlan(planOf([await planUpdate(database, 'ir_cron', 'true', { active: 'false' })]), changes, options);
  const { stateHome } = changes;
  const ahead = new Date(Date.now() + 60 * 24 * 60 * 60 * 1_000);
  await openChanges(database.dsn, { stateHome, now: () => ahead });
  const right = await openChanges(database.dsn, { stateHome });
  expect(await undoEntry(undefined, right, options)).toMatchObject({ kind: 'undone' });
});

test('the newest change is the last one written, also where the clock was set back', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const { stateHome } = changes;
  const back = await openChanges(database.dsn, { stateHome, now: () => new Date('2026-01-01T00:00:00Z') });
  for (const [title, world] of [
    ['first', changes],
    ['second', back],
  ] as const) {
    const step = await planUpdate(database, 'ir_mail_server', 'true', { smtp_host: `${title}.example` });
    await applyPlan(planOf([step], { title }), world, options);
  }
  expect(await undoEntry(undefined, back, options)).toMatchObject({ entry: { title: 'second' } });
});

test.each([
  ['of another program', '{"event":"begun","entry":"x","at":"2026-11-24T12:00:00Z"}'],
  ['with a time that is none', '{"event":"undo-begun","entry":"x","at":"soon"}'],
  ['of a later version', '{"event":"renamed","entry":"x","at":"2026-11-24T12:00:00Z"}'],
  ['that is no object', '[1, 2]'],
  ['that is no JSON', '\u0000\u0001 not ours'],
])('a line %s in the journal is passed over', async (_what, line) => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  await appendFile(join(changes.stateHome, 'odoo-mail-doctor', 'journal.jsonl'), `${line}\n`);
  await applyPlan(planOf([await planUpdate(database, 'ir_cron', 'true', { active: 'false' })]), changes, options);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
});

test('a folder in the place of the journal is said in a sentence', async () => {
  const stateHome = await temporaryFolder();
  await mkdir(join(stateHome, 'odoo-mail-doctor', 'journal.jsonl'), { recursive: true });
  const journal = await openJournal({ stateHome, now: () => new Date(), random: Math.random });
  await expect(journal.entries()).rejects.toThrow(UserError);
  await expect(journal.write({ event: 'undo-begun', entry: 'x' })).rejects.toThrow(UserError);
});

test.each([
  ['young', 10, undefined, 'kept'],
  ['made in the future', -60, undefined, 'kept'],
  ['old, seen for the first time', 31, undefined, 'old-at-first-sight'],
  ['old, seen so an hour ago', 31, 1 / 24, 'kept'],
  ['old, seen so yesterday', 32, 1, 'old'],
  ['old, seen so by a clock that was ahead', 31, -29, 'old-at-first-sight'],
  ['of a name without a time', Number.NaN, undefined, 'kept'],
])('what undo needs, %s, is judged by its age in days', (_what, age, seenAge, verdict) => {
  const day = 24 * 60 * 60 * 1_000;
  const now = Date.UTC(2026, 10, 24);
  const seenOld = seenAge === undefined ? undefined : now - seenAge * day;
  expect(judgeAge({ now, made: now - age * day, seenOld })).toBe(verdict);
});

test('a column that somebody changed since is left and named, the others come back', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const before = await readTexts(database, 'ir_mail_server');
  const step = await planUpdate(database, 'ir_mail_server', 'id = (select min(id) from ir_mail_server)', {
    smtp_host: 'new.example',
    smtp_port: '2525',
  });
  await applyPlan(planOf([step]), changes, options);
  await database.query("update ir_mail_server set smtp_host = 'theirs.example' where smtp_host = 'new.example'");

  expect(await undoEntry(undefined, changes, options)).toMatchObject({
    kind: 'undone-in-part',
    entry: {
      left: [expect.stringMatching(/^Row \d+ of ir_mail_server: smtp_host was changed by somebody else since/)],
    },
  });
  const [row] = await readTexts(database, 'ir_mail_server');
  expect(row).toEqual({ ...before[0], smtp_host: 'theirs.example' });
});

test('twenty journals written at once lose no line', async () => {
  const stateHome = await temporaryFolder();
  const journals = await Promise.all(
    Array.from({ length: 20 }, () => openJournal({ stateHome, now: () => new Date(), random: Math.random })),
  );
  await Promise.all(journals.map((journal, index) => journal.write({ event: 'undo-begun', entry: `entry-${index}` })));
  const { length } = (await readJournalText({ stateHome })).trimEnd().split('\n');
  expect(length).toBe(20);
});
