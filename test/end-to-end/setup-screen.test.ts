import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { openTerminal } from '../support/terminal.ts';

const modules = `insert into ir_module_module (name, state, latest_version)
  values ('base', 'installed', '18.0.1.3'), ('mail', 'installed', '18.0.1.18')`;

test('without a target the console says where it looked, tries what is typed, and opens it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-'));
  const cluster = await startCluster();
  try {
    await cluster.createDatabase('acme');
    await withClient(cluster.dsn('acme'), async (client) => {
      for (const statement of createTables(18)) await client.query(statement);
      await client.query(modules);
    });
    const { hostname, port, username, password } = new URL(cluster.dsn('acme'));
    const terminal = openTerminal([], { columns: 120, rows: 40, env: { HOME: home } });
    const screen = await terminal.waitFor('Connect to the PostgreSQL');
    expect(screen).toMatch(/~\/\.odoorc +is not there/);
    const write = (text: string) => terminal.type(`\u0015${text}`);
    write(hostname);
    terminal.type('\t');
    write(port);
    terminal.type('\t');
    write('nobody');
    terminal.type('\r');
    await terminal.waitFor(/nobody/);
    await terminal.waitFor(/✖ .*PostgreSQL/);
    write(decodeURIComponent(username));
    terminal.type('\t');
    write(decodeURIComponent(password));
    terminal.type('\r');
    await terminal.waitFor('acme · Odoo 18.0');
    terminal.type('q');
    expect((await terminal.ended).exitCode).toBe(0);
    expect(terminal.text()).toContain(`Next time: odoo-mail-doctor --dsn postgres://`);
    if (password !== '') expect(terminal.raw()).not.toContain(decodeURIComponent(password));
  } finally {
    await cluster.stop();
    await rm(home, { recursive: true });
  }
});
