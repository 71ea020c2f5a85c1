import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import type { ChangeDependencies } from '../../source/changes/dependencies.ts';
import type { JournalEvent } from '../../source/changes/journal/journal-events.ts';
import { JournalTrouble } from '../../source/changes/journal/journal-trouble.ts';
import { sha256Of } from '../../source/changes/journal/state-folder.ts';
import { listChanges } from '../../source/changes/list-changes.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { OutsideStep } from '../../source/domain/change/plan.ts';
import { createDemoDatabase, type DemoDatabase } from '../support/postgres.ts';
import { openChanges, temporaryFolder } from './open-changes.ts';
import { planOf, planUpdate, readTexts } from './plans.ts';

const options = { deadlineMs: 1_000 };

/** As the changes are, but the disk is full from the first event of that name on. */
const withFullDisk = (changes: ChangeDependencies, from: JournalEvent['event']): ChangeDependencies => {
  let isFull = false;
  const orFull =
    <Event extends { readonly event: string }>(write: (event: Event) => Promise<void>) =>
    async (event: Event): Promise<void> => {
      isFull ||= event.event === from;
      if (isFull) throw new JournalTrouble('journal.jsonl cannot be used (the disk is full)', {});
      await write(event);
    };
  const { journal } = changes;
  return { ...changes, journal: { ...journal, write: orFull(journal.write), note: orFull(journal.note) } };
};

/** Two transactions and a step after them. */
const planTwo = async (database: DemoDatabase, outside: readonly OutsideStep[] = [{ kind: 'signal-cache' }]) => ({
  ...planOf([], { outside }),
  transactions: [
    [await planUpdate(database, 'ir_cron', 'true', { active: 'false' })],
    [await planUpdate(database, 'ir_mail_server', 'true', { smtp_host: 'elsewhere.example' })],
  ],
});

const look = (database: DemoDatabase) =>
  Promise.all(['ir_cron', 'ir_mail_server'].map((table) => readTexts(database, table)));

const countChanged = async (database: DemoDatabase, before: Awaited<ReturnType<typeof look>>): Promise<number> =>
  (await look(database)).filter((rows, index) => JSON.stringify(rows) !== JSON.stringify(before[index])).length;

const notUntouched = expect.not.stringContaining('nothing is changed');

test.each([
  ['begun', 'not-done', 0],
  ['transaction-ended', 'in-part', 1],
  ['outside-ready', 'in-part', 2],
  ['outside-ended', 'in-part', 2],
  ['ended', 'in-part', 2],
] as const)(
  'a journal that fails at %s: what was written is told, and undo brings it back',
  async (from, kind, written) => {
    const database = await createDemoDatabase();
    const changes = await openChanges(database.dsn);
    const before = await look(database);

    const result = await applyPlan(await planTwo(database), withFullDisk(changes, from), options);

    expect(result).toMatchObject({ kind });
    expect(await countChanged(database, before)).toBe(written);
    if (result.kind === 'not-done') {
      expect(result.message).toContain('nothing is changed');
      expect(await listChanges(changes)).toEqual([]);
      return;
    }
    expect(result.rows).toBeGreaterThan(0);
    expect(result.entry.left.join(' ')).toEqual(notUntouched);
    expect(result.entry.left.join(' ')).toContain('the disk is full');
    // With room again, the server is asked how it ended.
    const undone = await undoEntry(undefined, changes, options);
    expect(undone).toMatchObject({ kind: 'undone', why: undefined });
    expect(await countChanged(database, before)).toBe(0);
    expect(await listChanges(changes)).toMatchObject([{ state: 'undone' }]);
  },
);

test('a file that was edited is not called untouched because the journal could not note the end of it', async () => {
  const path = join(await temporaryFolder(), 'odoo.conf');
  const text = '[options]\nworkers = 0\n';
  await writeFile(path, text);
  const edits = [{ section: 'options', key: 'workers', before: '0', after: '2' }];
  const edit: OutsideStep = { kind: 'edit-file', path, sha256: sha256Of(text), edits };
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);

  const result = await applyPlan(planOf([], { outside: [edit] }), withFullDisk(changes, 'outside-ended'), options);

  expect(await readFile(path, 'utf8')).toContain('workers = 2');
  expect(JSON.stringify(result)).toContain('This was done, and could not be noted');
  expect(JSON.stringify(result)).not.toContain('Not done');
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('an undo whose end the journal could not note says that all was taken back', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const before = await look(database);
  await applyPlan(await planTwo(database), changes, options);

  const result = await undoEntry(undefined, withFullDisk(changes, 'undo-ended'), options);

  expect(await countChanged(database, before)).toBe(0);
  expect(result).toMatchObject({
    kind: 'undone-in-part',
    why: { message: expect.stringMatching(/^All of it was taken back, .*the disk is full/) },
  });
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
});

test('an undo that is cut short says what it had taken back, and why it went no further', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const before = await look(database);
  await applyPlan(await planTwo(database), changes, options);
  const stop = new AbortController();

  const result = await undoEntry(undefined, changes, {
    ...options,
    signal: stop.signal,
    onProgress: ({ kind }) => {
      if (kind === 'committed') stop.abort();
    },
  });

  expect(await countChanged(database, before)).toBe(1);
  expect(result).toMatchObject({
    kind: 'undone-in-part',
    why: { why: 'stopped' },
    entry: { left: ['The undo was interrupted: undo it once more.'] },
  });
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await countChanged(database, before)).toBe(0);
});
