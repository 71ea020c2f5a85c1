import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listChanges } from '../../../source/changes/list-changes.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import { createDemoDatabase } from '../../support/postgres.ts';
import { readEverything } from '../../support/read-everything.ts';
import { openChanges, temporaryFolder } from '../open-changes.ts';
import type { PurgeSentence } from './purge-and-die.ts';

/** Purges in a process of its own, which is killed with SIGKILL at that point. */
const purgeAndDie = (sentence: PurgeSentence): Promise<string | null> =>
  new Promise((resolve) => {
    const script = join(import.meta.dirname, 'purge-and-die.ts');
    execFile(process.execPath, [script, JSON.stringify(sentence)], (error) => resolve(error?.signal ?? null));
  });

test.each([
  ['begun', 'not-applied'],
  ['archiving', 'not-applied'],
  ['committing', 'not-applied'],
  ['committed', 'applied'],
])('a purge that is killed when %s loses nothing: the next start says %s', async (dieAt, state) => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const stateHome = await temporaryFolder();
  const rows = await database.query<{ id: number }>("select id from mail_mail where state = 'exception'");
  const ids = rows.map(({ id }) => id);
  const before = await readEverything(database);

  expect(await purgeAndDie({ dsn: database.dsn, stateHome, ids, dieAt })).toBe('SIGKILL');

  const changes = await openChanges(database.dsn, { stateHome });
  expect(await listChanges(changes)).toMatchObject([{ action: 'purge', state }]);
  const mails = await database.query('select from mail_mail where id = any($1::int[])', [ids]);
  expect(mails).toHaveLength(state === 'not-applied' ? ids.length : 0);
  const undone = await undoEntry(undefined, changes, { deadlineMs: 1_000 });
  expect(undone.kind).toBe(state === 'not-applied' ? 'not-done' : 'undone');
  expect(await readEverything(database)).toEqual(before);
});
