import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { rowsInTransaction } from '../../source/changes/batch-sizes.ts';
import { listChanges } from '../../source/changes/list-changes.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import type { Sentence } from './apply-and-die.ts';
import { openChanges, readJournalText, temporaryFolder } from './open-changes.ts';
import { openFailedMails } from './open-failed-mails.ts';
import { createQuickClock } from './quick-clock.ts';

const options = { deadlineMs: 5_000, readClock: createQuickClock() };

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

test.each([
  ['committing', 'step by step', 40, 1],
  ['committed', 'step by step', 40, 1],
  ['committing', 'at once', 10, 26],
  ['committed', 'at once', 10, 26],
])(
  'killed when %s several of the plan’s transactions as one, written %s: the journal knows all of it, and undo brings everything back',
  async (dieAt, _how, transactions, mails) => {
    const { odoo, plan, look } = await openFailedMails({ transactions, mails });
    const stateHome = await temporaryFolder();
    const before = await look();

    const notBefore = transactions / 2;
    expect(await runAndDie({ dsn: odoo.database.dsn, stateHome, plan, dieAt, notBefore })).toBe('SIGKILL');

    const changes = await openChanges(odoo.database.dsn, { stateHome });
    const ready = await readReady(changes);
    expect(ready.filter(({ parts = 1 }) => parts > 1).length).toBeGreaterThan(0);
    const parts = ready.map(({ parts = 1 }) => parts);
    const written = (dieAt === 'committed' ? parts : parts.slice(0, -1)).reduce((sum, part) => sum + part, 0);
    expect(await listChanges(changes)).toMatchObject([
      {
        state: 'in-part',
        left: expect.arrayContaining([`${written} of ${transactions} transactions were written; the rest was not.`]),
      },
    ]);
    expect(await countBack(odoo)).toBe(written * mails);
    expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
    expect(await look()).toEqual(before);
  },
);

test('a mail that changed meanwhile is left with its recipients, and nothing else is', async () => {
  const { odoo, plan, look } = await openFailedMails({ transactions: 24, mails: 1 });
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
  const { odoo, plan, look } = await openFailedMails({ transactions: 40, mails: 1 });
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
  const { odoo, plan, look } = await openFailedMails({ transactions: 5, mails: 260 });
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
