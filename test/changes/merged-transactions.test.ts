import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { rowsInTransaction } from '../../source/changes/batch-sizes.ts';
import { listChanges } from '../../source/changes/list-changes.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { DatabaseStep } from '../../source/domain/change/plan.ts';
import type { SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import type { Sentence } from './apply-and-die.ts';
import { createConsoleOdoo } from './console-odoo.ts';
import { openChanges, readJournalText, temporaryFolder } from './open-changes.ts';
import { planOf } from './plans.ts';

const options = { deadlineMs: 5_000 };

/** Failed mails, each to somebody who has it already, and a plan that puts them back, so many a transaction. */
const openMails = async ({ transactions, mails }: { readonly transactions: number; readonly mails: number }) => {
  const odoo = await createConsoleOdoo(18);
  const partner = await odoo.addPartner('Ann', 'ann@customer.example');
  const count = transactions * mails;
  for (const statement of [
    `insert into mail_message (id, message_type, date) select n, 'comment', now() at time zone 'UTC' from generate_series(1, ${count}) n`,
    `insert into mail_mail (id, mail_message_id, state, failure_reason, write_date)
       select n, n, 'exception', 'failure ' || n, '2026-11-24 08:00:00.123456' from generate_series(1, ${count}) n`,
    `insert into mail_mail_res_partner_rel (mail_mail_id, res_partner_id) select n, ${partner} from generate_series(1, ${count}) n`,
  ])
    await odoo.database.query(statement);
  const steps = Array.from({ length: transactions }, (_, transaction) => {
    const ids = Array.from({ length: mails }, (_each, index) => transaction * mails + index + 1);
    return planBack(ids, partner);
  });
  const plan = planOf([], { locksQueue: true, onStaleRows: 'skip', transactions: steps });
  return { odoo, plan, look: () => look(odoo) };
};

const planBack = (ids: readonly number[], partner: number): readonly DatabaseStep[] => [
  {
    kind: 'delete-rows',
    table: 'mail_mail_res_partner_rel',
    rows: ids.map((id) => ({ mail_mail_id: String(id), res_partner_id: String(partner) })),
    units: ids,
  },
  {
    kind: 'update-rows',
    table: 'mail_mail',
    rows: ids.map((id) => ({
      id,
      unit: id,
      before: { state: 'exception', write_date: '2026-11-24 08:00:00.123456' },
      after: { state: 'outgoing', failure_reason: null, write_date: '2026-11-29 08:00:00' },
    })),
    deciding: 'state',
    unread: ['failure_reason'],
  },
];

const look = async ({ database }: SmallOdoo) => ({
  mails: await database.query('select id, state, failure_reason, write_date::text from mail_mail order by id'),
  pairs: await database.query('select * from mail_mail_res_partner_rel order by 1, 2'),
});

const countBack = async ({ database }: SmallOdoo): Promise<number> =>
  (await database.query("select from mail_mail where state = 'outgoing' and failure_reason is null")).length;

interface Ready {
  readonly number: number;
  readonly parts?: number;
  readonly changed: readonly { readonly what: string; readonly count: number }[];
}

/** What the journal says was about to be committed. */
const readReady = async (changes: { readonly stateHome: string }): Promise<readonly Ready[]> =>
  (await readJournalText(changes))
    .split('\n')
    .filter((line) => line.includes('"transaction-ready"'))
    .map((line) => JSON.parse(line) as Ready);

const runAndDie = (sentence: Sentence): Promise<string | null> =>
  new Promise((resolve) => {
    const script = join(import.meta.dirname, 'apply-and-die.ts');
    execFile(process.execPath, [script, JSON.stringify(sentence)], (error) => resolve(error?.signal ?? null));
  });

test.each(['committing', 'committed'])(
  'killed when %s several of the plan’s transactions as one: the journal knows all of it, and undo brings everything back',
  async (dieAt) => {
    const { odoo, plan, look } = await openMails({ transactions: 40, mails: 1 });
    const stateHome = await temporaryFolder();
    const before = await look();

    expect(await runAndDie({ dsn: odoo.database.dsn, stateHome, plan, dieAt, notBefore: 20 })).toBe('SIGKILL');

    const changes = await openChanges(odoo.database.dsn, { stateHome });
    const ready = await readReady(changes);
    expect(ready.filter(({ parts = 1 }) => parts > 1).length).toBeGreaterThan(0);
    const parts = ready.map(({ parts = 1 }) => parts);
    const written = (dieAt === 'committed' ? parts : parts.slice(0, -1)).reduce((sum, part) => sum + part, 0);
    expect(await listChanges(changes)).toMatchObject([
      {
        state: 'in-part',
        left: expect.arrayContaining([`${written} of 40 transactions were written; the rest was not.`]),
      },
    ]);
    expect(await countBack(odoo)).toBe(written);
    expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
    expect(await look()).toEqual(before);
  },
);

test('a mail that changed meanwhile is left with its recipients, and nothing else is', async () => {
  const { odoo, plan, look } = await openMails({ transactions: 24, mails: 1 });
  await odoo.database.query("update mail_mail set state = 'cancel' where id = 12");
  const before = await look();
  const changes = await openChanges(odoo.database.dsn);

  expect(await applyPlan(plan, changes, options)).toMatchObject({
    skipped: [{ table: 'mail_mail_res_partner_rel' }, { table: 'mail_mail', id: 12, columns: ['state'] }],
  });

  expect((await readReady(changes)).some(({ parts = 1 }) => parts > 1)).toBe(true);
  expect(await countBack(odoo)).toBe(23);
  expect((await look()).pairs).toMatchObject([{ mail_mail_id: 12 }]);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await look()).toEqual(before);
});

test('whoever stops it stops it between two transactions, and what was told as done is what was done', async () => {
  const { odoo, plan, look } = await openMails({ transactions: 40, mails: 1 });
  const before = await look();
  const changes = await openChanges(odoo.database.dsn);
  const stopping = new AbortController();
  let told = 0;

  const result = await applyPlan(plan, changes, {
    ...options,
    signal: stopping.signal,
    onProgress: (progress) => {
      if (progress.kind !== 'committed') return;
      told = progress.transaction + 1;
      if (told >= 20) stopping.abort();
    },
  });

  expect(result).toMatchObject({ kind: 'in-part' });
  expect(told).toBeLessThan(40);
  expect(await countBack(odoo)).toBe(told);
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await look()).toEqual(before);
});

test('undo locks no more rows at once than one of the plan’s transactions may', async () => {
  const { odoo, plan, look } = await openMails({ transactions: 5, mails: 260 });
  const before = await look();
  const changes = await openChanges(odoo.database.dsn);
  await applyPlan(plan, changes, options);
  const ready = await readReady(changes);
  let pieces = 0;

  const undone = await undoEntry(undefined, changes, {
    ...options,
    onProgress: ({ kind }) => {
      if (kind === 'committing') pieces += 1;
    },
  });

  expect(undone).toMatchObject({ kind: 'undone', entry: { left: [] } });
  const perPiece = Math.floor(rowsInTransaction / 2);
  const mailsOf = ({ changed }: Ready) => changed.find(({ what }) => what === 'updated')?.count ?? 0;
  const expected = ready.map((one) => Math.ceil(mailsOf(one) / perPiece));
  expect(pieces).toBe(expected.reduce((sum, each) => sum + each, 0));
  expect(await look()).toEqual(before);
});
