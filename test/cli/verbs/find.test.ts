import { expect, test } from 'vitest';
import { runFind } from '../../../source/cli/verbs/find.ts';
import { UsageError } from '../../../source/domain/errors.ts';
import { captureContext } from '../../support/command-context.ts';
import { createDemoDatabase } from '../../support/postgres.ts';

const usual = { limit: 20, for: 20 };

test('prints a line a mail, newest first, and the command that goes on', async () => {
  const { dsn } = await createDemoDatabase({ scenario: 'monday-morning' });
  const { context, output } = captureContext({ dsn });
  expect(await runFind(context, { ...usual, text: 'invoice', limit: 2 })).toBe(0);
  const [counted, first = '', second = '', searched, more = ''] = output().split('\n');
  expect(counted).toBe('2 mails until now');
  expect(first).toMatch(/^ +\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}(?:waiting|failed: [a-z ]+) {2}.*Invoice/);
  expect(Number(/\d+/.exec(first)?.[0])).toBeGreaterThan(Number(/\d+/.exec(second)?.[0]));
  expect(searched).toMatch(/^Searched so far: the subjects of about [\d ]+ messages, back to .* UTC[;.]/);
  expect(more).toMatch(/^Go on: odoo-mail-doctor find invoice --continue [\w-]+ --dsn /);
  expect(more).not.toContain(/:([^:@]+)@/.exec(dsn)?.[1]);
});

test('a mail that Odoo has deleted since is named by its message, in text, JSON and CSV', async () => {
  const { dsn, query } = await createDemoDatabase();
  const [mail] = await query<{ mail: number; message: number; record: string }>(
    `select m.id as mail, g.id as message, g.record_name as record
     from mail_mail m join mail_message g on g.id = m.mail_message_id join mail_notification n on n.mail_message_id = g.id
     where m.state = 'sent' and g.model = 'account.move' order by m.id desc limit 1`,
  );
  if (mail === undefined) throw new Error('the demo has sent no invoice');
  await query('delete from mail_mail where id = $1', [mail.mail]);
  const find = async (format: 'text' | 'json' | 'csv'): Promise<string> => {
    const { context, output } = captureContext({ dsn, format });
    expect(await runFind(context, { ...usual, text: mail.record })).toBe(0);
    return output();
  };
  expect(await find('text')).toMatch(new RegExp(` message:${mail.message} .* sent, deleted since `));
  expect(JSON.parse(await find('json'))).toMatchObject({
    schema: 1,
    mails: [{ name: `message:${mail.message}`, id: null, deleted: true, outcome: 'sent', state: null }],
    searched: { complete: true, unread: [], stalled: false },
    next: null,
  });
  expect(await find('csv')).toContain(`message:${mail.message},"sent, deleted since",`);
});

test('status 1: there is no such mail; 3: there was none until the time was over', async () => {
  const { dsn } = await createDemoDatabase();
  const { context, output } = captureContext({ dsn });
  expect(await runFind(context, { ...usual, text: 'no-such-mail' })).toBe(1);
  expect(output()).toContain('No mail was found. ');
  const hurried = captureContext({ dsn });
  expect(await runFind(hurried.context, { ...usual, text: 'no-such-mail', for: 0.02 })).toBe(3);
  expect(hurried.output()).toContain('No mail was found until now.');
});

test('--all-databases is wrong usage: a mail is looked for in one', async () => {
  const { context } = captureContext({ allDatabases: true });
  await expect(runFind(context, { ...usual, text: 'x' })).rejects.toThrow(UsageError);
});
