import { expect, test } from 'vitest';
import { encodeDone } from '../../../source/changes/database/done-step.ts';
import { openJournal } from '../../../source/changes/journal/journal.ts';
import { readOwnChanges } from '../../../source/changes/journal/own-changes.ts';
import { temporaryFolder } from '../open-changes.ts';

const now = new Date('2026-11-28T12:00:00Z');
const identity = { name: 'acme', host: 'db:5432', cluster: null, oid: 1 };

/** A journal with a change of a mail server; what it changed is what is asked for. */
const keepChange = async (database = identity) => {
  const journal = await openJournal({ stateHome: await temporaryFolder(), now: () => now, random: () => 0 });
  const entry = journal.newEntry();
  const begun = { event: 'begun', entry, action: 'fix', subject: null, title: 'Change it', irreversible: [] } as const;
  await journal.write({ ...begun, database, locksQueue: false, signalsCache: false, transactions: 1, outside: 0 });
  const step = {
    kind: 'updated',
    table: 'ir_mail_server',
    columns: ['smtp_port', 'smtp_pass', 'server_env_defaults', 'write_date'],
    rows: [
      {
        id: 3,
        before: ['465', 'old-secret', '{"smtp_pass":"older-secret"}', '2026-01-01 00:00:00'],
        after: ['587', 'new-secret', '{}', '2026-11-28 11:59:58'],
      },
    ],
  } as const;
  const file = await journal.keep(entry, 'rows', encodeDone([step]));
  const changed = [{ table: 'ir_mail_server', what: 'updated', count: 1 }] as const;
  await journal.write({ event: 'transaction-ready', entry, number: 0, xid: '1', file, changed, left: [] });
  await journal.write({ event: 'transaction-ended', entry, number: 0, outcome: 'committed' });
  await journal.write({ event: 'ended', entry, state: 'applied', left: [] });
  return journal;
};

const since = new Date('2026-11-28T00:00:00Z');
const here = { database: 'acme', host: 'db:5432', since };

test('a change tells the values that it replaced and when it wrote each row, and no secret', async () => {
  const [change, ...more] = await readOwnChanges(await keepChange(), here);
  expect(more).toEqual([]);
  expect(change?.values).toEqual([
    { table: 'ir_mail_server', id: 3, column: 'smtp_port', before: '465', after: '587' },
  ]);
  expect([...(change?.stamps ?? [])]).toEqual([['ir_mail_server:3', new Date('2026-11-28T11:59:58Z')]]);
  expect(change?.entry).toMatchObject({ title: 'Change it', state: 'applied' });
  expect(JSON.stringify(change)).not.toContain('secret');
});

test('another database, also one of the same name elsewhere, and what is older are left out', async () => {
  const journal = await keepChange();
  expect(await readOwnChanges(journal, { ...here, database: 'other' })).toEqual([]);
  expect(await readOwnChanges(journal, { ...here, host: 'db:5433' })).toEqual([]);
  expect(await readOwnChanges(journal, { ...here, since: new Date('2026-11-28T12:00:01Z') })).toEqual([]);
});

test('where undo has removed what it needed, the change is told without its values', async () => {
  const journal = await keepChange();
  const [record] = await journal.entries();
  await journal.forget(record?.begun.entry ?? '');
  expect(await readOwnChanges(journal, here)).toMatchObject([{ values: [], entry: { title: 'Change it' } }]);
});
