import { expect, onTestFinished, test } from 'vitest';
import { runJournal } from '../../../source/cli/verbs/journal.ts';
import { runQueue } from '../../../source/cli/verbs/queue.ts';
import { startCluster } from '../../../source/demo/database/cluster.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import { createTables } from '../../../source/demo/database/schema/demo-schema.ts';
import { captureContext } from '../../support/command-context.ts';
import { createDemoDatabase } from '../../support/postgres.ts';

test('prints one document for one database', async () => {
  const { dsn, name } = await createDemoDatabase({ scenario: 'monday-morning' });
  const { context, output } = captureContext({ dsn, format: 'json' });
  expect(await runQueue(context, {})).toBe(0);
  const document = JSON.parse(output());
  expect(Object.keys(document)).toEqual(['schema', 'target', 'queue', 'durationMs']);
  expect(document.target).toEqual({ database: name, odooVersion: '18.0', neutralized: false });
  expect(Object.keys(document.queue.counts)).toEqual(['outgoing', 'exception', 'sent', 'cancel', 'received']);
});

test('--all-databases wraps a document a database, and one that cannot be read does not hide the others', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  for (const name of ['acme', 'ancient']) {
    await cluster.createDatabase(name);
    await withClient(cluster.dsn(name), async (client) => {
      for (const statement of createTables(18)) await client.query(statement);
      await client.query(
        `insert into ir_module_module (name, state, latest_version)
         select module, 'installed', $1 from unnest(array['base', 'mail']) module`,
        [name === 'acme' ? '18.0.1.3' : '8.0.1.3'],
      );
    });
  }
  const dsn = cluster.dsn('acme').replace('/acme', '');
  const { context, output } = captureContext({ dsn, allDatabases: true, format: 'json' });
  expect(await runQueue(context, {})).toBe(3);
  expect(JSON.parse(output()).databases).toMatchObject([
    { target: { database: 'acme', odooVersion: '18.0' }, queue: {} },
    { target: { database: 'ancient' }, error: { message: expect.stringContaining('Odoo 8.0') } },
  ]);
  const journal = captureContext({ dsn, allDatabases: true, format: 'json' });
  expect(await runJournal(journal.context, undefined)).toBe(3);
  expect(JSON.parse(journal.output()).databases).toMatchObject([
    { target: { database: 'acme' }, journal: [] },
    { target: { database: 'ancient' }, error: { message: expect.stringContaining('Odoo 8.0') } },
  ]);
});

test('a neutralized database is said to be one', async () => {
  const database = await createDemoDatabase();
  await database.query("insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')");
  const { context, output } = captureContext({ dsn: database.dsn, format: 'json' });
  await runQueue(context, {});
  expect(JSON.parse(output()).target.neutralized).toBe(true);
});
