import { expect, test } from 'vitest';
import { startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { openTerminal } from '../support/terminal.ts';

const modules = `insert into ir_module_module (name, state, latest_version)
  values ('base', 'installed', '18.0.1.3'), ('mail', 'installed', '18.0.1.18')`;

test('with several Odoo databases the console asks which one, and opens it', async () => {
  const cluster = await startCluster();
  try {
    for (const name of ['acme', 'brewery']) {
      await cluster.createDatabase(name);
      await withClient(cluster.dsn(name), async (client) => {
        for (const statement of createTables(18)) await client.query(statement);
        await client.query(modules);
      });
    }
    const terminal = openTerminal(['--dsn', cluster.dsn('x').replace(/\/x$/, '')]);
    expect(await terminal.waitFor('Which database?')).toMatch(/❯ acme\n {2}brewery/);
    terminal.type('j');
    await terminal.waitFor('❯ brewery');
    terminal.type('\r');
    await terminal.waitFor('brewery · Odoo 18.0');
    terminal.type('q');
    expect((await terminal.ended).exitCode).toBe(0);
  } finally {
    await cluster.stop();
  }
});
