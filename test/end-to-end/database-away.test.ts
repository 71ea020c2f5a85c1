import { expect, onTestFinished, test, vi } from 'vitest';
import { startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { openTerminal } from '../support/terminal.ts';

// A cluster of its own is made, halted and filled twice.
vi.setConfig({ testTimeout: 90_000 });

const essentials = `
  insert into ir_module_module (name, state, latest_version)
    values ('base', 'installed', '18.0.1.3'), ('mail', 'installed', '18.0.1.18');
  insert into mail_message (id, message_type) values (1, 'email_outgoing');
  insert into mail_mail (mail_message_id, state, create_date) select 1, 'outgoing', now() from generate_series(1, 42)`;

const createAcme = async (cluster: Awaited<ReturnType<typeof startCluster>>): Promise<void> => {
  await cluster.createDatabase('acme');
  await withClient(cluster.dsn('acme'), async (client) => {
    for (const statement of createTables(18)) await client.query(statement);
    await client.query(essentials);
  });
};

test('a database that goes away is said in a sentence, and the console goes on when it is back, where it was', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  await createAcme(cluster);
  const terminal = openTerminal(['--dsn', cluster.dsn('acme')]);
  await terminal.waitFor(/waiting +42/);

  await cluster.halt();
  const away = await terminal.waitFor('no connection');
  expect(away).toMatch(/✖ .*PostgreSQL|✖ Lost database/);
  expect(away).toMatch(/waiting +42/);

  await cluster.resume();
  await terminal.waitFor('live 2 s');

  // What the server itself refuses does not mend itself: the set-up screen says why, and goes on trying.
  terminal.type('3');
  await terminal.waitFor(/No mail waits|outgoing|waiting/);
  const admin = (statement: string) =>
    withClient(cluster.dsn('postgres', 'postgres'), (client) => client.query(statement));
  await admin('drop database acme with (force)');
  const setup = await terminal.waitFor('Connect to the PostgreSQL');
  expect(setup).toMatch(/has no database acme/);
  expect(setup).toMatch(/the last picture/);
  await createAcme(cluster);
  const again = await terminal.waitFor('live 2 s');
  expect(again).toContain('failed first');
});
