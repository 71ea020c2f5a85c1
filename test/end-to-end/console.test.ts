import { describe, expect, test } from 'vitest';
import { startOdooHttp } from '../support/odoo-http.ts';
import { createDemoDatabase, type DemoDatabase } from '../support/postgres.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

const isRestored = (terminal: Terminal): void => {
  expect(terminal.isAlternate()).toBe(false);
  // The cursor is shown again, and last.
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.raw().lastIndexOf('\u001b[?25l'));
};

const countWaiting = async (database: DemoDatabase): Promise<number> => {
  const [row] = await database.query<{ mails: number }>(
    "select count(*)::int as mails from mail_mail where state = 'outgoing'",
  );
  return row?.mails ?? -1;
};

const shows = (waiting: number): RegExp => new RegExp(`waiting +${String(waiting).replace(/(?=\\d{3}$)/, ' ?')} `);

test('a mail that is put into the queue from outside appears within one refresh, and leaves again', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const waiting = await countWaiting(database);
  const terminal = openTerminal(['--dsn', database.dsn]);
  await terminal.waitFor(shows(waiting));
  await database.query(
    `insert into mail_mail (mail_message_id, state, email_to, create_date)
     select id, 'outgoing', 'new@example.com', now() at time zone 'UTC' from mail_message limit 3`,
  );
  await terminal.waitFor(shows(waiting + 3));
  await database.query("delete from mail_mail where email_to = 'new@example.com'");
  await terminal.waitFor(shows(waiting));
});

test('a key that was pressed before the console was there does not shift its screen', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const terminal = openTerminal(['--dsn', database.dsn]);
  terminal.type('3');
  await terminal.waitFor('1 516 mails, 312 failed');
  await terminal.waitFor('live 2 s');
  expect(terminal.lines()[0]).toMatch(/^odoo-mail-doctor {3}test_/);
});

describe('with a way to Odoo itself it opens and stays', () => {
  const open = async (env: Record<string, string>) => {
    const database = await createDemoDatabase({ series: 18, scenario: 'healthy' });
    const account = { login: 'ada', key: 'a-key' };
    const { url } = await startOdooHttp({ series: 18, database, account });
    const way = ['--odoo-url', url.href.replace(/\/$/, ''), '--odoo-login', account.login];
    return openTerminal(['--dsn', database.dsn, ...way], { env });
  };

  test('its key from the environment', async () => {
    const terminal = await open({ ODOO_API_KEY: 'a-key' });
    await terminal.waitFor('waiting ');
    terminal.type('3');
    await terminal.waitFor(/\d mails?/);
    expect(terminal.isAlternate()).toBe(true);
  });

  test('its key asked for on the terminal as it was', async () => {
    const terminal = await open({});
    await terminal.waitFor('ada');
    expect(terminal.isAlternate()).toBe(false);
    terminal.type('a-key\r');
    await terminal.waitFor('waiting ');
    expect(terminal.isAlternate()).toBe(true);
    expect(terminal.raw()).not.toContain('a-key');
  });
});

describe('the terminal is given back', () => {
  test('after q', async () => {
    const database = await createDemoDatabase({ scenario: 'healthy' });
    const terminal = openTerminal(['--dsn', database.dsn]);
    await terminal.waitFor('waiting ');
    expect(terminal.isAlternate()).toBe(true);
    terminal.type('q');
    expect(await terminal.ended).toEqual({ exitCode: 0, signal: 0 });
    isRestored(terminal);
  });

  test('after Ctrl+C', async () => {
    const database = await createDemoDatabase({ scenario: 'healthy' });
    const terminal = openTerminal(['--dsn', database.dsn]);
    await terminal.waitFor('waiting ');
    terminal.type('\u0003');
    expect((await terminal.ended).exitCode).toBe(0);
    isRestored(terminal);
  });

  test.each([
    ['SIGTERM', 15],
    ['SIGHUP', 1],
    ['SIGINT', 2],
  ] as const)('after %s, and the shell is told', async (name, number) => {
    const database = await createDemoDatabase({ scenario: 'healthy' });
    const terminal = openTerminal(['--dsn', database.dsn]);
    await terminal.waitFor('waiting ');
    terminal.signal(name);
    expect((await terminal.ended).signal).toBe(number);
    isRestored(terminal);
  });
});

test('CI in the environment and NO_COLOR leave a live screen without colours', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const terminal = openTerminal(['--dsn', database.dsn], { env: { CI: '1', NO_COLOR: '1' } });
  await terminal.waitFor('waiting ');
  expect(terminal.isAlternate()).toBe(true);
  // Select Graphic Rendition with a colour: 30–37, 38, 90–97.
  expect(terminal.raw()).not.toMatch(/\u001b\[(?:\d+;)*(?:3[0-8]|9[0-7])(?:;\d+)*m/);
});

test('the screen follows the window', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const terminal = openTerminal(['--dsn', database.dsn]);
  await terminal.waitFor('waiting ');
  terminal.resize(120, 40);
  await terminal.waitFor((screen) => screen.split('\n')[39]?.includes('q quit') ?? false);
});

test('a hostile subject or failure text cannot steer the terminal', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  await database.query(
    `insert into mail_mail (mail_message_id, state, failure_reason, create_date)
     select id, 'exception', E'\\x1b]0;owned\\x07\\x1b[2Jnonsense of its own', now() at time zone 'UTC'
       from mail_message limit 1`,
  );
  const terminal = openTerminal(['--dsn', database.dsn]);
  await terminal.waitFor('nonsense of its own');
  expect(terminal.raw()).not.toContain('owned');
});
