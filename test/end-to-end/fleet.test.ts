import { expect, test } from 'vitest';
import { startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { drawn, hear, speak } from '../support/spoken-terminal.ts';
import { openTerminal } from '../support/terminal.ts';

const content = `insert into ir_module_module (name, state, latest_version)
    values ('base', 'installed', '18.0.1.3'), ('mail', 'installed', '18.0.1.18');
  alter table mail_mail alter mail_message_id drop not null`;
const mails = (state: string, count: number): string =>
  `insert into mail_mail (state, create_date, write_date)
   select '${state}', now() at time zone 'UTC', now() at time zone 'UTC' from generate_series(1, ${count})`;

test('--all-databases opens the table of databases; Enter goes into one, Esc comes back; one that refuses is a row', {
  timeout: 120_000,
}, async () => {
  const cluster = await startCluster();
  try {
    for (const name of ['acme', 'brewery', 'clinic']) {
      await cluster.createDatabase(name);
      await withClient(cluster.dsn(name), async (client) => {
        for (const statement of createTables(18)) await client.query(statement);
        await client.query(content);
        await client.query(mails('outgoing', name === 'acme' ? 17 : 0));
        await client.query(mails('exception', name === 'brewery' ? 3 : 0));
      });
    }
    await cluster.createDatabase('wordpress');
    const administrate = (statement: string): Promise<unknown> =>
      withClient(cluster.dsn('postgres', 'postgres'), (client) => client.query(statement));
    await administrate('alter database clinic connection limit 0');

    const terminal = openTerminal(['--dsn', cluster.dsn('postgres'), '--all-databases'], { columns: 120, rows: 40 });
    const first = await terminal.waitFor(/acme +17 +0/);
    expect(first).toContain('127.0.0.1 · 3 databases');
    expect(first).not.toContain('wordpress');
    await terminal.waitFor(/clinic +— +— +— +— +\? .*takes no further connection/);
    await terminal.waitFor(/brewery +0 +3/);

    for (const [columns, rows] of [
      [200, 60],
      [80, 24],
    ] as const) {
      terminal.resize(columns, rows);
      const seen = await terminal.waitFor((screen) => screen.split('\n').length === rows && /acme +17/.test(screen));
      expect(seen).toMatch(/Enter open {2}\/ filter {2}o order {2}r look now/);
      expect(seen).toMatch(/\? help {2}q quit/);
    }

    terminal.type('/brew\r');
    await terminal.waitFor(/3 databases, 1 shown/);
    terminal.type('\r');
    await terminal.waitFor('brewery · Odoo 18.0');
    await terminal.waitFor(/failed +3 /);
    terminal.type('2');
    await terminal.waitFor('q back');
    terminal.type('q');
    await terminal.waitFor('Why mails failed');
    terminal.type('\u001B');
    await terminal.waitFor(/3 databases, 1 shown/);

    terminal.type('/\u0015clinic\r');
    await terminal.waitFor(/❯ clinic/);
    terminal.type('\r');
    await terminal.waitFor(/✖ .*takes no further connection/);
    await administrate('alter database clinic connection limit -1');
    terminal.type('r');
    await terminal.waitFor(/clinic +0 +0/);

    terminal.type('\r');
    await terminal.waitFor('clinic · Odoo 18.0');
    terminal.type('\u0003');
    expect((await terminal.ended).exitCode).toBe(0);
  } finally {
    await cluster.stop();
  }
});

test('without colours the table says the same by signs and words', async () => {
  const cluster = await startCluster();
  try {
    await cluster.createDatabase('acme');
    await withClient(cluster.dsn('acme'), async (client) => {
      for (const statement of createTables(18)) await client.query(statement);
      await client.query(content);
    });
    const terminal = openTerminal(['--dsn', cluster.dsn('postgres'), '--all-databases'], { env: { NO_COLOR: '1' } });
    await terminal.waitFor(/❯ acme +0 +0 +— +✖ The Email Queue Manager is deleted/);
    expect(terminal.raw()).not.toMatch(/\u001B\[(?:3[0-7]|9[0-7]|38)[;m]/);
    terminal.type('q');
    expect((await terminal.ended).exitCode).toBe(0);
  } finally {
    await cluster.stop();
  }
});

test('with a screen reader the table of databases is heard, and so is the list that asks for one', {
  timeout: 120_000,
}, async () => {
  const cluster = await startCluster();
  try {
    for (const [name, failed] of [
      ['acme', 0],
      ['brewery', 3],
    ] as const) {
      await cluster.createDatabase(name);
      await withClient(cluster.dsn(name), async (client) => {
        for (const statement of createTables(18)) await client.query(statement);
        await client.query(content);
        await client.query(mails('exception', failed));
      });
    }
    const table = speak(['--dsn', cluster.dsn('postgres'), '--all-databases']);
    const first = await hear(table, '', /1 of 2: \w+\. .* waiting, \d failed/);
    expect(first).toContain(
      'Keys: Enter, open; slash, filter; o, order; r, look now; question mark, help; q, quit. 1 of',
    );
    expect(await hear(table, '/brew', /Filter: .*brew/)).not.toMatch(drawn);
    expect(await hear(table, '\r', /Filter brew, .*1 of 1: brewery\./)).toMatch(/ 0 waiting, 3 failed/);
    expect(await hear(table, '\r', /Queue\. .*Database brewery, Odoo 18\.0/)).not.toContain('acme');
    table.type('\u0003');
    expect((await table.ended).exitCode).toBe(0);
    expect(table.isAlternate()).toBe(false);
    expect(table.raw()).not.toMatch(drawn);

    const list = speak(['--dsn', cluster.dsn('x').replace(/\/x$/, '')]);
    expect(await hear(list, '', /Which database\? .*1 of 2: acme/)).toContain(
      'Keys: j, down; k, up; Enter, open; q, quit.',
    );
    await hear(list, 'j', /2 of 2: brewery/);
    await hear(list, '\r', /Queue\. .*Database brewery, Odoo 18\.0/);
    expect(list.raw()).not.toMatch(drawn);
    list.type('\u0003');
    expect((await list.ended).exitCode).toBe(0);
  } finally {
    await cluster.stop();
  }
});
