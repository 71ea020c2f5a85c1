import { expect, onTestFinished, test } from 'vitest';
import { applyPlan } from '../../../source/changes/apply.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import { openOdoo } from '../../../source/services/odoo/odoo.ts';
import { openListeningWorker } from '../../changes/listening-worker.ts';
import { openChanges } from '../../changes/open-changes.ts';
import { outsidePlan } from '../../changes/plans.ts';
import { createDemoDatabase } from '../../support/postgres.ts';
import { connect } from './connect.ts';

/** A process number that no other test has. */
const pid = 100_000 + (process.pid % 100_000);

const openWorld = async () => {
  const database = await createDemoDatabase({ series: 20 });
  const system = `odoosys_${database.name}`;
  await withClient(database.superuserDsn, async (client) => {
    await client.query(`create database ${system} owner odoo`);
  });
  onTestFinished(() =>
    withClient(database.superuserDsn, async (client) => {
      await client.query(`drop database ${system} with (force)`);
    }),
  );
  return { database, system };
};

test('a cron worker that waits in another database (db_system) is found there, whether it was named or not', async () => {
  const { database, system } = await openWorld();
  await openListeningWorker(database.dsn, 20, { system, pid });
  const connection = await connect(database.dsn);
  const unnamed = await openOdoo(connection);
  const named = await openOdoo(connection, { systemDatabases: [system] });

  for (const odoo of [unnamed, named]) {
    const workers = await odoo.cronWorkers();
    expect(workers).toMatchObject({ kind: 'counted', toldBy: 'application-name' });
    expect(
      workers.kind === 'counted' && workers.listening.filter(({ odooProcess }) => odooProcess === pid),
    ).toMatchObject([{ database: system }]);
  }
});

test('the queue is woken where the cron worker waits', async () => {
  const { database, system } = await openWorld();
  const worker = await openListeningWorker(database.dsn, 20, { system, pid });
  await worker.query('listen cron_trigger');
  const called = new Promise<string | undefined>((resolve) => {
    worker.on('notification', ({ payload }) => resolve(payload));
  });
  const changes = await openChanges(database.dsn);

  expect(await applyPlan(outsidePlan([{ kind: 'wake-queue' }]), changes, { deadlineMs: 5_000 })).toMatchObject({
    kind: 'applied',
  });

  // Nothing but the call tells it: it looks by itself within a minute only.
  expect(await called).toBe(database.name);
});
