import { execFile } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { listChanges } from '../../source/changes/list-changes.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { OutsideStep, Plan } from '../../source/domain/change/plan.ts';
import { createDemoDatabase, type DemoDatabase } from '../support/postgres.ts';
import type { Sentence } from './apply-and-die.ts';
import { openChanges, temporaryFolder } from './open-changes.ts';
import { planOf, planUpdate, readTexts } from './plans.ts';

const options = { deadlineMs: 1_000 };

/** Runs the change in a process of its own, which is killed with SIGKILL at that point. */
const runAndDie = (sentence: Sentence): Promise<string | null> =>
  new Promise((resolve) => {
    const script = join(import.meta.dirname, 'apply-and-die.ts');
    execFile(process.execPath, [script, JSON.stringify(sentence)], (error) => resolve(error?.signal ?? null));
  });

/** Two transactions, so that a process can die between them, and a step after them. */
const planTwo = async (database: DemoDatabase): Promise<Plan> => ({
  ...planOf([]),
  transactions: [
    [await planUpdate(database, 'ir_cron', 'true', { active: 'false' })],
    [await planUpdate(database, 'ir_mail_server', 'true', { smtp_host: 'elsewhere.example' })],
  ],
  outside: [{ kind: 'signal-cache' } satisfies OutsideStep],
});

test.each([
  ['begun', 'not-applied', 0],
  ['committing', 'not-applied', 0],
  ['committed', 'in-part', 1],
  ['outside', 'in-part', 2],
  ['ending', 'applied', 2],
])('killed when %s: the next start says %s, and undo brings everything back', async (dieAt, state, written) => {
  const database = await createDemoDatabase();
  const stateHome = await temporaryFolder();
  const look = () => Promise.all(['ir_cron', 'ir_mail_server'].map((table) => readTexts(database, table)));
  const before = await look();

  expect(await runAndDie({ dsn: database.dsn, stateHome, plan: await planTwo(database), dieAt })).toBe('SIGKILL');

  const changes = await openChanges(database.dsn, { stateHome });
  expect(await listChanges(changes)).toMatchObject([{ state }]);
  const now = await look();
  expect(now.filter((rows, index) => JSON.stringify(rows) !== JSON.stringify(before[index]))).toHaveLength(written);
  const undone = await undoEntry(undefined, changes, options);
  expect(undone.kind).toBe(state === 'not-applied' ? 'not-done' : 'undone');
  expect(await look()).toEqual(before);
});

test('an undo that was killed is done to its end by the next one', async () => {
  const database = await createDemoDatabase();
  const stateHome = await temporaryFolder();
  const changes = await openChanges(database.dsn, { stateHome });
  const before = await readTexts(database, 'ir_cron');
  await applyPlan(await planTwo(database), changes, options);

  await runAndDie({ dsn: database.dsn, stateHome, plan: null, dieAt: 'committed' });

  expect(await listChanges(changes)).toMatchObject([
    { state: 'undone-in-part', left: [expect.stringContaining('once more')] },
  ]);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone', entry: { left: [] } });
  expect(await readTexts(database, 'ir_cron')).toEqual(before);
});

test('half a line at the end of the journal, left by a killed process, spoils nothing', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const plan = planOf([await planUpdate(database, 'ir_cron', 'true', { active: 'false' })]);
  await applyPlan(plan, changes, options);
  await appendFile(join(changes.stateHome, 'odoo-mail-doctor', 'journal.jsonl'), '{"event":"begun","entry":"2026');

  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await listChanges(changes)).toMatchObject([{ state: 'undone' }]);
});

test('where the server no longer knows the transaction, its rows tell', async () => {
  const database = await createDemoDatabase();
  const stateHome = await temporaryFolder();
  const plan = planOf([await planUpdate(database, 'ir_cron', 'true', { active: 'false' })]);
  await runAndDie({ dsn: database.dsn, stateHome, plan, dieAt: 'committed' });
  // As after a restore: the database has another number, so the transaction's number means nothing.
  const file = join(stateHome, 'odoo-mail-doctor', 'journal.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(/"oid":\d+/g, '"oid":1'));

  expect(await listChanges(await openChanges(database.dsn, { stateHome }))).toMatchObject([{ state: 'applied' }]);
});
