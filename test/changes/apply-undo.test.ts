import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import type { DatabaseStep } from '../../source/domain/change/plan.ts';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createDemoDatabase, seriesUnderTest } from '../support/postgres.ts';
import { listPrivate, openChanges } from './open-changes.ts';
import { planOf, planUpdate, readTexts } from './plans.ts';

const options = { deadlineMs: 1_000 };

test.each(seriesUnderTest)(
  'Odoo %i: updates, inserts and deletes are done, and come back byte for byte',
  async (series) => {
    const database = await createDemoDatabase({ series, scenario: 'cron' });
    const changes = await openChanges(database.dsn);
    const look = async () => [
      await readTexts(database, 'ir_cron'),
      await readTexts(database, 'ir_mail_server'),
      await readTexts(database, 'ir_config_parameter'),
    ];
    const before = await look();
    const parameters = await readTexts(database, 'ir_config_parameter', "key like 'mail.%'");
    const plan = planOf(
      [
        await planUpdate(database, 'ir_cron', 'true', { active: 'true', nextcall: '2026-11-24 12:00:00.123456' }),
        { kind: 'insert-row', table: 'ir_mail_server', name: 'server', values: newServer(series) },
        { kind: 'delete-rows', table: 'ir_config_parameter', rows: parameters },
      ],
      { locksQueue: true, outside: [{ kind: 'signal-cache' }] },
    );

    const applied = await applyPlan(plan, changes, options);

    expect(applied).toMatchObject({ kind: 'applied', entry: { state: 'applied', left: [] } });
    expect(await database.query('select from ir_cron where not active')).toEqual([]);
    expect(await readTexts(database, 'ir_config_parameter', "key like 'mail.%'")).toEqual([]);
    expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone', entry: { state: 'undone' } });
    expect(await look()).toEqual(before);
    expect(await listPrivate(changes)).toEqual([]);
  },
);

const newServer = (series: OdooSeries) => ({
  name: 'Ünïcode "quoted" \\ {a,b}',
  smtp_host: 'relay.acme.example',
  smtp_port: '587',
  smtp_encryption: 'starttls',
  active: 'true',
  ...(series >= 15 ? { smtp_authentication: 'login' } : {}),
});

test.each([
  ['in one statement, with the queue locked', true],
  ['after a look at the rows', false],
])('a value that the plan did not hold is read as it is written, and comes back: %s', async (_, locksQueue) => {
  const database = await createDemoDatabase({ scenario: 'cron' });
  const changes = await openChanges(database.dsn);
  const before = await readTexts(database, 'ir_config_parameter');
  const step = await planUpdate(database, 'ir_config_parameter', 'true', {
    value: 'x',
    write_date: '2026-11-24 12:00:00',
  });
  if (step.kind !== 'update-rows') throw new Error('the plan is no update');
  const rows = step.rows.map((row) => ({ ...row, before: { write_date: row.before['write_date'] ?? null } }));
  const plan = planOf([{ ...step, rows, unread: ['value'] }], { locksQueue });

  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied', rows: before.length });
  expect(new Set((await readTexts(database, 'ir_config_parameter')).map(({ value }) => value))).toEqual(new Set(['x']));
  expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
  expect(await readTexts(database, 'ir_config_parameter')).toEqual(before);
});

test('a row inserted before is referred to by its name', async () => {
  const database = await createDemoDatabase();
  const changes = await openChanges(database.dsn);
  const steps: DatabaseStep[] = [
    { kind: 'insert-row', table: 'ir_mail_server', name: 'server', values: newServer(18) },
    await planUpdate(database, 'mail_message', 'id = (select min(id) from mail_message)', {
      mail_server_id: { insertedBy: 'server' },
    }),
  ];

  expect(await applyPlan(planOf(steps), changes, options)).toMatchObject({ kind: 'applied' });

  expect(
    await database.query(
      'select name from mail_message join ir_mail_server s on s.id = mail_server_id where s.name = $1',
      [newServer(18).name],
    ),
  ).toHaveLength(1);
});
