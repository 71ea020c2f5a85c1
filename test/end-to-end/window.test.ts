import { expect, test } from 'vitest';
import { createDemoDatabase } from '../support/postgres.ts';
import { openTerminal, openTerminalInShell } from '../support/terminal.ts';

const isActive = 'select active from ir_cron order by id';

test('in a window that is too small to show it no key changes anything, and q still quits', async () => {
  const database = await createDemoDatabase({ scenario: 'cron' });
  const before = await database.query(isActive);
  const terminal = openTerminal(['--dsn', database.dsn], { columns: 100, rows: 30 });
  await terminal.waitFor('waiting ');
  terminal.type('2');
  await terminal.waitFor('What do you see?');
  terminal.type('s');
  await terminal.waitFor('measures everything again', 60_000);
  terminal.resize(30, 5);
  await terminal.waitFor((screen) => screen.replaceAll('\n', ' ').includes('Please make the window'));
  const drawn = terminal.raw().length;
  // Ctrl+L, which is heard here too, tells that the keys before it were: a window that grows again at once comes first.
  for (const key of 'FFy\r3Ry?\u000c') terminal.type(key);
  await terminal.waitFor(() => terminal.raw().length > drawn);
  terminal.resize(100, 30);
  // It is where it was, with neither a dialog nor the help open.
  await terminal.waitFor((screen) => screen.split('\n')[29]?.includes('q back') ?? false);
  expect(await database.query(isActive)).toEqual(before);
  terminal.resize(30, 5);
  await terminal.waitFor((screen) => screen.replaceAll('\n', ' ').includes('Please make the window'));
  terminal.type('q');
  expect(await terminal.ended).toEqual({ exitCode: 0, signal: 0 });
});

test('where no shell waits Ctrl+Z says so in one line, and the console goes on', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  // A pseudo-terminal without a shell: the program leads the session, as below docker exec -it.
  const terminal = openTerminal(['--dsn', database.dsn]);
  await terminal.waitFor('waiting ');
  terminal.type('\u001a');
  await terminal.waitFor('Ctrl+Z does nothing here: no shell waits');
  expect(terminal.isAlternate()).toBe(true);
  terminal.type('?');
  await terminal.waitFor('Everywhere');
});

test('below a shell Ctrl+Z stops it, and fg brings it back in the size that the window has by then', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const terminal = openTerminalInShell(['--dsn', database.dsn]);
  await terminal.waitFor('waiting ');
  terminal.type('\u001a');
  await terminal.waitFor('Stopped');
  expect(terminal.isAlternate()).toBe(false);
  terminal.resize(110, 36);
  terminal.type('fg\r');
  await terminal.waitFor((screen) => screen.split('\n')[35]?.trimEnd().endsWith('q quit') ?? false);
  expect(terminal.isAlternate()).toBe(true);
  terminal.type('q');
  await terminal.waitFor(/\$ $/m);
  terminal.type('exit\r');
  await terminal.ended;
});

test('the first page of the wizard fits into the smallest window, the entry under the cursor in sight', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const terminal = openTerminal(['--dsn', database.dsn], { columns: 60, rows: 10 });
  await terminal.waitFor('live');
  terminal.type('2');
  await terminal.waitFor('What do you see?');
  terminal.type('j');
  await terminal.waitFor('❯ Customers get no invoices or orders');
  terminal.type('jjjj');
  const screen = await terminal.waitFor('❯ Replies bounce');
  expect(screen).toContain('What do you see?');
  expect(screen).toContain('s skip');
});

test('--ascii shows ASCII alone, whatever the subjects say', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  await database.query("update mail_message set subject = 'Grüße 東京 – ' || subject");
  const terminal = openTerminal(['--dsn', database.dsn, '--ascii'], { columns: 100, rows: 30 });
  await terminal.waitFor('password refused');
  terminal.type('3');
  await terminal.waitFor('Gr??e');
  terminal.type('2');
  await terminal.waitFor('What do you see?');
  terminal.type('s');
  await terminal.waitFor('measures everything again', 60_000);
  expect(terminal.raw()).not.toMatch(/[^\u0000-\u007f]/);
});

test('a dumb terminal gets the report of check instead of a screen', async () => {
  const database = await createDemoDatabase({ scenario: 'no-server' });
  const quick = ['--resolver', '127.0.0.1:1', '--timeout', '1'];
  const terminal = openTerminal(['--dsn', database.dsn, ...quick], { env: { TERM: 'dumb' }, columns: 120 });
  await terminal.ended;
  expect(terminal.raw()).toContain('this terminal cannot show the console, so this is the report of check');
  expect(terminal.raw()).toContain('Measured in');
  expect(terminal.raw()).not.toContain('\u001b');
}, 120_000);
