import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { listChanges } from '../../source/changes/list-changes.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { queueCron } from '../demo/queue-runner/small-odoo.ts';
import type { Changes } from './connect-changes.ts';
import { openChanges, readJournalText } from './open-changes.ts';
import { openFailedMails } from './open-failed-mails.ts';

const options = { deadlineMs: 5_000 };

/** What the journal says became of the plan's transactions, in its order. */
const readOutcomes = async (changes: Changes): Promise<readonly unknown[]> =>
  (await readJournalText(changes))
    .split('\n')
    .filter((line) => line.includes('"transaction-ended"'))
    .map((line) => (JSON.parse(line) as { readonly outcome: unknown }).outcome);

/** Changes during which something else happens once: after the rows were read and before they are written. */
const openInterrupted = async (dsn: string, meanwhile: () => Promise<unknown>): Promise<Changes> => {
  const changes = await openChanges(dsn);
  let isOver = false;
  const keep: Changes['journal']['keep'] = async (...kept) => {
    if (!isOver) {
      isOver = true;
      await meanwhile();
    }
    return await changes.journal.keep(...kept);
  };
  return { ...changes, journal: { ...changes.journal, keep } };
};

test('many rows are written, and come back byte for byte', async () => {
  const { odoo, plan, look } = await openFailedMails({ transactions: 3, mails: 60 });
  const before = await look();
  const changes = await openChanges(odoo.database.dsn);

  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied', rows: 360, skipped: [] });

  expect((await look()).pairs).toEqual([]);
  expect(await odoo.database.query("select from mail_mail where state = 'outgoing'")).toHaveLength(180);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone', entry: { left: [] } });
  expect(await look()).toEqual(before);
});

test.each([
  ['wrote to', "update mail_mail set write_date = write_date + interval '1 second' where id = 7"],
  ['deleted', 'delete from mail_mail where id = 7'],
  ['took the recipient off', 'delete from mail_mail_res_partner_rel where mail_mail_id = 7'],
])('a mail that somebody %s after it was read is left, and the others are written', async (_, statement) => {
  const { odoo, plan } = await openFailedMails({ transactions: 1, mails: 60 });
  const changes = await openInterrupted(odoo.database.dsn, () => odoo.database.query(statement));

  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'in-part', rows: 118 });

  expect(await readOutcomes(changes)).toEqual(['rolled-back', 'committed']);
  const back = await odoo.database.query<{ id: number }>(
    "select id from mail_mail where state = 'outgoing' order by id",
  );
  expect(back.map(({ id }) => id)).toEqual(
    Array.from({ length: 60 }, (_each, index) => index + 1).filter((id) => id !== 7),
  );
  expect(await listChanges(changes)).toMatchObject([
    { changed: ['59 deleted rows of mail_mail_res_partner_rel', '59 rows of mail_mail'] },
  ]);
});

test('a run of the queue that begins after the rows were read is waited for', async () => {
  const { odoo, plan, look } = await openFailedMails({ transactions: 1, mails: 60 });
  const before = await look();
  const running = await openChanges(odoo.database.dsn);
  const run = await running.openWriter(odoo.database.name, {});
  const changes = await openInterrupted(odoo.database.dsn, async () => {
    await run.begin();
    await run.query('select from ir_cron where id = $1 for no key update', [queueCron]);
  });

  const result = await applyPlan(plan, changes, {
    ...options,
    onProgress: ({ kind }) => {
      if (kind === 'waiting-for-queue') void run.rollback();
    },
  });
  await run[Symbol.asyncDispose]();

  expect(result).toMatchObject({ kind: 'applied', rows: 120 });
  expect(await readOutcomes(changes)).toEqual(['rolled-back', 'committed']);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone', entry: { left: [] } });
  expect(await look()).toEqual(before);
});

test('what a trigger makes of the rows is what the journal holds, so that it comes back', async () => {
  const { odoo, plan, look } = await openFailedMails({ transactions: 1, mails: 60 });
  await odoo.database.query(`create function note_retry() returns trigger language plpgsql as
    $$ begin if new.state = 'outgoing' then new.failure_reason := 'retried'; end if; return new; end $$`);
  await odoo.database.query(
    'create trigger note_retry before update on mail_mail for each row execute function note_retry()',
  );
  const before = await look();
  const changes = await openChanges(odoo.database.dsn);

  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied', rows: 120 });

  expect(await odoo.database.query("select from mail_mail where failure_reason = 'retried'")).toHaveLength(60);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone', entry: { left: [] } });
  expect(await look()).toEqual(before);
});

test('undo of many rows leaves those that went on, and says so', async () => {
  const { odoo, plan, look } = await openFailedMails({ transactions: 1, mails: 60 });
  const before = await look();
  const changes = await openChanges(odoo.database.dsn);
  await applyPlan(plan, changes, options);
  await odoo.database.query("update mail_mail set state = 'sent' where id = 7");

  expect(await undoEntry(undefined, changes, options)).toMatchObject({
    kind: 'undone-in-part',
    entry: { left: [expect.stringContaining('Row 7 of mail_mail: state was changed since')] },
  });

  const after = await look();
  expect(after.mails.filter((_, index) => index !== 6)).toEqual(before.mails.filter((_, index) => index !== 6));
  expect(after.pairs).toHaveLength(59);
});
