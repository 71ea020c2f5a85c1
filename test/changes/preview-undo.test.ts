import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { offerUndo } from '../../source/changes/preview-undo.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { DatabaseStep } from '../../source/domain/change/plan.ts';
import { Secret } from '../../source/domain/secret.ts';
import { createDemoDatabase, type TestDatabase } from '../support/postgres.ts';
import { openChanges } from './open-changes.ts';
import { planOf, planUpdate } from './plans.ts';

const options = { deadlineMs: 1_000 };

const planRetry = async (database: TestDatabase, count: number): Promise<DatabaseStep> => {
  const where = `id in (select id from mail_mail where state = 'exception' order by id limit ${count})`;
  const step = await planUpdate(database, 'mail_mail', where, { state: 'outgoing', failure_reason: null });
  if (step.kind !== 'update-rows') throw new Error('an update was planned');
  return { ...step, deciding: 'state', rows: step.rows.map((row) => ({ ...row, unit: row.id })) };
};

test('an undo is shown before it is done: what comes back, what was changed since, what has left', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const changes = await openChanges(database.dsn);
  const step = await planRetry(database, 7);
  await applyPlan(planOf([step], { action: 'retry', title: 'Send 7 mails again' }), changes, options);
  const [left, changed] = step.kind === 'update-rows' ? step.rows.map(({ id }) => id) : [];
  await database.query("update mail_mail set state = 'sent' where id = $1", [left]);
  await database.query("update mail_mail set failure_reason = 'other' where id = $1", [changed]);

  const { passed, preview } = await offerUndo(changes);

  expect(passed).toEqual([]);
  expect(preview).toMatchObject({
    mails: { of: 7, gone: 1 },
    left: [`Row ${changed} of mail_mail: failure_reason was changed by somebody else since, and stays as it is.`],
    rows: [{ table: 'mail_mail', what: 'updated', back: 6 }],
  });
  const values = preview?.rows[0]?.values ?? [];
  expect(new Set(values.map(({ row }) => row)).size).toBe(5);
  expect(values.find(({ row }) => row === `mail_mail ${changed}`)).toMatchObject({
    column: 'state',
    now: 'outgoing',
    before: 'exception',
  });
  // What was foreseen is what happens.
  const undone = await undoEntry(undefined, changes, options);
  expect(undone).toMatchObject({
    kind: 'undone-in-part',
    entry: { left: expect.arrayContaining([...(preview?.left ?? [])]) },
  });
  expect(undone.kind === 'not-done' ? [] : undone.entry.left).toHaveLength(2);
});

test('a retry that has left is passed over, and the change before it comes without its secrets', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const changes = await openChanges(database.dsn);
  const server = 'id = (select min(id) from ir_mail_server)';
  const password = await planUpdate(database, 'ir_mail_server', server, {
    smtp_user: 'new@acme.example',
    smtp_pass: new Secret('hunter2-new'),
    smtp_debug: 'true',
  });
  await applyPlan(planOf([password], { title: 'Save it' }), changes, options);
  const step = await planRetry(database, 3);
  const trigger: DatabaseStep = {
    kind: 'insert-row',
    table: 'ir_cron_trigger',
    name: 'call',
    values: { cron_id: '1', call_at: '2099-01-01 00:00:00' },
  };
  await applyPlan(planOf([step, trigger], { action: 'retry', title: 'Send 3 mails again' }), changes, options);
  await database.query("update mail_mail set state = 'sent' where state = 'outgoing'");

  const { passed, preview } = await offerUndo(changes);

  expect(passed.map(({ entry, mails }) => [entry.title, mails])).toEqual([['Send 3 mails again', { of: 3, gone: 3 }]]);
  expect(preview?.entry.title).toBe('Save it');
  const values = preview?.rows.flatMap((rows) => rows.values) ?? [];
  expect(values.map(({ column }) => column)).toEqual(['smtp_user', 'smtp_pass', 'smtp_debug']);
  expect(values[1]).toMatchObject({ now: expect.any(Secret), before: expect.any(Secret) });
  expect(JSON.stringify(preview)).not.toContain('hunter2');
  expect(await offerUndo(changes, {}, passed[0]?.entry.id)).toMatchObject({ passed: [{}], preview: undefined });

  await undoEntry(preview?.entry.id, changes, options);
  expect((await offerUndo(changes)).preview).toBeUndefined();
});
