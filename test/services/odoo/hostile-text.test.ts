import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { everyReader } from './every-reader.ts';
import { openDemo, queueCronId } from './open.ts';

/** Clears the screen, turns the text round, ends the line. */
const poison = '\u001b[2J\u202eevil\u0007\r\nnext\u0000'.replace('\u0000', '');

/** Their columns are what a plan compares and undo brings back, byte for byte; whatever prints a plan cleans them. */
const exact: readonly string[] = ['purgeCandidates', 'cancelCandidates', 'retryCandidates', 'rowText', 'rowsText'];

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('what people and servers wrote cannot reach the terminal as commands', async () => {
    const { connection, odoo } = await openDemo(series);
    const name = series === 16 ? `jsonb_build_object('en_US', $1)` : '$1';
    for (const statement of [
      'update mail_message set subject = $1, email_from = $1, model = $1, reply_to = $1, message_id = $1 where id <= 20',
      'update mail_mail set email_to = $1, email_cc = $1, failure_reason = $1, body_html = $1, headers = $1, state = $1 where id <= 20',
      'update res_partner set name = $1, email = $1, email_normalized = null where id <= 60',
      'update res_company set name = $1 where id = 1',
      'update ir_mail_server set name = $1, smtp_host = $1, smtp_user = $1',
      'update fetchmail_server set name = $1, "user" = $1',
      'update ir_attachment set name = $1, store_fname = $1 where id <= 60',
      `update ir_cron set cron_name = ${name}`,
      `update ir_config_parameter set value = $1 where key = 'web.base.url'`,
    ]) {
      await connection.query(statement.replaceAll('$1', '$1::text'), [poison]);
    }
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    const read: unknown[] = [];
    const leaks: string[] = [];
    for (const [name, reader] of Object.entries(everyReader(odoo, ids, await queueCronId(odoo)))) {
      const value = await reader();
      if (/\\u00[01]|\\u009|\\r|\u202e/.test(JSON.stringify(value) ?? '')) leaks.push(name);
      else read.push(value);
    }
    expect(leaks.filter((name) => !exact.includes(name))).toEqual([]);
    const text = JSON.stringify(read);

    expect(text.match(/evil/g)?.length).toBeGreaterThan(100);
    // JSON writes control characters as escapes.
    expect(text).not.toMatch(/\\u00[01]|\\u009|\\r|\u202e/);
    expect((await odoo.mails([5]))[0]).toMatchObject({ subject: 'evil next', failureReason: 'evil\nnext' });
  });
});
