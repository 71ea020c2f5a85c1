import { Client } from 'pg';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { applyPlan } from '../../../source/changes/apply.ts';
import { planCancel } from '../../../source/changes/cancel/plan-cancel.ts';
import { leftWaitingMails, mayBeSending, touchWaitingMails } from '../../../source/changes/database/direct-senders.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import type { RowChange } from '../../../source/domain/change/plan.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { createConsoleOdoo, failMail } from '../console-odoo.ts';
import { openChanges } from '../open-changes.ts';

const minute = 60_000;

describe('a session that has read mails and is not done', () => {
  it.each([
    ['odoo-4711', 'idle in transaction', 5_000, true],
    ['odoo-4711', 'active', 5_000, true],
    ['odoo-4711', 'idle in transaction', 59 * minute, true],
    ['odoo-4711', 'idle in transaction', 61 * minute, false],
    ['odoo-4711', 'idle in transaction (aborted)', 5_000, false],
    ['odoo-4711', null, null, true],
    ['', 'idle in transaction', 5_000, true],
    ['', 'active', 5_000, true],
    ['', 'idle in transaction', 6 * minute, false],
    ['psql', 'idle in transaction', 5_000, true],
    ['psql', 'idle in transaction', 6 * minute, false],
    ['pg_dump', 'active', 5_000, false],
  ] as const)('%s, %s for %s ms, may be sending: %s', (applicationName, state, openMs, expected) => {
    expect(mayBeSending({ applicationName, state, openMs })).toBe(expected);
  });
});

describe('steps that change mails which wait', () => {
  const update = (table: string, before: RowChange['before'], after: RowChange['after']) =>
    [{ kind: 'update-rows', table, rows: [{ id: 1, before, after }] }] as const;

  it.each([
    ['a waiting mail is cancelled', update('mail_mail', { state: 'outgoing' }, { state: 'cancel' }), true],
    ['a failed mail is cancelled', update('mail_mail', { state: 'exception' }, { state: 'cancel' }), false],
    ['a failed mail goes back', update('mail_mail', { state: 'exception' }, { state: 'outgoing' }), false],
    ['a waiting mail is held', update('mail_mail', { scheduled_date: null }, { scheduled_date: 'x' }), true],
    ['an address is corrected', update('mail_mail', { email_to: 'a' }, { email_to: 'b' }), false],
    ['another table', update('ir_cron', { state: 'outgoing' }, { state: 'cancel' }), false],
  ])('%s: %s', (_name, steps, expected) => {
    expect(touchWaitingMails(steps)).toBe(expected);
  });

  it.each([
    ['a retry', ['state'], ['outgoing'], true],
    ['a cancellation', ['state'], ['cancel'], false],
    ['something else', ['email_to'], ['outgoing'], false],
  ] as const)('%s taken back', (_name, columns, after, expected) => {
    const rows = [{ id: 1, before: ['exception'], after }];
    expect(leftWaitingMails([{ kind: 'updated', table: 'mail_mail', columns, rows }])).toBe(expected);
  });
});

/** A web worker that has read a mail and talks to a mail server. */
const startWorker = async (odoo: SmallOdoo, mail: number, name = 'odoo-4711'): Promise<Client> => {
  const client = new Client({ connectionString: odoo.database.dsn, application_name: name });
  await client.connect();
  client.on('error', () => undefined);
  onTestFinished(() => client.end());
  await client.query('begin isolation level repeatable read');
  await client.query('select state from mail_mail where id = $1', [mail]);
  return client;
};

describe.each(seriesUnderTest)('Odoo %i, one of whose workers sends by itself', (series) => {
  const start = async () => {
    const odoo = await createConsoleOdoo(series);
    const mail = await odoo.queueMail({ emailTo: 'ann@customer.example' });
    const changes = await openChanges(odoo.database.dsn);
    const { signal } = new AbortController();
    const { plan } = await planCancel({ odoo: changes.odoo, now: () => new Date() }, [mail], { signal });
    if (plan === undefined) throw new Error('nothing to cancel');
    return { odoo, mail, changes, plan };
  };

  test('no mail is called cancelled while it may be on its way', async () => {
    const { odoo, mail, changes, plan } = await start();
    await startWorker(odoo, mail, series <= 15 ? '' : undefined);
    expect(await applyPlan(plan, changes, { deadlineMs: 300 })).toMatchObject({
      kind: 'not-done',
      why: 'queue-running',
      message: expect.stringMatching(/\(backend \d+\) has read mails in a transaction that is still open/),
    });
    expect(await odoo.readMail(mail)).toMatchObject({ state: 'outgoing' });
  });

  test('what it sent meanwhile is left, once it is done', async () => {
    const { odoo, mail, changes, plan } = await start();
    const worker = await startWorker(odoo, mail);
    let hasWaited = false;
    const onProgress = ({ kind }: { readonly kind: string }): void => {
      if (kind !== 'waiting-for-queue') return;
      hasWaited = true;
      void worker.query("update mail_mail set state = 'sent'").then(() => worker.query('commit'));
    };
    const result = await applyPlan(plan, changes, { deadlineMs: 10_000, onProgress });
    expect(hasWaited).toBe(true);
    expect(result).toMatchObject({
      kind: 'not-done',
      message: expect.stringContaining('changed since this was planned'),
    });
    expect(await odoo.readMail(mail)).toMatchObject({ state: 'sent' });
  });
});

test('a worker that begins while the change is written sends its mail undisturbed', async () => {
  const odoo = await createConsoleOdoo(18);
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example' });
  const changes = await openChanges(odoo.database.dsn);
  const { signal } = new AbortController();
  const { plan } = await planCancel({ odoo: changes.odoo, now: () => new Date() }, [mail], { signal });
  if (plan === undefined) throw new Error('nothing to cancel');
  let worker: Client | undefined;
  const openWriter: typeof changes.openWriter = async (database, options) => {
    const writer = await changes.openWriter(database, options);
    const query = writer.query.bind(writer);
    // It reads the mail between our looking for such a worker and our commit.
    writer.query = async (text, ...rest) => {
      const rows = await query(text, ...rest);
      if (worker === undefined && /^\s*update "mail_mail"/.test(text)) worker = await startWorker(odoo, mail);
      return rows as never;
    };
    return writer;
  };
  const result = await applyPlan(plan, { ...changes, openWriter }, { deadlineMs: 300 });
  expect(worker).toBeDefined();
  expect(result).toMatchObject({ kind: 'not-done', why: 'queue-running' });
  expect(await odoo.readMail(mail)).toMatchObject({ state: 'outgoing' });
});

test('failed mails are cancelled beside a worker, which does not have them in hand', async () => {
  const odoo = await createConsoleOdoo(18);
  const other = await odoo.queueMail({ emailTo: 'ann@customer.example' });
  const failed = await failMail(odoo, { emailTo: 'bob@customer.example' });
  await startWorker(odoo, other);
  const changes = await openChanges(odoo.database.dsn);
  const { signal } = new AbortController();
  const { plan } = await planCancel({ odoo: changes.odoo, now: () => new Date() }, [failed], { signal });
  if (plan === undefined) throw new Error('nothing to cancel');
  expect(await applyPlan(plan, changes, { deadlineMs: 300 })).toMatchObject({ kind: 'applied' });
  expect(await undoEntry(undefined, changes, { deadlineMs: 300 })).toMatchObject({ kind: 'undone' });
});
