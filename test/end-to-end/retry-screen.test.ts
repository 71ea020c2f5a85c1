import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withClient } from '../../source/demo/database/databases.ts';
import { pressYes } from '../support/press-yes.ts';
import { openTerminal } from '../support/terminal.ts';
import { serveWorld } from './served-world.ts';

const patience = 60_000;

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

test('a failed mail is sent again by keyboard, cancelled ones come back with U', { timeout: 180_000 }, async () => {
  const world = await serveWorld('healthy');
  const { dsn, config, resolver } = world.info;
  const run = <Row>(text: string): Promise<Row[]> =>
    withClient(dsn, async (client) => (await client.query(text)).rows as Row[]);
  const [mail] = await run<{ id: number }>(
    `with message as (
       insert into mail_message (subject, email_from, message_type, date)
       select 'Invoice', email_from, 'email_outgoing', now() at time zone 'UTC' from mail_message order by id desc limit 1
       returning id
     )
     insert into mail_mail (mail_message_id, state, email_to, body_html, failure_reason, create_date, write_date)
     select id, 'exception', 'buyer@customer.example', '<p>Hello</p>', E'421\\nb''4.7.0 Try again later''',
       now() at time zone 'UTC', now() at time zone 'UTC'
     from message returning id`,
  );
  const stateOf = async () =>
    (await run<{ state: string }>(`select state from mail_mail where id = ${mail?.id}`))[0]?.state ?? 'gone';
  const terminal = openTerminal(['--dsn', dsn, '-c', config, '--resolver', resolver], {
    columns: 120,
    rows: 40,
    env: { XDG_STATE_HOME: await makeFolder() },
  });
  await terminal.waitFor('3 Retry', patience);
  terminal.type('3');
  await terminal.waitFor(/✖ failed +buyer@customer\.example/, patience);

  terminal.type('C');
  await terminal.waitFor('1 mail cancelled.', patience);
  expect(await stateOf()).toBe('cancel');
  terminal.type('U');
  await pressYes(terminal, 'Press y to take it back');
  await terminal.waitFor('Taken back: Cancel 1 mail.', patience);
  expect(await stateOf()).toBe('exception');

  terminal.type('/state:exception\r');
  await terminal.waitFor(/1 failed mail/, patience);
  await terminal.waitFor(/✖ failed +buyer@customer\.example/, patience);
  terminal.type('R');
  // The server asked for patience a moment ago.
  await terminal.waitFor(/\(A takes it in\)/, patience);
  expect(await stateOf()).toBe('exception');
  terminal.type('A');
  await terminal.waitFor('Press y', patience);
  await pressYes(terminal, 'Press y');
  await terminal.waitFor('1 mail sent.', patience);
  expect(await stateOf()).not.toBe('exception');
  terminal.type('\u001b');
  await terminal.waitFor('No mail is meant by this filter.', patience);

  terminal.type('qq');
  expect((await terminal.ended).exitCode).toBe(0);
  // What was taken back does not count.
  expect(terminal.text()).toMatch(/^1 change; .*odoo-mail-doctor (undo|journal)/m);
});
