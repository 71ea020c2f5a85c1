import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDemoDatabase } from '../support/postgres.ts';
import { drawn, hear, speak } from '../support/spoken-terminal.ts';
import { openTerminal } from '../support/terminal.ts';

vi.setConfig({ testTimeout: 120_000 });

test('the console speaks each screen, its dialogs, palette, help and log in plain lines', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const terminal = speak(['--dsn', database.dsn]);

  const queue = await hear(
    terminal,
    '',
    /waiting: 1 204 mails, oldest \d+ hours \d+ minutes, \d[\d ]* written in the last hour\. .*1 of 2: password refused/,
  );
  expect(queue).toContain('a screen reader is on (INK_SCREEN_READER), so the console speaks in lines');

  const help = await hear(terminal, '?', /Keys, Everywhere:.*question mark: this help\./);
  expect(help).toContain('capital F: begin the first step of the treatment; it shows what would change, and asks.');

  // The verdict comes first, and the keys last before the row.
  const again = await hear(terminal, '\u001b', /Queue\. .* Keys: .* 1 of 2: password refused/);
  expect(again).toMatch(/^ Queue\. (?:Wrong|Warning|Fine): /);

  expect(await hear(terminal, 'j', /2 of 2: /)).toMatch(/^2 of 2: recipient unknown/);

  const palette = await hear(terminal, ':', /Action: $/);
  expect(palette).toMatch(/Find an action by its name\. Up and Down move, Enter does it\. \d+ actions\./);
  expect(await hear(terminal, 'screen log', /1 of \d+: the screen Log\. l, everywhere\./)).toContain('screen log');
  expect(await hear(terminal, '\r', /\d+ of \d+: \d\d:\d\d:\d\d, sql on /)).toContain(
    'What was done since the console opened',
  );

  const wizard = await hear(terminal, '2', /What do you see\? .*1 of 6: Mails are queued and never sent/);
  expect(wizard).toContain('Keys: Enter, this is what I see;');
  expect(await hear(terminal, 's', /1 of 1\d: \S.*?: (?:broken|fine|not known|being measured|not measured)/)).toContain(
    'Wizard.',
  );

  const list = await hear(terminal, '3', /1 of 1 516: mail \d+, failed, to \S+, .* old\./);
  expect(list).toMatch(/1 516 mails, 312 failed/);
  expect(await hear(terminal, 'j', /2 of 1 516: mail \d+/)).toMatch(/^2 of 1 516: mail/);
  expect(await hear(terminal, ' ', /1 marked\./)).toContain('3 of 1 516');
  const dialog = await hear(terminal, 'C', /Cancel 1 mail\. .*Keys: y, do it/);
  // The question and how it is answered come before what it rests on.
  expect(dialog.indexOf('Press y')).toBeLessThan(dialog.indexOf('The mail that you chose'));
  await hear(terminal, '\u001b', /Retry\. /);

  expect(terminal.isAlternate()).toBe(false);
  expect(terminal.raw()).not.toMatch(drawn);
  terminal.type('\u0003');
  expect((await terminal.ended).exitCode).toBe(0);
});

test('a mail that comes is said once, and nothing is said while nothing changes', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const terminal = speak(['--dsn', database.dsn]);
  await hear(terminal, '', /sent: [\d ]+mails.*Fine: /);
  // Ctrl+L says everything anew: from then on everything is known.
  await hear(terminal, '\u000c', /Queue\. .*Keys: /);
  await database.query(
    `insert into mail_mail (mail_message_id, state, email_to, failure_reason, create_date, write_date)
     select id, 'exception', 'new@example.com', '550 5.1.1 User unknown', now() at time zone 'UTC', now() at time zone 'UTC'
     from mail_message limit 3`,
  );
  const news = await hear(terminal, '', /Mails failed for/);
  expect(news).not.toMatch(/Database acme|Keys:|sent: /);
  terminal.type('q');
  expect((await terminal.ended).exitCode).toBe(0);
});

test('the set-up form says why nothing was opened, and asks one field after the other', async () => {
  const home = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const terminal = speak([], { HOME: home });
  const form = await hear(terminal, '', /1 of \d: Host \(empty: this machine's socket\): /);
  expect(form).toMatch(/Connect to the PostgreSQL that holds Odoo's database/);
  expect(form.indexOf('Wrong: ')).toBeLessThan(form.indexOf('Connect to the PostgreSQL'));
  expect(await hear(terminal, 'db.in', /^db\.in$/)).not.toContain('Host');
  await hear(terminal, '\u007f', /^[\b] [\b]$/);
  expect(await hear(terminal, '\t\t\t', /4 of \d: Password/)).toContain('empty: none');
  expect(await hear(terminal, 'secret', /\*{6}/)).not.toContain('secret');
  expect(terminal.raw()).not.toMatch(drawn);
  terminal.type('\u0003');
  await terminal.ended;
});

test('without a terminal the commands that tell the rest are printed whole', async () => {
  const database = await createDemoDatabase({ scenario: 'healthy' });
  const terminal = openTerminal(['--dsn', database.dsn], { columns: 200, rows: 60, env: { TERM: 'dumb' } });
  await terminal.ended;
  const said = terminal.raw();
  expect(said).toContain('this terminal cannot show the console, so this is the report of check');
  expect(said).toMatch(/ {2}odoo-mail-doctor queue --dsn \S+ +# what waits and what failed/);
  expect(said).toMatch(/ {2}odoo-mail-doctor find WORDS --dsn \S+/);
});
