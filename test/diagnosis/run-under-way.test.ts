import { Client } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { captureContext } from '../support/command-context.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

const queue = `(select res_id from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action')`;

/** Locks the row as Odoo does while it runs it, in a session of that name, until the test ends. */
const beginRun = async ({ database }: SickWorld): Promise<void> => {
  const client = new Client({ connectionString: database.dsn, application_name: 'odoo-4711' });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await client.query(`select id from ir_cron where id = ${queue} for no key update skip locked`);
};

test.each(seriesUnderTest)('Odoo %i: a healthy system is healthy while it sends', async (series) => {
  const world = await openSickWorld({ series, scenario: 'healthy' });
  // The run began two hours late by the row, which Odoo writes when it ends.
  await world.database.query(
    `update ir_cron set nextcall = (now() at time zone 'UTC') - interval '2 hours', lastcall = nextcall - interval '1 hour'
     where id = ${queue}`,
  );
  if (series >= 18) {
    // Raised when a run begins, and set back when it ends.
    await world.database.query(
      `insert into ir_cron_progress (cron_id, done, remaining, timed_out_counter, create_date)
       select id, 0, 0, 1, now() at time zone 'UTC' from ir_cron where id = ${queue}`,
    );
  }
  await beginRun(world);
  const { context, output } = captureContext(world.options);
  const status = await runCheckCommand(context, { causes: [], redact: false });
  expect(output()).toMatch(/^✔ Mail is going out/);
  expect(output()).not.toMatch(/cut the last|\blate\b|breaks off/);
  expect(status).toBe(0);
});

test('the queue is never on time while a run of hours ago has not come', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(
    `update ir_cron set nextcall = (now() at time zone 'UTC') - interval '6 hours', write_date = now() at time zone 'UTC'
     where id = ${queue}`,
  );
  const { context, output } = captureContext({ ...world.options, verbose: true });
  await runCheckCommand(context, { causes: ['cron'], redact: false });
  expect(output()).toMatch(/cron\.due: The run that was due at .* has not come yet/);
  expect(output()).not.toContain('runs on time');
});
